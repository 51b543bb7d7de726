"""A day with everything at once: the window, a display in a terminal, and displays in browsers with and without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from breakout_tui.cli.share_file import Share
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.display_face import DisplayFace
from breakout_tui.domain.display_view import view_of
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.session_state import Session
from breakout_tui.store.database import Database
from tests.cli.pty_terminal import PtyTerminal
from tests.cli.test_day_in_a_terminal import fill_form, play
from tests.cli.test_serve_command import share_from
from tests.day_script import Step, steps
from tests.report.browser import chromium, needs_browser

pytestmark = needs_browser


class Room:
    """The window of the room, and all its displays."""

    def __init__(self, database: Path, window: PtyTerminal, display: PtyTerminal, pages: list[Page]) -> None:
        self.store = Database(database, SystemClock())
        self.window = window
        self.display = display
        self.pages = pages

    @property
    def session(self) -> Session:
        """As it is saved."""
        (summary,) = self.store.summaries()
        return Session.of(self.store.load(summary.id))

    def agree(self) -> DisplayFace:
        """Wait until every display shows the face of the saved session, and return it."""
        session = self.session
        face = face_of(session)
        first_line = face.lines[0].text if face.lines else face.above
        self.window.wait_until(
            lambda: all(page.locator("h1").inner_text() == face.title for page in self.pages),
            f"not every page shows {face.title!r}",
        )
        words = first_line.split()[:3]
        self.display.wait_until(lambda: all(word in self.display.text for word in words), f"no {words} there")
        return face

    def same_second(self) -> None:
        """The page with script, the terminal and the session tell the same time, or what they told a second ago."""
        session, clock = self.session, SystemClock()
        shown = re.compile(r"\+?\d?\d?:?\d?\d:\d\d")

        def left() -> int | None:
            time = view_of(session, face_of(session), clock.read()).time
            return None if time is None else time.left

        if left() is None:
            return

        def agrees() -> bool:
            before = left()
            told = self.pages[0].locator('[data-time="digits"], [data-time="words"]').all_inner_texts()
            after = left()
            assert before is not None
            assert after is not None
            found = [match[0] for text in told if (match := shown.search(text))]
            return any(text in {countdown(before), countdown(after)} for text in found)

        self.window.wait_until(agrees, "the page tells another time")


def joined(browser: Browser, share: Share, *, has_script: bool, size: tuple[int, int]) -> Page:
    """A page that has joined."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=has_script
    )
    page = context.new_page()
    if has_script:
        page.goto(f"{share.url}/#{share.code}")
    else:
        page.goto(share.url)
        page.fill("#code", share.code)
        page.click("button")
    page.wait_for_url("**/display")
    return page


def play_on_displays(tmp_path: Path, day: list[Step], *, every: int) -> set[str]:
    """Play steps in the window, compare all displays after so many of them, and return the moments seen."""
    database, seen = tmp_path / "room.db", set()
    with PtyTerminal(["--database", str(database)], tmp_path) as window:
        fill_form(window)
        share = share_from(window, database)
        command = ["display", "--database", str(database)]
        with chromium() as browser, PtyTerminal(command, tmp_path, size=(160, 45)) as display:
            pages = [
                joined(browser, share, has_script=True, size=(1280, 720)),
                joined(browser, share, has_script=True, size=(1024, 768)),
                joined(browser, share, has_script=False, size=(1280, 720)),
            ]
            room = Room(database, window, display, pages)
            seen.add(room.agree().moment.value)
            for place, step in enumerate(day):
                play(window, [step])
                if place % every == 0 or step.typed.startswith(("/next", "/finish")):
                    seen.add(room.agree().moment.value)
                    room.same_second()
            window.send("ctrl+q")
            assert window.wait_for_end() == 0
    return seen


@pytest.mark.soak
def test_the_first_hour_of_a_day_is_the_same_on_all_displays(tmp_path: Path) -> None:
    """Rule: title and time, whatever kind of display it is."""
    day = list(steps(SystemClock().read()))[:6]
    assert play_on_displays(tmp_path, day, every=3) >= {"before the start", "opening", "discussing"}


@pytest.mark.soak
def test_a_whole_day_is_the_same_on_all_displays(tmp_path: Path) -> None:
    """Rule: at every moment of the day."""
    day = list(steps(SystemClock().read()))
    seen = play_on_displays(tmp_path, day, every=2)
    assert seen >= {"ranking", "agreeing", "reading back", "break", "between two phases", "end"}
