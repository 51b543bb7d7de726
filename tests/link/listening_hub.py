"""A small hub over real sockets: takes what rooms send by the rule of joining, and can be ill in many ways."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.domain.joining import join, key_of, settled
from breakout_tui.domain.records import Draft
from breakout_tui.domain.versions import Erasure, SessionState, is_seen
from breakout_tui.hub_protocol import HubAnswer, HubUpdate, Part, answer_text, read_update

SOON = 20.0
"""Seconds within which a busy machine has done anything here."""


@dataclass
class HubData:
    """What a hub has; it outlives a server."""

    states: dict[str, SessionState] = field(default_factory=dict)
    drafts: dict[str, Draft | None] = field(default_factory=dict)

    def take(self, update: HubUpdate) -> Taken:
        """Take an update in."""
        held = self.states.get(update.session_id)
        if update.part is not None:
            known = {} if held is None else held.knowledge
            if not update.part.is_whole and not (update.part.since and is_seen(update.part.since, known)):
                return Taken(known, wants_whole=True)
            held = self.states[update.session_id] = _joined(held, update.part)
        if update.has_draft:
            self.drafts[update.session_id] = update.draft
        return Taken({} if held is None else dict(held.knowledge))


def _joined(state: SessionState | None, part: Part) -> SessionState:
    if state is None:
        return settled(part.state)
    new = {key_of(version.record) for version in part.state.versions}
    kept = (version for version in state.versions if key_of(version.record) not in new and not part.is_whole)
    return join(state, replace(part.state, versions=(*part.state.versions, *kept)))


Answering = Callable[[HubUpdate, Taken], "Taken | bytes | int"]
"""What the hub answers in place of what it took: other data, another text, or a status."""


class ListeningHub:
    """One server; ``answering`` can be changed at any time."""

    def __init__(self, data: HubData, port: int, secret: str, context: ssl.SSLContext | None = None) -> None:
        self.data = data
        self.answering: Answering = lambda _, taken: taken
        self.giving: Callable[[str], tuple[int, bytes]] = lambda _: (404, b"Not Found")
        """Answers what is asked for by its path."""
        self.held = threading.Event()
        """Answers wait for it."""
        self.held.set()
        self.takes = True
        """Whether it takes anything in."""
        self.updates: list[HubUpdate] = []
        self.packed: list[bool] = []
        self.goodbyes: list[str] = []
        self.erasures: tuple[Erasure, ...] = ()
        self._secret = secret
        self._news = threading.Condition()
        self._server = _Server(("127.0.0.1", port), self._handler())
        self.port: int = self._server.server_address[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def run(self) -> None:
        """Answer until it is closed."""
        self._server.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        """End it and all its connections."""
        self.held.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.cut()

    def cut(self) -> None:
        """Close all connections that it keeps."""
        self._server.cut()

    def until(self, wanted: Callable[[ListeningHub], object]) -> None:
        """Wait until this holds after a request."""
        with self._news:
            assert self._news.wait_for(lambda: wanted(self), SOON), (len(self.updates), self.goodbyes)

    @property
    def parts(self) -> list[Part]:
        """The parts that were sent, in order."""
        return [each.part for each in self.updates if each.part is not None]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            """One connection."""

            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                """An update."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                is_packed = self.headers["Content-Encoding"] == "gzip"
                self._answer(*hub._posted(self.headers["Authorization"], body, is_packed=is_packed))

            def do_GET(self) -> None:
                """What a take-over asks for."""
                is_known = self.headers["Authorization"] == f"Bearer {hub._secret}"
                self._answer(*(hub.giving(self.path) if is_known else (401, b"")))

            def do_DELETE(self) -> None:
                """A goodbye."""
                with hub._news:
                    hub.goodbyes.append(self.headers["Hub-Link"])
                    hub._news.notify_all()
                self._answer(204, b"")

            def _answer(self, status: int, text: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler

    def _posted(self, rights: str, body: bytes, *, is_packed: bool) -> tuple[int, bytes]:
        if rights != f"Bearer {self._secret}":
            return 401, b""
        update = read_update(gzip.decompress(body) if is_packed else body)
        with self._news:
            self.updates.append(update)
            self.packed.append(is_packed)
            self._news.notify_all()
        self.held.wait(SOON)
        with self._news:
            taken = self.data.take(update) if self.takes else Taken()
            found = self.answering(update, replace(taken, erasures=self.erasures))
            self._news.notify_all()
        if isinstance(found, int):
            return found, b"no"
        if isinstance(found, bytes):
            return 200, found
        return 200, answer_text(HubAnswer("Room 3", found, "7KQ2-M4XP", ("http://hub",)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._open: set[Any] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of a test."""

    def cut(self) -> None:
        for request in tuple(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)


@contextmanager
def listening(
    data: HubData | None = None,
    port: int = 0,
    secret: str = "0123456789ABCDEF",
    context: ssl.SSLContext | None = None,
) -> Iterator[ListeningHub]:
    """A hub that runs, over TLS with a context."""
    hub = ListeningHub(data or HubData(), port, secret, context)
    running = threading.Thread(target=hub.run)
    running.start()
    try:
        yield hub
    finally:
        hub.close()
        running.join()
