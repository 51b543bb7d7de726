"""A server that runs in a thread of the tests, on a real socket, and clients of it."""

from __future__ import annotations

import http.client
import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import shared
from breakout_tui.hub.certificate import Certificate
from breakout_tui.hub.connection import Limits
from breakout_tui.hub.credentials import Credentials, co_credentials, new_code, new_secret, phone_credentials
from breakout_tui.hub.listening import Place
from breakout_tui.hub.server_app import PhoneAccess
from breakout_tui.hub.serving import Serving
from breakout_tui.link.pinned_connection import connection_to
from breakout_tui.room_protocol import RoomAnswer, RoomUpdate, read_answer, update_text
from breakout_tui.store.floor_file import FloorFile

TIMEOUT = 10.0


@dataclass
class Answered:
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body."""
        return self.body.decode()


class Client(ABC):
    """What displays and rooms ask of a server, wherever it runs."""

    secret: str
    clock: Clock
    sent: bytearray
    """Every byte that displays got."""

    @property
    @abstractmethod
    def port(self) -> int:
        """Where it listens."""

    @property
    @abstractmethod
    def code(self) -> str:
        """What a display types."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def fingerprint(self) -> str:
        """That of its certificate; empty without one."""
        return ""

    def connection(self) -> http.client.HTTPConnection:
        """A new one, not yet made."""
        return connection_to(self.url, self.fingerprint, TIMEOUT)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answered:
        """One request on a connection of its own."""
        connection = self.connection()
        try:
            connection.request(method, path, body, headers or {})
            got = connection.getresponse()
            answered = Answered(
                got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()
            )
        finally:
            connection.close()
        if path != "/room":
            self.sent += answered.body
        return answered

    def post(self, path: str, form: dict[str, str], cookie: str = "") -> Answered:
        """A form, as the server's own page sends it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url, "Cookie": cookie}
        return self.ask("POST", path, urlencode(form).encode(), headers)

    def joined(self) -> str:
        """The cookie of a new display."""
        answer = self.post("/join", {"code": self.code})
        assert answer.status == 303, answer.text
        return answer.headers["set-cookie"].partition(";")[0]

    def page(self, cookie: str) -> str:
        """What a display shows."""
        return self.ask("GET", "/display", headers={"Cookie": cookie}).text

    def tell(self, update: RoomUpdate, session: Session | None = None) -> RoomAnswer:
        """Send an update as a room does."""
        ids = {} if session is None else {note.serial: note.id for note in session.book.notes}
        answered = self.ask(
            "POST", "/room", update_text(update, ids), {"Authorization": f"Bearer {self.secret}"}
        )
        assert answered.status == 200, answered.text
        return read_answer(answered.body)

    def show(self, session: Session, link: str = "a room", number: int = 1) -> RoomAnswer:
        """Send the whole copy of a session."""
        update = RoomUpdate(link, number, None, session.id, self.clock.read(), tuple(shared(session)))
        return self.tell(update, session)

    @contextmanager
    def stream(self, cookie: str) -> Iterator[EventReader]:
        """The stream of a page."""
        connection = self.connection()
        try:
            connection.request("GET", "/live?size=1920x1080", headers={"Cookie": cookie})
            response = connection.getresponse()
            assert response.status == 200
            yield EventReader(response, self.sent)
        finally:
            connection.close()


@dataclass
class Running(Client):
    """A server that runs in a thread."""

    serving: Serving
    secret: str
    clock: Clock
    sent: bytearray = field(default_factory=bytearray)
    errors: list[Exception] = field(default_factory=list)
    """What nobody expected."""
    certificate: Certificate | None = None
    """With one it speaks TLS."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.serving.port

    @property
    def code(self) -> str:
        """What a display types."""
        return self.serving.server.credentials.code

    @property
    def url(self) -> str:
        """Where it is."""
        return self.serving.own_address

    @property
    def fingerprint(self) -> str:
        """That of its certificate; empty without one."""
        return "" if self.certificate is None else self.certificate.fingerprint


class EventReader:
    """Reads the events of a stream."""

    def __init__(self, response: http.client.HTTPResponse, sent: bytearray) -> None:
        self._response = response
        self._sent = sent

    def next(self) -> tuple[str, Any]:
        """The next event: its name and what it says; an empty name at the end."""
        name, data = "", ""
        while line := self._response.readline():
            self._sent += line
            said, _, value = line.decode().rstrip("\n").partition(": ")
            if said == "event":
                name = value
            elif said == "data":
                data = value
            elif not said and name:
                return name, json.loads(data)
        return "", None

    def until(self, wanted: str) -> Any:
        """What the next event of this name says."""
        while True:
            name, data = self.next()
            assert name, f"the stream ended before {wanted}"
            if name == wanted:
                return data


@contextmanager
def running(
    clock: Clock | None = None,
    *,
    place: Place | None = None,
    secret: str = "",
    code: str = "",
    obeys_room: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - it is immutable
    database: Path | None = None,
) -> Iterator[Running]:
    """A server on a free port; nothing unexpected may happen in it. With a database it takes statements from phones, beside it."""
    clock, secret = clock or SystemClock(), secret or new_secret()
    credentials, place = Credentials(secret, code or new_code()), place or Place(port=0)
    errors: list[Exception] = []
    phones = None
    if database is not None:
        phones = PhoneAccess(
            phone_credentials(secret, new_code()),
            partial(FloorFile, database),
            co_credentials(secret, new_code()),
        )
    serving = Serving(
        place,
        credentials,
        clock,
        phones=phones,
        obeys_room=obeys_room,
        limits=limits,
        report=errors.append,
    )
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    try:
        yield Running(serving, secret, clock, errors=errors, certificate=place.certificate)
    finally:
        serving.stop()
        thread.join(TIMEOUT)
        assert not thread.is_alive()
    assert not errors, errors
