"""Runs the server until it is told to stop: with streams open, that takes at most two seconds."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import uvicorn

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import UsageError
from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.credentials import Credentials
from breakout_tui.hub.failures import silence_libraries
from breakout_tui.hub.network_addresses import network_addresses
from breakout_tui.hub.server_app import Server
from breakout_tui.hub.server_config import MOST_CONNECTIONS, ServerConfig

LOOPBACK = "127.0.0.1"
PORT = 8765
"""The port that is tried first."""
_MOST_TRIED = 20
"""Ports that are tried after it."""
_WAITING = 256
"""Connections that may wait to be taken."""
_OTHER_FILES = 64
"""Files that a process has open beside connections."""
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


class Serving:
    """A server that listens; with ``obeys_room`` it stops when the room says so. Raises UsageError where it can't listen.

    ``report`` is told of each kind of unexpected error once.
    """

    def __init__(
        self,
        place: Place,
        credentials: Credentials,
        clock: Clock,
        *,
        obeys_room: bool = False,
        limits: Limits = Limits(),  # noqa: B008 - it is immutable
        report: Callable[[Exception], None] = lambda _: None,
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
            report=report,
        )
        self._running = uvicorn.Server(ServerConfig(self.server.app, limits, place.certificate))

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

    def run(self) -> None:
        """Serve until a signal comes or ``stop`` is called."""
        silence_libraries()
        _allow_open_files(MOST_CONNECTIONS + _OTHER_FILES)
        with _ending_by_exception():
            self._running.run(sockets=[self._socket])

    def close(self) -> None:
        """Listen no more, without having run."""
        self._socket.close()

    def stop(self) -> None:
        """End soon."""
        self._running.should_exit = True


@contextmanager
def _ending_by_exception() -> Iterator[None]:
    """SIGTERM, which uvicorn passes on when it has ended, raises SystemExit: the process can clean up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _hosts(place: Place) -> Collection[str]:
    """The names by which browsers may ask for it, beside the number that they reach."""
    given = place.url(place.address, 0).partition("//")[2] if place.address else place.host
    named = given[1:].partition("]")[0] if given.startswith("[") else given.partition(":")[0]
    own = socket.gethostname().lower()
    return {"localhost", LOOPBACK, "::1", own, f"{own}.local", named.lower(), place.host.lower()}


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


def _allow_open_files(count: int) -> None:
    """Raise the limit of open files, which is 256 on macOS and 1024 on Linux until a process asks for more, as far as it may."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        most = count if hard == resource.RLIM_INFINITY else min(count, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
