"""The room's connection to a server: plain, by a pinned certificate, or by one that the system trusts.

A room's code has the fingerprint of the hub's certificate. So the room needs neither an authority nor a name to know the hub, and no
authority of the world can make it send its secret to somebody else.
"""

from __future__ import annotations

import hmac
import http.client
import ssl
from urllib.parse import urlsplit

from breakout_tui.domain.room_code import fingerprint_of


class OtherCertificate(OSError):
    """The server has shown another certificate than the code of the room names, or can have none. Nothing was sent to it."""


def connection_to(url: str, fingerprint: str, timeout: float) -> http.client.HTTPConnection:
    """A connection, not yet made, to the server of this URL; ``timeout`` in seconds, for each step.

    ``https://`` with a fingerprint asks for the certificate that has it and for nothing else; without one the system's authorities and the
    name decide (``ssl.SSLCertVerificationError``). ``http://`` is plain; a fingerprint with it raises OtherCertificate, because it
    would be sent in clear what was meant to be protected. Any other URL raises ValueError.
    """
    found = urlsplit(url)
    host, port = found.hostname or "", found.port
    if not host or found.scheme not in ("http", "https"):
        raise ValueError("the address of a server begins with https:// or http://")
    if found.scheme == "http":
        if fingerprint:
            raise OtherCertificate(
                "the code is for a server with a certificate, so its address begins with https://"
            )
        return http.client.HTTPConnection(host, port, timeout=timeout)
    if fingerprint:
        return PinnedConnection(host, port, fingerprint, timeout)
    return http.client.HTTPSConnection(host, port, timeout=timeout, context=_trusting_authorities())


class PinnedConnection(http.client.HTTPConnection):
    """A connection over TLS to the one server whose certificate has this fingerprint."""

    default_port = http.client.HTTPS_PORT

    def __init__(self, host: str, port: int | None, fingerprint: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._fingerprint = fingerprint
        self._context = _trusting_anyone()

    def connect(self) -> None:
        """Connect and look at the certificate before anything is sent. Raises OtherCertificate and what sockets raise."""
        super().connect()
        try:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
            shown = fingerprint_of(self.sock.getpeercert(binary_form=True) or b"")
            if not hmac.compare_digest(shown, self._fingerprint):
                raise OtherCertificate("the server has another certificate than the code says")
        except BaseException:
            self.close()
            raise


def _trusting_anyone() -> ssl.SSLContext:
    """Takes every certificate whose key the server has, without asking who signed it and for which name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _trusting_authorities() -> ssl.SSLContext:
    """Takes certificates that the system's authorities have signed for the name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
