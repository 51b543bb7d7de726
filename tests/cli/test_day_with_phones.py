"""A day with forty phones: the window in a terminal, a display, six phones in browsers of three languages, and thirty-four as sockets.

For ``make soak``; each part of it is held by tests that always run (``tests/hub``, ``test_floor_by_phone``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_face import Moment
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speakers import speakers_view
from breakout_tui.store.database import Database
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_day_in_a_terminal import fill_form
from tests.cli.test_day_on_displays import joined
from tests.cli.test_serve_command import share_from
from tests.hub.asking import receipt_of
from tests.hub.phones import Phone, phone
from tests.hub.served import SharedRoom
from tests.hub.voting import ballot, vote_of
from tests.hub.wall import SOON
from tests.report.browser import chromium, needs_browser, violations

pytestmark = needs_browser

SOCKETS = 34
HEADS = 40
RECOMMENDATIONS = ("Pool the funds of three ministries", "Name one owner for each service")
LANGUAGES = ("en-GB", "fr-CA", "ar-EG", "en-GB", "fr-FR", "en-US")
"""Of the phones in browsers; the last one has no script."""


@dataclass
class RoomOfForty:
    """The window, its server, its display and its phones."""

    window: PtyTerminal
    server: SharedRoom
    display: Page
    pages: list[Page]
    sockets: list[Phone]
    said: list[str] = field(default_factory=list)
    """What was acknowledged to a phone."""

    @property
    def session(self) -> Session:
        """As it is saved."""
        store = Database(self.server.database, SystemClock())
        (summary,) = store.summaries()
        return Session.of(store.load(summary.id))

    def does(self, typed: str) -> None:
        """Type a command, and wait until it is carried out."""
        self.window.send(typed, "enter", "zz")
        self.window.wait_for("› zz")
        self.window.send("\x7f\x7f")
        self.window.wait_for("› zz", absent=True)

    def goes_on_to(self, moment: Moment, before: Callable[[Moment], None] = lambda _: None) -> None:
        """Go on to the next moment of this kind; all phones and the display follow."""
        for _ in range(30):
            self.does("/next")
            now = face_of(self.session)
            before(now.moment)
            if now.moment is moment:
                break
        assert now.moment is moment
        self.window.wait_until(
            lambda: self.display.locator("h1").inner_text() == now.title,
            f"the display never shows {now.title!r}",
        )

    def recommends(self, _: Moment) -> None:
        """In the step of the recommendations, two are typed."""
        texts = [note.text for note in self.session.book.notes]
        if self.session.kinds[:1] == (Kind.RECOMMENDATION,) and RECOMMENDATIONS[0] not in texts:
            self.all_send("Share what is bought")
            for each in RECOMMENDATIONS:
                self.does(each)

    def all_send(self, about: str) -> None:
        """Every phone sends a statement while the facilitator types one, and all of them become notes."""
        self._look_again()
        self.window.send(f"half a line on {about}")
        self.window.wait_for(f"› half a line on {about}")
        sent = [f"{about}, says phone {number}" for number in range(len(self.pages) + len(self.sockets))]
        for page, text in zip(self.pages, sent, strict=False):
            page.fill("#text", text)
            page.click("#statement button")
        for each, text in zip(self.sockets, sent[len(self.pages) :], strict=True):
            each.sends(text, session=self.session.id)
        self.said += sent
        self.window.wait_for(f"{len(sent)} from the floor")
        self.window.wait_for(f"› half a line on {about}")
        self.window.send("\x7f" * len(f"half a line on {about}"))
        self.window.send(b"\x1b[21~")
        self.window.wait_for("From the floor")
        self.window.send("A")
        self.window.wait_until(lambda: self._are_notes(sent), "not all of them are notes")
        self.window.send("escape")
        self.window.wait_for("From the floor", absent=True)
        for page in self.pages[:-1]:
            page.wait_for_selector("#sent li.taken", timeout=SOON)

    def some_ask_to_speak(self) -> None:
        """Three pages and five others ask; the facilitator lists all of them with one key and gives two the floor, while a line is half typed."""
        self.window.send("half a line")
        for page in self.pages[:3]:
            page.click("#ask button")
        for each in self.sockets[:5]:
            receipt_of(each)
        self.window.wait_for("8 want to speak")
        self.window.wait_for("› half a line")
        self.window.send(b"\x1b[24~")
        self.window.wait_for("Speakers")
        self.window.send("A")
        self.window.wait_until(lambda: len(speakers_view(self.session).waiting) == 8, "not all are listed")
        for page in self.pages[:3]:
            page.wait_for_selector("#turn[data-outcome=listed]", timeout=SOON)
        self.window.send("escape")
        self.window.wait_for("› half a line")
        self.window.send("\x7f" * len("half a line"))
        self.does("/speakers next")
        self.does("/speakers next")
        self.window.wait_until(lambda: len(speakers_view(self.session).waiting) == 6, "nobody speaks")

    def _are_notes(self, sent: list[str]) -> bool:
        texts = [note.text for note in self.session.book.notes]
        return all(texts.count(text) == 1 for text in sent)

    def _look_again(self) -> None:
        """What a phone without a script has to do."""
        self.pages[-1].goto(f"{self.server.url}/p")

    def all_vote(self, opening: str) -> list[tuple[int, ...]]:
        """Open a vote; every phone votes, the sockets at once with the pages. What is counted."""
        self.does(opening)
        self.window.wait_until(lambda: vote_of(self.session).is_open, "no vote is open")
        session = self.session
        self._look_again()
        for page in self.pages:
            _fill_in(page)
        places = len(vote_of(session).subjects)
        said = [1, *[0] * (places - 1)]
        for each in self.sockets:
            answer = each.post(ballot(session, *said), "/p/vote")
            assert answer["voted"], answer
        for page in self.pages:
            page.click("#ballot button:not(.quiet)")
        heads = len(self.pages) + len(self.sockets)
        self.window.wait_for(f"vote: {heads} ballots")
        self.does("/ballot close")
        self.window.wait_until(lambda: vote_of(self.session).has_result, "the ballots are not counted")
        self.does("/ballot show")
        for page in self.pages[:-1]:
            page.wait_for_selector("#vote .result", timeout=SOON)
        vote = vote_of(self.session)
        assert vote.ballots == heads
        return [tuple(counts) for counts in vote.counts]


def _fill_in(page: Page) -> None:
    """One dot for the first line, or the first level of the first one."""
    page.wait_for_selector("#ballot", timeout=SOON)
    box = page.locator("#ballot input:not([type=hidden])").first
    if box.get_attribute("type") == "number":
        box.fill("1")
    else:
        box.check(force=True)


@contextmanager
def handsets(browser: Browser, server: SharedRoom) -> Iterator[list[Page]]:
    """Six phones that have joined, each in its language; nothing unexpected is on their consoles."""
    pages, said = [], list[str]()
    with ExitStack() as stack:
        for place, language in enumerate(LANGUAGES):
            has_script = place < len(LANGUAGES) - 1
            context = browser.new_context(
                viewport={"width": 390, "height": 844},
                locale=language,
                java_script_enabled=has_script,
                has_touch=True,
                color_scheme="dark" if place % 2 else "light",
            )
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: said.append(str(error)))
            code = server.share.phone_code
            page.goto(f"{server.url}/p#{code}")
            if not has_script:
                page.fill("#code", code)
                page.click("#join button")
            page.wait_for_selector("#phone", timeout=SOON)
            pages.append(page)
        yield pages
    assert said == []


@contextmanager
def room_of_forty(tmp_path: Path) -> Iterator[RoomOfForty]:
    """The window is open, its floor too, and all have joined."""
    database = tmp_path / "room.db"
    with PtyTerminal(["--database", str(database)], tmp_path) as window, chromium() as browser:
        fill_form(window)
        share = share_from(window, database)
        server = SharedRoom(database)
        display = joined(browser, share, has_script=True, size=(1280, 720))
        window.send("/floor open", "enter")
        window.wait_for("floor", absent=False)
        with handsets(browser, server) as pages, ExitStack() as streams:
            sockets = [phone(server, share.phone_code) for _ in range(SOCKETS)]
            for each in sockets:
                streams.enter_context(each.stream())
            yield RoomOfForty(window, server, display, pages, sockets)


@pytest.mark.soak
def test_a_day_with_forty_phones(tmp_path: Path) -> None:
    """Rule: whatever all of them send is a note once, each phone reads what became of it, each ballot is counted once, and nothing interrupts the line."""
    with room_of_forty(tmp_path) as room:
        room.goes_on_to(Moment.DISCUSSING)
        room.all_send("Budgets are kept in silos")
        room.some_ask_to_speak()
        for page in room.pages:
            assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
        room.goes_on_to(Moment.RANKING)
        first, *others = room.all_vote("/ballot open")
        assert sum(sum(counts) for counts in (first, *others)) >= HEADS
        room.does("/ballot take")
        room.does("/lock now")
        room.goes_on_to(Moment.BREAK)
        room.goes_on_to(Moment.AGREEING, before=room.recommends)
        room.all_vote("/ballot R1 R2")
        for page in room.pages[:-1]:
            assert violations(page) == []
        for reference in ("R1", "R2"):
            room.does(f"/agree {reference} 2")
        room.goes_on_to(Moment.END)
        for page in room.pages[:-1]:
            page.wait_for_selector("#statement", state="hidden", timeout=SOON)
        texts = [note.text for note in room.session.book.notes]
        assert len(room.said) == 2 * HEADS
        assert all(texts.count(said) == 1 for said in room.said)
        room.window.send("ctrl+q")
        assert room.window.wait_for_end() == 0
