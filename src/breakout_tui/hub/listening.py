"""Where a server listens: its port, and the addresses under which browsers and rooms find it."""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from breakout_tui.domain.errors import UsageError
from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.network_addresses import network_addresses

LOOPBACK = "127.0.0.1"
PORT = 8765
"""The port that is tried first."""
_MOST_TRIED = 20
"""Ports that are tried after it."""
_WAITING = 256
"""Connections that may wait to be taken."""
_UNREAD = 64 << 10
"""Bytes on the way to a client; with more, one that does not read would be noticed late."""
_UNHEARD = 20_000
"""Milliseconds after which a client is gone that does not confirm what it gets, such as a phone out of reach."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens."""

    host: str = LOOPBACK
    """A number, or a name of this computer."""
    port: int | None = None
    """None for ``first`` or, if that is taken, for the first free one from 8765."""
    address: str = ""
    """Given to browsers in place of those that are found: a host, or a host and a port."""
    first: int = PORT
    """The port that displays may know from an earlier time."""
    certificate: Certificate | None = None
    """With one, everything on the port is over TLS."""

    @property
    def is_on_network(self) -> bool:
        """Whether other devices can reach it."""
        return self.host not in (LOOPBACK, "::1", "localhost")

    def url(self, host: str, port: int) -> str:
        """The address of a host, which may have a port or a scheme of its own."""
        if host.startswith(("http://", "https://")):
            return host.rstrip("/")
        scheme = "http" if self.certificate is None else "https"
        bare = f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
        has_port = ":" in bare.rpartition("]")[2]
        return f"{scheme}://{bare}" if has_port else f"{scheme}://{bare}:{port}"


class Listening:
    """A port that is ours from now on. Raises UsageError where it can't be."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.socket = _listening(place)
        self.port: int = self.socket.getsockname()[1]

    @property
    def hosts(self) -> Collection[str]:
        """The names by which browsers may ask for it, beside the number that they reach."""
        place = self._place
        given = place.url(place.address, 0).partition("//")[2] if place.address else place.host
        named = given[1:].partition("]")[0] if given.startswith("[") else given.partition(":")[0]
        own = socket.gethostname().lower()
        return {"localhost", LOOPBACK, "::1", own, f"{own}.local", named.lower(), place.host.lower()}

    def addresses(self) -> Sequence[str]:
        """Where a browser finds it, the likeliest first."""
        if self._place.address:
            return (self._place.url(self._place.address, self.port),)
        if not self._place.is_on_network:
            return (self._place.url(LOOPBACK, self.port),)
        if self._place.host not in ("0.0.0.0", "::"):
            return (self._place.url(self._place.host, self.port),)
        return [self._place.url(address, self.port) for address in network_addresses()] or [
            self._place.url(LOOPBACK, self.port)
        ]

    @property
    def own_address(self) -> str:
        """Where this computer finds it."""
        is_everywhere = self._place.host in ("0.0.0.0", "localhost")
        return self._place.url(LOOPBACK if is_everywhere else self._place.host, self.port)

    def close(self) -> None:
        """Listen no more, without having served."""
        self.socket.close()


def _listening(place: Place) -> socket.socket:
    others = range(PORT, PORT + _MOST_TRIED)
    failed: OSError | None = None
    for port in (place.first, *others) if place.port is None else (place.port,):
        try:
            return _bound(place.host, port)
        except OSError as error:
            failed = error
    assert failed is not None
    where = f"{place.host}:{place.port}" if place.port is not None else place.host
    raise UsageError(
        f"the server can't listen at {where}: {failed.strerror or failed}",
        remedy="name another --port" if place.port is not None else "name another --host",
    ) from failed


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.socket(family, kind, protocol)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets two programs share a port otherwise
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Connections have these from the socket that they were taken from.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNHEARD)
        made.bind(address)
        made.listen(_WAITING)  # from now on the port is ours, and who connects waits until the server runs
    except BaseException:
        made.close()
        raise
    return made
