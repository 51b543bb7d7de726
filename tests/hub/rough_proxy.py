"""A network between a server and its clients that cuts, holds back, throttles and truncates what it carries."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from breakout_tui.domain.clock import Clock
from breakout_tui.link.room_link import ServerPlace
from tests.hub.running import TIMEOUT, Client

_RESET = struct.pack("ii", 1, 0)
"""Close with a reset (SO_LINGER)."""


class Fault(NamedTuple):
    """What the network does to each of its connections."""

    up: int | None = None
    """It ends after so many bytes to the server."""
    down: int | None = None
    """It ends after so many bytes from the server."""
    wait: float = 0.0
    """Seconds for which each piece is held back."""
    piece: int = 1 << 16
    """The most bytes of a piece."""
    resets: bool = False
    """Whether it ends with a reset."""


FINE = Fault()


@dataclass
class RoughProxy(Client):
    """A server as it looks from behind the network."""

    server: Client
    listener: socket.socket
    fault: Fault = FINE
    struck: threading.Event = field(default_factory=threading.Event)
    """Set when a connection has met the fault."""
    ending: threading.Event = field(default_factory=threading.Event)
    sent: bytearray = field(default_factory=bytearray)

    @property
    def port(self) -> int:
        """Where clients connect to."""
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def code(self) -> str:
        """Of the server."""
        return self.server.code

    @property
    def secret(self) -> str:  # type: ignore[override]
        """Of the server."""
        return self.server.secret

    @property
    def clock(self) -> Clock:  # type: ignore[override]
        """Of the server."""
        return self.server.clock

    def place(self) -> ServerPlace:
        """Where the link of a room finds it."""
        return ServerPlace(self.url, self.secret)

    def meet(self, fault: Fault) -> None:
        """Behave like this from now on."""
        self.struck.clear()
        self.fault = fault

    def accept(self) -> None:
        """Carry connections until the end."""
        with suppress(OSError):
            while not self.ending.is_set():
                client, _ = self.listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self.server.port), TIMEOUT)
                except OSError:
                    client.close()
                    continue
                server.settimeout(None)
                for one, other, is_up in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._carry, args=(one, other, is_up), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        with suppress(OSError):
            carried = 0
            while data := source.recv(self.fault.piece):
                fault = self.fault
                if fault.wait:
                    self.struck.set()
                    self.ending.wait(fault.wait)
                most = fault.up if is_up else fault.down
                if most is not None and carried + len(data) > most:
                    target.sendall(data[: max(0, most - carried)])
                    self.struck.set()
                    break
                target.sendall(data)
                carried += len(data)
        how = socket.SHUT_RD if self.fault.resets else socket.SHUT_RDWR  # both wake the other thread
        for end in (source, target):
            with suppress(OSError):
                if self.fault.resets:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                end.shutdown(how)
            end.close()


@contextmanager
def between(server: Client) -> Iterator[RoughProxy]:
    """A network in front of a server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = RoughProxy(server, listener)
        accepting = threading.Thread(target=proxy.accept, daemon=True)
        accepting.start()
        try:
            yield proxy
        finally:
            proxy.ending.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes the thread
            accepting.join(TIMEOUT)
