"""Every face on every screen: nothing is cut off, nothing overlaps, and everything can be read from the last row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.room_protocol import RoomUpdate
from tests.hub.measured_page import problems
from tests.hub.moments import LONG, STATEMENTS, day, others, saying
from tests.hub.running import Running
from tests.hub.wall import Wall, moved_server, wall
from tests.report.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.soak]
"""Every run looks at some of it in `test_in_a_browser.py`."""

SIZES = ((1920, 1080), (1280, 720), (1024, 768), (800, 600), (390, 844))
SHAPES = ((1280, 720), (800, 600), (390, 844))
"""One size of each shape: all lengths are in units of the window."""
ENLARGED = ((960, 540), (512, 384))
"""What is left of a window at 200 %."""
DEJAVU = "DejaVu Sans"
"""The widest of the common system fonts."""


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """A server."""
    with moved_server() as (made, _):
        yield made


@pytest.fixture(scope="module")
def display(browser: Browser, server: Running) -> Iterator[Wall]:
    """A display with its script."""
    with wall(browser, server) as made:
        yield made


@pytest.fixture(scope="module")
def still(browser: Browser, server: Running) -> Iterator[Wall]:
    """A display without scripts."""
    with wall(browser, server, has_script=False) as made:
        yield made


def found(display: Wall, sizes: tuple[tuple[int, int], ...]) -> list[str]:
    """What is wrong at these sizes of the window."""
    wrong = []
    for width, height in sizes:
        display.resize(width, height)
        wrong += [f"{width} × {height}: {each}" for each in problems(display.page)]
    return wrong


@pytest.mark.parametrize("number", range(len(day())))
def test_a_face_of_the_day_can_be_read(display: Wall, still: Wall, number: int) -> None:
    """Rule: on all screens, with and without scripts, also where the page is enlarged to 200 %."""
    display.show(day()[number])
    assert found(display, (*SIZES, *ENLARGED)) == []
    still.show(day()[number])
    assert found(still, SIZES) == []


@pytest.mark.parametrize("name", list(others()))
def test_another_face_can_be_read(display: Wall, still: Wall, name: str) -> None:
    """Rule: also with nothing said, with hidden statements, paused, and long over."""
    for each, sizes in ((display, SHAPES), (still, SHAPES[:2])):
        each.show(others()[name])
        assert found(each, sizes) == []


@pytest.mark.parametrize("name", list(STATEMENTS))
def test_any_statement_can_be_read(display: Wall, still: Wall, name: str) -> None:
    """Rule: up to 300 letters or one word of 80, in any script, wherever it is shown."""
    for where, session in saying(STATEMENTS[name]).items():
        for each, sizes in ((display, SHAPES[::2]), (still, SHAPES[:1])):
            each.show(session)
            assert found(each, sizes) == [], where


def test_a_card_of_the_report_back_can_be_read(display: Wall, still: Wall) -> None:
    """Rule: what the speaker says now is the title, with the time of the speaker above."""
    session, now = others()["a question"], display.clock.read()
    for text in ("We ask for one owner", LONG):
        card = ShownCard("Finding 1", text, 2, 5, now.boot, now.since_boot - 100, 5)
        display.server.show(session)
        display.server.tell(RoomUpdate("a room", 1, 1, session.id, now, card=card))
        display.waits_until("text => document.querySelector('h1').textContent === text", text)
        still.page.reload()
        for each in (display, still):
            assert found(each, SHAPES) == []
            assert each.time[:2] == "3:"


@pytest.mark.parametrize("font", ["", DEJAVU])
def test_all_of_it_can_be_read_on_all_screens(display: Wall, still: Wall, font: str) -> None:
    """Rule: every face and statement at every size, also in wide letters."""
    spoken = [session for text in STATEMENTS.values() for session in saying(text).values()]
    for session in (*day(), *others().values(), *spoken):
        for each in (display, still):
            each.show(session)
            each.page.evaluate("font => { document.body.style.fontFamily = font; }", font)
            assert found(each, (*SIZES, *ENLARGED)) == []
