"""Votes on phones in a real browser of their size: what is filled in stays whatever happens, and all of it can be done without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from tests.hub.phones import PhoneServer, phone_server
from tests.hub.voting import agreeing, casts, counted, did, ranking, recorded, voting_room
from tests.hub.wall import SOON
from tests.report.browser import needs_browser, violations

pytestmark = needs_browser


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PhoneServer]:
    """A server whose room can vote."""
    with phone_server(tmp_path, voting_room()) as made:
        yield made


@contextmanager
def handset(browser: Browser, room: PhoneServer, **options: Any) -> Iterator[Page]:
    """A phone that has joined; nothing unexpected is on its console."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB", **options
    )
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{room.server.url}/p#{room.code}")
    if options.get("java_script_enabled") is False:
        page.fill("#code", room.code)
        page.click("#join button")
    page.wait_for_selector("#phone")
    try:
        yield page
    finally:
        context.close()
    assert said == []


def dots(page: Page) -> list[str]:
    """What is filled in."""
    found: list[str] = page.eval_on_selector_all(
        "#ballot [type=number]", "each => each.map(one => one.value)"
    )
    return found


def says(page: Page, selector: str, text: str) -> None:
    """Wait until it says this."""
    asked = "([selector, text]) => document.querySelector(selector)?.innerText.includes(text)"
    page.wait_for_function(asked, arg=[selector, text], timeout=SOON)


def test_what_is_filled_in_stays_until_it_is_sent(browser: Browser, room: PhoneServer) -> None:
    """Rule: news, a renamed statement, a reload and a lost network leave a half-filled ballot as it is; it is sent once there is contact.

    The buttons stop at the dots that are left. Nothing is found by axe, with and without a result.
    """
    window = room.window
    with handset(browser, room) as page, handset(browser, room) as late:
        assert page.is_hidden("#vote")
        window.shows(session := ranking(window.session))
        page.wait_for_selector("#ballot .more", timeout=SOON)
        for _ in range(2):
            page.click(".choice:nth-of-type(1) .more")
        says(page, "#left", "Dots left: 1")
        says(page, "#voted", "Changed. Send your ballot")
        page.focus(".choice:nth-of-type(2) .more")
        serial = next(note.serial for note in session.book.of_kind(Kind.CHALLENGE) if note.reference == "C1")
        window.shows(session := did(session, c.EditNote(serial, "Silo budgets everywhere")))
        says(page, "#vote", "Silo budgets everywhere")
        assert dots(page) == ["2", "0", "0", "0"]
        assert page.evaluate("document.activeElement.closest('.choice').innerText").startswith("▲ C2")
        page.keyboard.press("Enter")
        assert dots(page) == ["2", "1", "0", "0"]
        page.click(".choice:nth-of-type(3) .more", force=True)
        assert dots(page) == ["2", "1", "0", "0"], "there is none left"
        page.reload()
        says(page, "#left", "Dots left: 0")
        assert dots(page) == ["2", "1", "0", "0"]

        def cut(route: Route) -> None:
            route.abort()

        page.route("**/p/vote", cut)
        page.click("#ballot button:not(.quiet)")
        says(page, "#voted", "Not sent yet")
        page.unroute("**/p/vote")
        page.reload()
        says(page, "#voted", "Your ballot is in")
        assert violations(page) == []
        says(late, "#left", "Dots left: 3")
        late.click(".choice:nth-of-type(3) .more")
        found = counted(window)
        assert (found.ballots, found.counts) == (1, ((2,), (1,), (0,), (0,)))
        says(late, "#voted", "closed before your last change was sent")
        window.shows(did(recorded(window, found), c.ShowVote()))
        says(page, "#vote", "Ballots: 1")
        assert violations(page) == []


def test_levels_are_words_and_a_ballot_needs_no_script(browser: Browser, room: PhoneServer) -> None:
    """Rule: radio buttons with words; a form sends them, and the page shows them again."""
    window = room.window
    window.shows(session := agreeing(window.session))
    with handset(browser, room, java_script_enabled=False, color_scheme="dark") as page:
        page.check("input[name=p0][value='2']")
        page.check("input[name=p1][value='6']")
        page.click("#ballot button")
        assert "Your ballot is in" in page.inner_text("h1")
        page.click("text=Back to the room")
        assert page.is_checked("input[name=p0][value='2']")
        page.check("input[name=p0][value='1']")
        page.click("#ballot button")
    casts(room.phone(), session, 0, 6)
    assert counted(window).counts == ((1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 2))
