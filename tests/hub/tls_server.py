"""A server of the tests that speaks TLS on a real socket, with whatever certificate it is given, and keeps what it was sent."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TIMEOUT = 10.0
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@dataclass
class TlsServer:
    """Answers each connection once; without a context it is a plain server."""

    listener: socket.socket
    context: ssl.SSLContext | None
    got: bytearray = field(default_factory=bytearray)
    """All that clients sent, after handshakes."""
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Released after each connection."""

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self.listener.getsockname()[1]
        return port

    def accept(self) -> None:
        """Serve until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                client.settimeout(TIMEOUT)
                with suppress(OSError), client:
                    self._serve(client)
                self.ended.release()

    def _serve(self, client: socket.socket) -> None:
        if self.context is None:
            self._answer(client)
            return
        with self.context.wrap_socket(client, server_side=True) as safe:
            self._answer(safe)

    def _answer(self, client: socket.socket) -> None:
        got = client.recv(1 << 16)
        self.got += got
        if got:
            client.sendall(_ANSWER)


def context_of(path: Path) -> ssl.SSLContext:
    """A server's with the certificate in this file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A socket that connections wait at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


@contextmanager
def tls_server(context: ssl.SSLContext | None) -> Iterator[TlsServer]:
    """One that runs."""
    with listening() as listener:
        server = TlsServer(listener, context)
        thread = threading.Thread(target=server.accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(TIMEOUT)
            assert not thread.is_alive()


def any_server() -> ssl.SSLContext:
    """Of a client that takes every certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
