"""Phones in a real browser that stores nothing, as that of a scanner of QR codes: all is sent, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from breakout_tui.domain.floor_exchange import FloorNews
from breakout_tui.domain.programme import AttributionRule
from tests.hub.phones import PhoneServer, phone_server, room_of
from tests.hub.test_phones_in_a_browser import Handset, handset
from tests.hub.voting import counted, ranking, voting_room
from tests.hub.wall import SOON
from tests.report.browser import needs_browser
from tests.sampled import sampled

pytestmark = needs_browser

ABSENT = "Object.defineProperty(window, 'localStorage', { value: null });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PhoneServer]:
    """A server with an open floor, whose room can vote."""
    with phone_server(tmp_path, voting_room()) as made:
        yield made


def opens(phone: Handset, storage: str) -> None:
    """It scans the code with a browser that stores nothing."""
    phone.page.add_init_script(storage)
    phone.page.goto(f"{phone.room.server.url}/p#{phone.room.code}")
    phone.page.wait_for_selector("#phone")


@pytest.mark.parametrize("storage", sampled([ABSENT, FULL], ABSENT))
def test_what_is_sent_arrives_and_what_is_typed_stays(
    browser: Browser, room: PhoneServer, storage: str
) -> None:
    """Rule: ballots, changed ballots, statements, requests; through another rule and another code, which do not load the page again."""
    with handset(browser, room, scans=False) as phone:
        page, window = phone.page, room.window
        opens(phone, storage)
        window.shows(ranking(window.session))
        page.wait_for_selector("#ballot .more", timeout=SOON)
        for place, ballots in ((1, 1), (2, 1)):
            page.click(f".choice:nth-of-type({place}) .more")
            page.click("#ballot button:not(.quiet)")
            phone.shows("Your ballot is in", "#voted")
            assert [vote.ballots for vote in window.says().votes] == [ballots]
        assert counted(window).counts == ((1,), (1,), (0,), (0,))
        window.shows(room_of())
        page.wait_for_selector("#vote", state="hidden", timeout=SOON)
        page.route("**/p/send", lambda route: route.abort())
        page.select_option("#country", "EE")
        phone.sends("Typed in the lift")
        phone.shows("as soon as there is contact. This browser keeps nothing: leave the page open", "#said")
        page.fill("#text", "half a thou")
        window.shows(room_of(AttributionRule.NONE))
        page.wait_for_selector("#who #country", state="detached", timeout=SOON)
        phone.shows("Nothing about you is asked or recorded.", "#rule")
        window.shows(room_of(AttributionRule.NAMED), FloorNews(is_open=True, renews_code=True))
        page.wait_for_selector("#join", timeout=SOON)
        page.unroute("**/p/send")
        page.fill("#code", "WRONG")
        page.press("#code", "Enter")
        phone.shows("This is not the code.", "#rejoin")
        page.fill("#code", room.code)
        page.press("#code", "Enter")
        page.wait_for_selector("#rejoin", state="detached", timeout=SOON)
        page.wait_for_selector("#sent li.waiting", timeout=SOON)
        assert [each.text for each in phone.fetched()] == ["Typed in the lift"]
        assert page.input_value("#text") == "half a thou"
        assert page.input_value("#country") == "EE", "it is offered again"
        page.fill("#ask-name", "Mari Tamm")
        page.click("#ask button")
        phone.shows("You have asked to speak.", "#turn")
        (asked,) = phone.fetched()
        assert asked.country == "Estonia, Mari Tamm"
        assert [line for line in phone.said if "ERR_FAILED" not in line and "40" not in line] == []


def test_what_is_kept_is_kept_for_a_day(browser: Browser, room: PhoneServer) -> None:
    """Rule: a day after it was typed or sent, nothing of it is in the browser once the page is opened; only the language stays chosen."""
    with handset(browser, room) as phone:
        page = phone.page
        room.window.shows(room_of(AttributionRule.NAMED))
        page.wait_for_selector("#ask-name", timeout=SOON)
        page.select_option("#country", "EE")
        page.fill("#ask-name", "Mari Tamm")
        page.click("#ask button")
        phone.sends("Sent yesterday")
        page.wait_for_selector("#sent li.waiting", timeout=SOON)
        phone.shows("You have asked to speak.", "#turn")
        page.fill("#text", "typed yesterday")
        phone.fetched()
        later = "(() => {{ const now = Date.now; Date.now = () => now() + {} * 3600000; }})()"
        for hours, is_there in ((23, True), (2, False)):  # the second is added to the first
            page.add_init_script(later.format(hours))
            page.reload()
            phone.shows("Characters left", "#count")
            stored = page.evaluate("JSON.stringify(localStorage)")
            for word in ("Sent yesterday", "typed yesterday", "Mari Tamm", "EE", "secret"):
                assert (word in stored) is is_there, (hours, word, stored)
        assert page.input_value("#text") == ""
