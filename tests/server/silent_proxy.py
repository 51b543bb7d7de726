"""A network between a hub and its server that can fall silent: connections stay open, and carry nothing any more."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from breakout_tui.domain.server_address import ServerAddress

_SOCKET = ".s.PGSQL.5432"
_JOIN = 10.0


@dataclass
class SilentProxy:
    """What connects to ``folder`` reaches the server of ``target``."""

    folder: Path
    target: Path
    listener: socket.socket
    is_silent: bool = False
    """Whether new connections carry nothing either."""
    _alive: list[threading.Event] = field(default_factory=list)
    """Set for each connection that carries something."""
    _carrying: list[tuple[socket.socket, threading.Thread]] = field(default_factory=list)

    def address(self, of_server: ServerAddress) -> ServerAddress:
        """The same database by way of this network."""
        return ServerAddress(
            of_server.url.replace(quote(str(self.target), safe=""), quote(str(self.folder), safe=""))
        )

    def fall_silent(self) -> None:
        """All connections that are open now are dead; whoever has one isn't told."""
        for each in self._alive:
            each.clear()

    def accept(self) -> None:
        """Carry connections until the end."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX)
                try:
                    server.connect(str(self.target / _SOCKET))
                except OSError:  # it is not there now
                    client.close()
                    server.close()
                    continue
                alive = threading.Event()
                if not self.is_silent:
                    alive.set()
                self._alive.append(alive)
                for one, other in ((client, server), (server, client)):
                    thread = threading.Thread(target=_carry, args=(one, other, alive), daemon=True)
                    self._carrying.append((one, thread))
                    thread.start()

    def close(self) -> None:
        """End all connections."""
        for end, _ in self._carrying:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for end, thread in self._carrying:
            thread.join(_JOIN)
            end.close()


def _carry(source: socket.socket, target: socket.socket, alive: threading.Event) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 16):
            if alive.is_set():
                target.sendall(data)
    if alive.is_set():  # otherwise nobody hears of the end either
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def silent_proxy(folder: Path, target: Path) -> Iterator[SilentProxy]:
    """A network before the server whose socket is in ``target``."""
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / _SOCKET))
        listener.listen()
        proxy = SilentProxy(folder, target, listener)
        accepting = threading.Thread(target=proxy.accept, daemon=True)
        accepting.start()
        try:
            yield proxy
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join(_JOIN)
            proxy.close()
