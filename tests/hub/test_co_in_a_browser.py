"""The page of a co-facilitator in a real browser: following the room, working on statements, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from breakout_tui.domain.co_floor import CoAct, CoNews, CoResult, CoStatement
from breakout_tui.hub.copy_on_show import SILENT
from tests.hub.co_device import LISTED, SCRIPT, answering, co_of, opens, tells
from tests.hub.phones import PhoneServer, phone_server
from tests.hub.test_co_pages import LaterClock
from tests.hub.wall import SOON
from tests.report.browser import needs_browser, violations

pytestmark = needs_browser

_SAYS = "([selector, text]) => [...document.querySelectorAll(selector)].some((each) => each.innerText.includes(text))"
_FITS = "() => document.scrollingElement.scrollWidth <= innerWidth"


@pytest.fixture(name="room")
def fixture_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server whose window lets co-facilitators in."""
    with phone_server(tmp_path_factory.mktemp("co"), clock=LaterClock()) as made:
        opens(made)
        yield made


@contextmanager
def opened(
    browser: Browser, room: PhoneServer, width: int = 1200, *, has_script: bool = True, **options: Any
) -> Iterator[Page]:
    """A page that was opened by the link; nothing unexpected may be said on its console."""
    options = {"locale": "en-GB", "color_scheme": "light", **options}
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=has_script, **options
    )
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    code = co_of(room).credentials.code
    try:
        page.goto(f"{room.server.url}/f#{code}")
        if has_script:
            page.wait_for_selector("#co", timeout=SOON)
            assert page.url == f"{room.server.url}/f"
        yield page
        assert said == []
        assert not [url for url in asked if code in url or not url.startswith(room.server.url)]
    finally:
        context.close()


def says(page: Page, text: str, selector: str = "body") -> None:
    """Wait until something says so."""
    page.wait_for_function(_SAYS, arg=[selector, text], timeout=SOON)


def test_it_follows_the_room_and_keeps_what_is_edited(browser: Browser, room: PhoneServer) -> None:
    """Rule: news change other statements in place; words that are edited stay, also where somebody else was faster, who is told; a script in words is text."""
    with closing(browser.new_page()) as page:
        page.goto(f"{room.server.url}/f#WRONG")
        says(page, "This is not the code.")
        assert violations(page) == []
    with opened(browser, room) as page:
        says(page, SCRIPT, "#waiting .text")
        says(page, "What is the role of the CIO?", "h1")
        assert violations(page) == []
        page.click("#waiting li:nth-child(1) summary")
        page.fill("#w-s-1", "Budgets, in silos")
        page.focus("#w-s-1")
        new = CoStatement("s-5", 5, "challenge", "Late trains", at="10:40")
        fresh = replace(LISTED.statements[0], same_as="C9", same_text="Silos of budgets")
        listed = replace(LISTED, edition="list-2", waiting=3, statements=(fresh, LISTED.statements[2], new))
        tells(room, CoNews(is_wanted=True, listed=listed))
        says(page, "Late trains", "#waiting .text")
        says(page, "C9", "#s-s-1 .same")
        assert page.locator("#waiting li").count() == 3
        assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == [
            "w-s-1",
            "Budgets, in silos",
        ]
        listed = replace(listed, edition="list-3", waiting=2, statements=listed.statements[1:])
        tells(room, CoNews(is_wanted=True, listed=listed))
        says(page, "Somebody has dealt with this statement meanwhile", "#said")
        assert page.input_value("#w-s-1") == "Budgets, in silos"
        assert page.locator("#s-s-1 button[name=do][aria-disabled=true]").count() == 6
        page.click("#s-s-1 button:text('Remove')")
        assert page.locator("#waiting li").count() == 2
        assert page.evaluate("document.activeElement.closest('li').id") == "s-s-4"


def test_acts_and_a_room_that_goes_away(browser: Browser, room: PhoneServer) -> None:
    """Rule: the buttons ask for what they say and tell what became of it; while the room is away they are off, and the focus stays."""
    listed = replace(LISTED, edition="list-2", waiting=2, statements=LISTED.statements[1:])

    def done(act: CoAct) -> CoResult:
        return CoResult(act.key, "done", "C7")

    with opened(browser, room) as page, answering(room, done) as asked:
        says(page, "Silo budgets", "#waiting .text")
        page.click("#s-s-1 button[value=again]")
        says(page, "Counted as C7, heard again.", "#said")
        page.click("#s-s-1 summary")
        page.select_option("#k-s-1", "principle")
        page.fill("#w-s-1", "Budgets <i>in</i> silos")
        page.click("#s-s-1 .change button[value=take]")
        says(page, "Taken as C7.", "#said")
        page.click("#s-s-2 button.show")
        says(page, "The displays show what is now.", "#said")
        took = asked[1]
        assert [each.verb for each in asked] == ["join", "take", "end"]
        assert (took.statement_id, took.kind, took.text) == ("s-1", "principle", "Budgets <i>in</i> silos")
        tells(room, CoNews(is_wanted=True, listed=listed))
        page.wait_for_selector("#s-s-1", state="detached", timeout=SOON)
    with opened(browser, room, 390, color_scheme="dark", locale="ar") as page:
        page.click("#waiting li:nth-child(1) summary")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(_FITS)
        assert violations(page) == []
        page.focus("#s-s-4 button[value=aside]")
        assert isinstance(room.server.clock, LaterClock)
        room.server.clock.moved += SILENT + 1
        page.wait_for_selector("#s-s-4 button[value=aside][aria-disabled=true]", timeout=SOON)
        assert page.evaluate("document.activeElement.value") == "aside"
        page.keyboard.press("Enter")
        assert page.inner_text("#list .closed") != ""
        assert co_of(room).mail().acts == ()
        opens(room, listed)
        page.wait_for_selector("#s-s-4 button[value=aside][aria-disabled=false]", timeout=SOON)


def test_it_works_without_a_script(browser: Browser, room: PhoneServer) -> None:
    """Rule: join by the code, take in other words and set aside by plain forms; a reload asks for nothing a second time."""
    with opened(browser, room, has_script=False) as page:
        page.fill("#code", co_of(room).credentials.code)
        page.click("#join button")
        with answering(room, lambda act: CoResult(act.key, "done", "C7")) as asked:
            page.click("#s-s-1 summary")
            page.fill("#w-s-1", "In other words")
            page.click("#s-s-1 .change button[value=take]")
            assert page.inner_text("#said") == "Taken as C7."
            page.reload()
            assert page.inner_text("#said") == "Taken as C7."
            page.click("#s-s-2 button[value=aside]")
            assert page.inner_text("#said") == "Set aside."
        assert [(each.verb, each.statement_id, each.text) for each in asked] == [
            ("take", "s-1", "In other words"),
            ("aside", "s-2", ""),
        ]
        page.click("a.again")
        assert page.inner_text("#waiting-title") == "Waiting: 3"
