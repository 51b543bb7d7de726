"""A co-facilitator's device, and a window that tells what waits and answers what is asked."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from breakout_tui.domain.co_floor import CoAct, CoKind, CoList, CoMail, CoNews, CoNote, CoResult, CoStatement
from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.hub.co_room import CoRoom
from tests.hub.phones import PhoneServer
from tests.hub.running import Answered, Client, EventReader

SCRIPT = "<script>alert(1)</script>{{ 7 * 7 }}"
LISTED = CoList(
    "list-1",
    3,
    (
        CoStatement("s-1", 1, "challenge", "Silo budgets", "Norway", "10:31", "C2", "Budgets in silos"),
        CoStatement("s-2", 2, "principle", SCRIPT, at="10:32"),
        CoStatement("s-4", 4, "challenge", "بيان طويل", at="10:34"),
    ),
    (CoStatement("s-3", 3, "challenge", "Off topic", at="10:33"),),
    (CoNote("C1", "No common words"),),
    (CoKind("challenge"), CoKind("principle", "tenet"), CoKind("parking lot")),
    "s-2",
)
"""What waits."""

Answers = Callable[[CoAct], CoResult | None]


@dataclass
class CoDevice:
    """A device that has joined, as a browser without a script."""

    server: Client
    cookie: str

    def get(self, path: str = "/f", **headers: str) -> Answered:
        """A page."""
        return self.server.ask("GET", path, headers={"Cookie": self.cookie, **headers})

    def form(self, do: str, statement_id: str = "s-1", **values: str) -> dict[str, str]:
        """What the page would send."""
        return {"key": secrets.token_hex(16), "id": statement_id, "do": do, "lang": "en", **values}

    def posts(self, form: dict[str, str]) -> Answered:
        """Send a form as the page does without a script."""
        return self.server.post("/f/act", form, self.cookie)

    def asks(self, form: dict[str, str]) -> dict[str, Any]:
        """Send a form as the script does; what is answered, with the status."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.server.url,
            "Cookie": self.cookie,
            "Accept": "application/json",
        }
        answer = self.server.ask("POST", "/f/act", urlencode(form).encode(), headers)
        found: dict[str, Any] = json.loads(answer.body)
        return {**found, "status": answer.status}

    @contextmanager
    def stream(self) -> Iterator[EventReader]:
        """The stream of its page."""
        connection = self.server.connection()
        try:
            connection.request("GET", "/f/live?lang=en", headers={"Cookie": self.cookie})
            response = connection.getresponse()
            assert response.status == 200
            yield EventReader(response, self.server.sent)
        finally:
            connection.close()


def co_of(room: PhoneServer) -> CoRoom:
    """The server's side."""
    co = room.server.serving.server.co
    assert co is not None
    return co


def tells(room: PhoneServer, news: CoNews) -> CoMail:
    """The window says this of its co-facilitators; what they ask."""
    mail = room.window.says(FloorNews(is_open=True, co=news)).co
    assert mail is not None
    return mail


def opens(room: PhoneServer, listed: CoList = LISTED) -> CoMail:
    """The window lets co-facilitators in, and tells what waits."""
    tells(room, CoNews(is_wanted=True, listed=listed))
    return tells(room, CoNews(is_wanted=True))


def joins(room: PhoneServer) -> CoDevice:
    """A device that joins."""
    answer = room.server.post("/f/join", {"code": co_of(room).credentials.code})
    assert answer.status == 303, answer.text
    return CoDevice(room.server, answer.headers["set-cookie"].partition(";")[0])


@contextmanager
def answering(room: PhoneServer, answers: Answers) -> Iterator[list[CoAct]]:
    """A window that answers what is asked until the block ends; what it was asked, each once."""
    asked: list[CoAct] = []
    ending = threading.Event()
    failed: list[Exception] = []

    def work() -> None:
        results: dict[str, CoResult] = {}
        untold: tuple[CoResult, ...] = ()
        while not ending.is_set():
            try:
                mail = tells(room, CoNews(is_wanted=True, results=untold))
            except Exception as error:  # noqa: BLE001 - the test tells
                failed.append(error)
                return
            untold = ()
            for act in mail.acts:
                if act.key not in results and (result := answers(act)) is not None:
                    results[act.key] = result
                    asked.append(act)
                if act.key in results:
                    untold += (results[act.key],)
            ending.wait(0.02)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield asked
    finally:
        ending.set()
        thread.join()
    assert not failed, failed
