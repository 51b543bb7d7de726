"""A co-facilitator's way from the window to the page and back: a real server in its process, a real file, nothing in between replaced."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from breakout_tui.cli.share_file import read_share
from breakout_tui.domain import commands as c
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.tui.co_work import CoWork
from breakout_tui.tui.magnified import Magnified
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.session_controller import SessionController
from tests.cli.test_floor_by_phone import Phone, Window, until


class Helper:
    """A co-facilitator's device."""

    def __init__(self, address: str, code: str) -> None:
        found = urlsplit(address)
        self._origin, self._host, self._port = f"http://{found.netloc}", found.hostname or "", found.port
        self._cookie = ""
        status, cookie, _ = self.asks("POST", "/f/join", {"code": code})
        assert status == 303
        self._cookie = cookie.partition(";")[0]

    def takes(self, statement_id: str, text: str) -> str:
        """Take a statement in these words; what is said of it."""
        form = {"key": secrets.token_hex(16), "id": statement_id, "do": "take", "text": text}
        return self.asks("POST", "/f/act", form)[2]

    def page(self) -> str:
        """What is shown; nothing while there is no server."""
        with suppress(OSError):
            return self.asks("GET", "/f", {})[2]
        return ""

    def asks(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        """The status, the cookie and the answer."""
        with closing(http.client.HTTPConnection(self._host, self._port, timeout=20)) as connection:
            headers = {"Cookie": self._cookie, "Origin": self._origin}
            if form:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("set-cookie", ""), answer.read().decode()


@contextmanager
def working(window: Window) -> Iterator[None]:
    """Inside the ``with`` block the window does what a co-facilitator asks, as its screen does at each beat."""
    ending, failed, saving = threading.Event(), list[Exception](), Saving()
    floor, sharing = window.sharing.floor, window.sharing
    controller = SessionController(window.session, window.store, window.clock, saving)
    work = CoWork(Magnified(lambda _: None))

    def beats() -> None:
        try:
            while not ending.wait(0.02):
                saving.saved = window.saved
                if controller.is_saved:
                    sharing.offer(controller.session)
                work.look(floor, controller, NO_COUNTRIES, window.clock.read())
        except Exception as error:  # noqa: BLE001 - the test tells
            failed.append(error)

    beating = threading.Thread(target=beats)
    beating.start()
    try:
        yield
    finally:
        ending.set()
        beating.join()
    assert failed == []


def test_a_link_works_until_it_is_ended_also_when_the_server_was_killed(tmp_path: Path) -> None:
    """Rule: what is taken is saved before it is told; the server that follows a killed one knows the same link, and has the list again."""
    window = Window(tmp_path / "room.db")
    try:
        window.does(c.Next())
        window.does(c.Next())
        floor, sharing = window.sharing.floor, window.sharing
        floor.door.let_in(True)
        floor.door.co.let_in()
        sharing.begin(on_network=False)
        until(lambda: floor.door.co.standing.code and floor.door.standing.code)
        with working(window):
            phone = Phone(floor.door.standing.address, floor.door.standing.code)
            phone.sends("Silo budgets", window.session.id)
            phone.sends("Late trains", window.session.id)
            helper = Helper(floor.door.co.standing.address, floor.door.co.standing.code)
            until(lambda: "Late trains" in helper.page())
            first, second = floor.statements
            assert "Taken as C1." in helper.takes(first.id, "Budgets in silos")
            stored = window.store.load(window.session.id)
            assert [note.text for note in stored.notes] == ["Budgets in silos"]
            until(lambda: "taken as C1" in phone.results())
            share = read_share(tmp_path / "room.db")
            assert share is not None
            os.kill(share.process, signal.SIGKILL)
            until(lambda: (now := read_share(tmp_path / "room.db")) and now.process not in (0, share.process))
            until(lambda: "Late trains" in helper.page())
            assert "It is a note already: C1." in helper.takes(first.id, "Once more")
            assert "Taken as C2." in helper.takes(second.id, "Late trains")
            floor.door.co.send_away()
            until(lambda: 'action="/f/join"' in helper.page())
    finally:
        window.close()
