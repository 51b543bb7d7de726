"""Phones of a room, and the window that fetches what they sent, over a real socket."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorMail, FloorNews
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.shared_copy import shared
from breakout_tui.room_protocol import RoomUpdate
from tests.hub.moments import with_left
from tests.hub.running import TIMEOUT, Answered, Client, EventReader, Running, running

CLOCK = SystemClock()


@cache
def _question() -> Session:
    return with_left(1500, CLOCK)


def room_of(rule: AttributionRule = AttributionRule.COUNTRY, silence: int = 0) -> Session:
    """A session in its first question, with 25 minutes left, of which everybody writes in silence for so many seconds."""
    session = _question()
    box, now = session.current_box, pace(session, CLOCK.read())
    assert box is not None
    assert now is not None
    if silence:
        session = session.put(replace(box, silent=now.used + silence))
    return session.put(replace(session.info, rule=rule))


@dataclass
class RoomWindow:
    """The window of the room, which tells the server its session and fetches what phones sent."""

    server: Client
    session: Session
    link: str = field(default_factory=lambda: secrets.token_hex(8))
    number: int = 0
    base: int | None = None

    def says(self, news: FloorNews = FloorNews(is_open=True)) -> FloorMail:  # noqa: B008 - it is immutable
        """One update and what phones have for it; again until the server's file is read."""
        for _ in range(round(TIMEOUT / 0.02)):
            mail = self._exchange(news)
            if mail is not None:
                return mail
            threading.Event().wait(0.02)
        raise AssertionError("the server takes nothing from phones")

    def shows(self, session: Session, news: FloorNews = FloorNews(is_open=True)) -> FloorMail:  # noqa: B008 - it is immutable
        """The window shows this from now on."""
        self.session, self.base = session, None
        return self.says(news)

    def _exchange(self, news: FloorNews) -> FloorMail | None:
        if self.base is None:
            self.number += 1
        records = tuple(shared(self.session)) if self.base is None else ()
        update = RoomUpdate(
            self.link,
            self.number,
            self.base,
            self.session.id,
            self.server.clock.read(),
            records,
            floor=news,
        )
        answer = self.server.tell(update, self.session)
        self.base = self.number if answer.has == self.number else None
        return answer.floor


@dataclass
class Phone:
    """A device that has joined, as a browser without a script."""

    server: Client
    cookie: str

    def get(self, path: str = "/p", language: str = "en") -> Answered:
        """A page."""
        return self.server.ask("GET", path, headers={"Cookie": self.cookie, "Accept-Language": language})

    def form(self, text: str, **values: str) -> dict[str, str]:
        """What its page would send."""
        random = {
            "key": secrets.token_hex(16),
            "secret": secrets.token_hex(16),
            "session": "",
            "kind": "challenge",
        }
        return {**random, "text": text, **values}

    def post(self, form: dict[str, str], path: str = "/p/send") -> dict[str, Any]:
        """Send a form as the script does; what is answered, with the status."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.server.url,
            "Cookie": self.cookie,
            "Accept": "application/json",
        }
        answer = self.server.ask("POST", path, urlencode(form).encode(), headers)
        found: dict[str, Any] = json.loads(answer.body)
        return {**found, "status": answer.status}

    def sends(self, text: str, **values: str) -> str:
        """Send a statement that is taken; its receipt."""
        answer = self.post(self.form(text, **values))
        assert answer["status"] == 200, answer
        return str(answer["receipt"])

    @contextmanager
    def stream(self) -> Iterator[EventReader]:
        """The stream of its page."""
        connection = self.server.connection()
        try:
            connection.request("GET", "/p/live?lang=en", headers={"Cookie": self.cookie})
            response = connection.getresponse()
            assert response.status == 200
            yield EventReader(response, self.server.sent)
        finally:
            connection.close()


def phone(server: Client, code: str) -> Phone:
    """A phone that joins with the code."""
    answer = server.post("/p/join", {"code": code})
    assert answer.status == 303, answer.text
    return Phone(server, answer.headers["set-cookie"].partition(";")[0])


@dataclass
class PhoneServer:
    """A server, the window of its room, and the code for phones."""

    server: Running
    window: RoomWindow
    database: Path

    @property
    def code(self) -> str:
        """What a phone types."""
        phones = self.server.serving.server.phones
        assert phones is not None
        return phones.credentials.code

    def phone(self) -> Phone:
        """One more phone."""
        return phone(self.server, self.code)


@contextmanager
def phone_server(folder: Path, session: Session | None = None, **options: Any) -> Iterator[PhoneServer]:
    """A server with an open floor."""
    database = folder / "room.db"
    with running(database=database, **options) as server:
        window = RoomWindow(server, session or room_of())
        window.says()
        yield PhoneServer(server, window, database)
