"""Asking to speak in a real browser of a phone's size: pressed once, told at once, on a bad network, in three languages and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import decide
from tests.hub.phones import PhoneServer, phone_server, room_of
from tests.hub.test_phones_in_a_browser import Handset, handset
from tests.hub.wall import SOON
from tests.report.browser import needs_browser, violations

pytestmark = needs_browser
_RECEIPT = "JSON.parse(localStorage.getItem('phone-asked'))?.id"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor, whose room records names."""
    with phone_server(tmp_path_factory.mktemp("phones"), room_of(AttributionRule.NAMED)) as made:
        yield made


def tells(phone: Handset, outcome: str, reference: str = "") -> None:
    """The room tells what became of the phone's request."""
    receipt = phone.page.wait_for_function(_RECEIPT, timeout=SOON).json_value()
    phone.room.window.says(FloorNews(True, (receipt,), (FloorResult(receipt, outcome, reference),)))


def has_focus(phone: Handset) -> str:
    """The text of what has the focus."""
    return str(phone.page.evaluate("document.activeElement.innerText"))


def test_pressed_once_and_told_at_once(browser: Browser, room: PhoneServer) -> None:
    """Rule: an answer that is lost makes no second request; the place follows the list, also after a reload; nobody loses the focus."""
    with handset(browser, room) as phone:
        page = phone.page

        def lose_answer(route: Route) -> None:
            route.fetch()
            route.abort()

        page.wait_for_load_state("networkidle")
        page.route("**/p/speak", lose_answer, times=1)
        page.fill("#ask-name", "Mari Tamm")
        page.select_option("#ask-country", "EE")
        page.focus("#ask button")
        page.keyboard.press("Enter")
        phone.shows("Not sent yet. It is sent as soon as there is contact.", "#turn")
        page.reload()
        phone.shows("You have asked to speak. Waiting for the facilitator.", "#turn")
        (sent,) = phone.fetched()
        assert (sent.country, sent.text) == ("Estonia, Mari Tamm", "")
        assert page.is_hidden("#ask")
        page.focus("#unask button")
        for outcome, reference, said in (
            ("listed", "3/5", "You are number 3 on the list of speakers. The display calls you Speaker 5."),
            ("listed", "1", "You are next to speak."),
            ("speaking", "", "It is your turn to speak."),
            ("spoken", "", "You have spoken."),
        ):
            tells(phone, outcome, reference)
            phone.shows(said, "#turn")
            phone.shows(said, ".asked")
            assert has_focus(phone) == ("Take it back" if outcome == "listed" else "Speak in the room")
        page.reload()
        phone.shows("You have spoken.", "#turn")
        assert page.input_value("#ask-name") == "Mari Tamm"
        page.focus("#ask button")
        page.keyboard.press("Enter")
        phone.shows("Waiting for the facilitator.", "#turn")
        assert has_focus(phone) == "Take it back"
        page.route("**/p/speak/withdraw*", lambda route: route.abort())
        page.keyboard.press("Enter")
        phone.shows("Not taken back yet. It is taken back as soon as there is contact.", "#turn")
        assert has_focus(phone) == "Speak in the room"
        page.reload()
        phone.shows("Not taken back yet.", "#turn")
        page.unroute("**/p/speak/withdraw*")
        page.evaluate("dispatchEvent(new Event('online'))")
        phone.shows("Your request is taken back.", "#turn")
        assert page.is_visible("#ask button")
        (gone,) = room.window.says().withdrawn
        closed = decide(room.window.session, c.CloseSpeakers(), SystemClock().read()).session
        session = room.window.session
        room.window.shows(closed, FloorNews(True, results=(FloorResult(gone, "withdrawn"),)))
        phone.shows("The list of speakers is closed.", "#speak")
        assert page.is_hidden("#ask")
        room.window.shows(session)
        page.wait_for_selector("#ask", timeout=SOON)
        room.window.shows(session, FloorNews(is_open=False))
        page.wait_for_selector("#ask", state="hidden", timeout=SOON)
        room.window.says()
        assert [each for each in phone.said if "ERR_FAILED" not in each] == []


@pytest.mark.parametrize(
    ("locale", "scheme", "size", "place", "turn"),
    [
        ("fr-CA", "light", "200%", "le numéro 12", "C’est à vous"),
        ("ar-EG", "dark", "100%", "رقمك 12", "حان دورك"),
    ],
)
def test_everybody_can_read_it(
    browser: Browser, room: PhoneServer, locale: str, scheme: Any, size: str, place: str, turn: str
) -> None:
    """Rule: axe finds nothing in any state, in dark and light; with twice the size of text nothing is wider than the phone."""
    with handset(browser, room, locale=locale, color_scheme=scheme) as phone:
        page = phone.page
        page.wait_for_load_state("networkidle")
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert violations(page) == []
        page.click("#ask button")
        page.wait_for_selector("#unask", timeout=SOON)
        for outcome, reference, said in (("listed", "12/14", place), ("speaking", "", turn)):
            tells(phone, outcome, reference)
            phone.shows(said, "#turn")
            assert violations(page) == []
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        tells(phone, "spoken")
        assert phone.said == []


def test_without_a_script_it_works_by_forms(browser: Browser, room: PhoneServer) -> None:
    """Rule: the button, what became of it by looking again, and taking it back."""
    with handset(browser, room, has_script=False, scans=False) as phone:
        page = phone.page
        page.goto(f"{room.server.url}/p")
        page.fill("#code", room.code)
        page.click("button")
        page.click("#ask button")
        assert page.inner_text("#turn") == "You have asked to speak. Waiting for the facilitator."
        (sent,) = phone.fetched()
        room.window.says(FloorNews(True, results=(FloorResult(sent.id, "listed", "2"),)))
        page.click("#speak a.again")
        assert page.inner_text("#turn") == "You are number 2 on the list of speakers."
        page.click("#unask button")
        assert page.inner_text("#turn") == "Your request is taken back."
        room.window.says(FloorNews(True, results=(FloorResult(sent.id, "withdrawn"),)))
