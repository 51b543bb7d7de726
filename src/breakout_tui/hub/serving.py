"""Runs the server until it is told to stop: with streams open, that takes at most two seconds."""

from __future__ import annotations

import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import uvicorn

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import UsageError
from breakout_tui.hub.credentials import Credentials
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.hub.server_app import Server

LOOPBACK = "127.0.0.1"
PORT = 8765
"""The port that is tried first."""
_MOST_TRIED = 20
"""Ports that are tried after it."""
_MOST_CONNECTIONS = 2000
_WAITING = 256
"""Connections that may wait to be taken."""
_STOPPING = 2
"""Seconds in which streams have to end."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens."""

    host: str = LOOPBACK
    """A number, or a name of this computer."""
    port: int | None = None
    """None for the first free one from 8765."""
    address: str = ""
    """Given to browsers in place of those that are found: a host, or a host and a port."""

    @property
    def is_on_network(self) -> bool:
        """Whether other devices can reach it."""
        return self.host not in (LOOPBACK, "::1", "localhost")


class Serving:
    """A server that listens; with ``obeys_room`` it stops when the room says so. Raises UsageError where it can't listen."""

    def __init__(
        self, place: Place, credentials: Credentials, clock: Clock, *, obeys_room: bool = False
    ) -> None:
        self._place = place
        self._socket = _listening(place)
        self.port: int = self._socket.getsockname()[1]
        self.server = Server(
            credentials,
            clock,
            self.addresses,
            hosts=_hosts(place),
            is_on_network=place.is_on_network,
            is_stopping=lambda: self._running.should_exit,
            stop=self.stop if obeys_room else lambda: None,
        )
        self._running = uvicorn.Server(
            uvicorn.Config(
                self.server.app,
                access_log=False,
                log_config=None,
                log_level="critical",
                server_header=False,
                proxy_headers=False,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="on",
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_graceful_shutdown=_STOPPING,
                h11_max_incomplete_event_size=16 << 10,
            )
        )

    def addresses(self) -> Sequence[str]:
        """Where a browser finds it, the likeliest first."""
        if self._place.address:
            return (_url(self._place.address, self.port),)
        if not self._place.is_on_network:
            return (_url(LOOPBACK, self.port),)
        if self._place.host not in ("0.0.0.0", "::"):
            return (_url(self._place.host, self.port),)
        return [_url(address, self.port) for address in network_addresses()] or [_url(LOOPBACK, self.port)]

    @property
    def own_address(self) -> str:
        """Where this computer finds it."""
        is_everywhere = self._place.host in ("0.0.0.0", "localhost")
        return _url(LOOPBACK if is_everywhere else self._place.host, self.port)

    def run(self) -> None:
        """Serve until a signal comes or ``stop`` is called."""
        self._running.run(sockets=[self._socket])

    def close(self) -> None:
        """Listen no more, without having run."""
        self._socket.close()

    def stop(self) -> None:
        """End soon."""
        self._running.should_exit = True


def _url(host: str, port: int) -> str:
    if host.startswith(("http://", "https://")):
        return host.rstrip("/")
    bare = f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
    has_port = ":" in bare.rpartition("]")[2]
    return f"http://{bare}" if has_port else f"http://{bare}:{port}"


def _hosts(place: Place) -> Collection[str]:
    """The names by which browsers may ask for it, beside the number that they reach."""
    given = _url(place.address, 0).partition("//")[2] if place.address else place.host
    named = given[1:].partition("]")[0] if given.startswith("[") else given.partition(":")[0]
    return {"localhost", LOOPBACK, "::1", named.lower(), place.host.lower()}


def _listening(place: Place) -> socket.socket:
    first = PORT if place.port is None else place.port
    tried = range(first, first + (_MOST_TRIED if place.port is None else 1))
    failed: OSError | None = None
    for port in tried:
        try:
            return _bound(place.host, port)
        except OSError as error:
            failed = error
    assert failed is not None
    where = f"{place.host}:{first}" if place.port is not None else place.host
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
        made.bind(address)
        made.listen(_WAITING)  # from now on the port is ours, and who connects waits until the server runs
    except BaseException:
        made.close()
        raise
    return made
