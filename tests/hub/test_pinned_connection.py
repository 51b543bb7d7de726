"""The room's connection: it speaks to the server whose certificate its code names, and tells nobody else anything."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from breakout_tui.domain.clock import SystemClock
from breakout_tui.hub.certificate import Certificate
from breakout_tui.link.pinned_connection import OtherCertificate, connection_to
from tests.hub.certificates import NOW, YEAR, of_hub, signed
from tests.hub.tls_server import TIMEOUT, TlsServer, context_of, listening, tls_server

SECRET = "7KQ2M4XP"


@pytest.fixture(name="certificate")
def fixture_certificate(tmp_path: Path) -> Certificate:
    """That of the hub."""
    return of_hub(tmp_path / "hub.pem")


@pytest.fixture(name="other")
def fixture_other(tmp_path: Path) -> Certificate:
    """One that somebody else made, for the same names."""
    return of_hub(tmp_path / "other.pem")


def asked(url: str, fingerprint: str, timeout: float = TIMEOUT) -> bytes:
    """What the server of a URL answers to a request with the secret."""
    connection = connection_to(url, fingerprint, timeout)
    try:
        connection.request("POST", "/room", b"", {"Authorization": f"Bearer {SECRET}"})
        return connection.getresponse().read()
    finally:
        connection.close()


def url_of(server: TlsServer, host: str = "127.0.0.1") -> str:
    """Its address."""
    return f"https://{host}:{server.port}"


def nothing_was_sent(server: TlsServer) -> bool:
    """Whether the server got nothing of what the room says, once the connection has ended."""
    assert server.ended.acquire(timeout=TIMEOUT)
    return server.got == b""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_server_with_the_right_certificate_is_asked(certificate: Certificate, host: str) -> None:
    """Rule: by whatever name or number, and whoever signed it."""
    with tls_server(context_of(certificate.path)) as server:
        assert asked(url_of(server, host), certificate.fingerprint) == b"ok"
        assert f"Bearer {SECRET}".encode() in server.got


def test_a_server_with_another_certificate_gets_nothing(certificate: Certificate, other: Certificate) -> None:
    """Rule: not a byte after the handshake, however much the certificate looks like the right one."""
    with tls_server(context_of(other.path)) as server:
        with pytest.raises(OtherCertificate):
            asked(url_of(server), certificate.fingerprint)
        assert nothing_was_sent(server)


def test_one_letter_of_the_fingerprint_decides(certificate: Certificate) -> None:
    """Rule: the first and the last one, too; a part of it is not enough."""
    right = certificate.fingerprint
    with tls_server(context_of(certificate.path)) as server:
        for wrong in (
            "01"[right[0] == "0"] + right[1:],
            right[:-1] + "01"[right[-1] == "0"],
            right[:-1],
            "x",
        ):
            with pytest.raises(OtherCertificate):
                asked(url_of(server), wrong)
            assert nothing_was_sent(server)


def test_a_certificate_that_is_replaced_is_noticed_with_the_next_connection(
    certificate: Certificate, other: Certificate
) -> None:
    """Rule: whatever the connections before had; and the right one is taken again."""
    with tls_server(context_of(certificate.path)) as server:
        assert asked(url_of(server), certificate.fingerprint) == b"ok"
        assert not nothing_was_sent(server)
        before = bytes(server.got)
        server.context = context_of(other.path)
        with pytest.raises(OtherCertificate):
            asked(url_of(server), certificate.fingerprint)
        assert server.ended.acquire(timeout=TIMEOUT)
        assert server.got == before
        server.context = context_of(certificate.path)
        assert asked(url_of(server), certificate.fingerprint) == b"ok"


def test_a_connection_that_was_refused_can_be_used_again(
    certificate: Certificate, other: Certificate
) -> None:
    """Rule: http.client connects anew by itself, and the certificate is looked at each time."""
    with tls_server(context_of(other.path)) as server:
        connection = connection_to(url_of(server), certificate.fingerprint, TIMEOUT)
        for _ in range(2):
            with pytest.raises(OtherCertificate):
                connection.request("GET", "/", headers={"Authorization": SECRET})
            assert connection.sock is None
            assert nothing_was_sent(server)


def test_without_a_fingerprint_the_systems_authorities_decide(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: a certificate that none of them has signed is refused, and so is one for another name."""
    with tls_server(context_of(certificate.path)) as server:
        with pytest.raises(ssl.SSLCertVerificationError, match="self-signed"):
            asked(url_of(server, "localhost"), "")
        assert nothing_was_sent(server)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
        assert asked(url_of(server, "localhost"), "") == b"ok"
        assert not nothing_was_sent(server)
        server.got.clear()
        own = signed(NOW - 50 * YEAR, NOW + 50 * YEAR)
        nameless = certificate.path.with_name("nameless.pem")
        nameless.write_text(own.certificate + own.key, encoding="ascii")
        monkeypatch.setenv("SSL_CERT_FILE", str(nameless))
        server.context = context_of(nameless)
        with pytest.raises(ssl.SSLCertVerificationError, match="localhost"):
            asked(url_of(server, "localhost"), "")
        assert nothing_was_sent(server)


def test_a_plain_server_behind_https_is_an_error(certificate: Certificate) -> None:
    """Rule: one of those that a link expects, and the server reads nothing of the request."""
    with tls_server(None) as server:
        with pytest.raises(ssl.SSLError):
            asked(url_of(server), certificate.fingerprint)
        assert SECRET.encode() not in server.got


def test_a_plain_address_is_plain_but_never_with_a_fingerprint(certificate: Certificate) -> None:
    """Rule: an address that is mistyped must not send in clear what the code protects."""
    with tls_server(None) as server:
        url = f"http://127.0.0.1:{server.port}"
        assert asked(url, "") == b"ok"
        assert not nothing_was_sent(server)
        server.got.clear()
        with pytest.raises(OtherCertificate, match="begins with https"):
            asked(url, certificate.fingerprint)
        assert server.got == b""


@pytest.mark.parametrize("url", ["", "hub.example", "ftp://hub.example", "https://", "https://hub.example:x"])
def test_what_is_no_address_is_a_value_error(url: str) -> None:
    """Rule: at once, before anything is connected."""
    with pytest.raises(ValueError):  # noqa: PT011 - urllib has words of its own
        connection_to(url, "", TIMEOUT)


@pytest.mark.parametrize("fingerprint", ["7" * 20, ""])
def test_the_port_of_https_is_443(fingerprint: str) -> None:
    """Rule: unless the address has one."""
    assert connection_to("https://hub.example", fingerprint, TIMEOUT).port == 443
    assert connection_to("https://[::1]:8765", fingerprint, TIMEOUT).port == 8765


def test_tls_before_1_2_is_refused(certificate: Certificate) -> None:
    """Rule: also by a server that speaks nothing newer, which an old client would talk to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old = context_of(certificate.path)
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
        for context in (old, client):
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
    with tls_server(old) as server:
        with socket.create_connection(("127.0.0.1", server.port), TIMEOUT) as plain:
            try:
                client.wrap_socket(plain).close()
            except ssl.SSLError:
                pytest.skip("OpenSSL here can't speak TLS 1.1")
        assert nothing_was_sent(server)
        for fingerprint in (certificate.fingerprint, ""):
            with pytest.raises(ssl.SSLError):
                asked(url_of(server), fingerprint)
            assert nothing_was_sent(server)


@contextmanager
def dripping(said: bytes) -> Iterator[str]:
    """The address of a server that sends this in the handshake, a byte at a time, and then nothing."""
    ending = threading.Event()

    def drip(listener: socket.socket) -> None:
        with suppress(OSError):
            client, _ = listener.accept()
            with client:
                for each in said:
                    client.sendall(bytes([each]))
                    if ending.wait(0.05):
                        return
                ending.wait(TIMEOUT)

    with listening() as listener:
        thread = threading.Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            ending.set()
            thread.join(TIMEOUT)


@pytest.mark.parametrize("said", [b"", b"\x16\x03\x03\x40\x00" + bytes(200)])
def test_a_handshake_that_does_not_end_is_given_up(said: bytes) -> None:
    """Rule: after the timeout, whether the server is silent or sends a byte now and then."""
    clock = SystemClock()
    with dripping(said) as url:
        before = clock.read().since_boot
        with pytest.raises(TimeoutError):
            asked(url, "7" * 20, timeout=0.3)
        assert clock.read().since_boot - before < 3


def test_a_link_can_take_every_failure_as_one_of_the_network() -> None:
    """Rule: a room that meets another certificate types on as if the server were away."""
    assert issubclass(OtherCertificate, OSError)
    assert issubclass(ssl.SSLError, OSError)
    assert isinstance(connection_to("https://hub.example", "7" * 20, TIMEOUT), http.client.HTTPConnection)
