"""Phones in a real browser of their size: joining, sending on a bad network, following the room, in three languages and without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.floor_exchange import FloorNews, FloorResult, MutedDevice, SentStatement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.hub.phone_refusal import PhoneRefusal
from tests.hub.moments import day, with_left
from tests.hub.phones import PhoneServer, phone_server, room_of
from tests.hub.wall import SOON, left_of
from tests.report.browser import needs_browser, violations
from tests.sampled import sampled

pytestmark = needs_browser

MOST = 30_000
"""Bytes of the page with all that it loads."""
USABLE = 2.0
"""Seconds until it can be used at 400 kbit/s and 400 ms."""
_SHOWS = "([selector, text]) => [...document.querySelectorAll(selector)].some((each) => each.innerText.includes(text))"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneServer]:
    """A server with an open floor."""
    with phone_server(tmp_path_factory.mktemp("phones")) as made:
        yield made


@dataclass
class Handset:
    """A phone with its page."""

    room: PhoneServer
    page: Page
    said: list[str] = field(default_factory=list)
    """What the page said on its console, and its errors."""
    asked: list[str] = field(default_factory=list)

    def shows(self, text: str, selector: str = "body") -> None:
        """Wait until something says so."""
        self.page.wait_for_function(_SHOWS, arg=[selector, text], timeout=SOON)

    def sends(self, text: str) -> None:
        """Type it and press the button."""
        self.page.fill("#text", text)
        self.page.click("#statement button")

    def fetched(self) -> tuple[SentStatement, ...]:
        """What the room fetches now, and has stored."""
        sent = self.room.window.says().statements
        self.room.window.says(FloorNews(True, tuple(each.id for each in sent)))
        return sent


@contextmanager
def handset(
    browser: Browser, room: PhoneServer, *, has_script: bool = True, scans: bool = True, **options: Any
) -> Iterator[Handset]:
    """A phone that has scanned the code."""
    options = {"locale": "en-GB", "color_scheme": "light", **options}
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=has_script, has_touch=True, **options
    )
    made = Handset(room, context.new_page())
    made.page.on("console", lambda message: made.said.append(message.text))
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    made.page.on("request", lambda request: made.asked.append(request.url))
    try:
        if scans:
            made.page.goto(f"{room.server.url}/p#{room.code}")
            made.page.wait_for_selector("#phone")
        yield made
    finally:
        context.close()


def test_scanned_sent_and_taken(browser: Browser, room: PhoneServer) -> None:
    """Rule: no code stays in the address, also when the page was open before; what is sent shows its result when the room tells it, and nobody loses their place by it."""
    with handset(browser, room, scans=False) as phone:
        page = phone.page
        page.goto(f"{room.server.url}/p")
        page.goto(f"{room.server.url}/p#{room.code}")
        page.wait_for_selector("#phone", timeout=SOON)
        assert page.url == f"{room.server.url}/p"
        assert not [url for url in phone.asked if room.code in url]
        page.check("[name=kind][value=principle]")
        page.select_option("#country", "EE")
        phone.sends("Ask for each thing once")
        phone.shows("waiting for the facilitator", "#sent li")
        phone.shows("Sent to the facilitator.", "#said")
        (sent,) = phone.fetched()
        assert (sent.kind, sent.text, sent.country) == ("principle", "Ask for each thing once", "Estonia")
        page.fill("#text", "half a thou")
        page.focus("#text")
        room.window.says(FloorNews(True, results=(FloorResult(sent.id, "taken", "P1"),)))
        phone.shows("taken as P1", "#sent li.taken")
        phone.shows("New: taken as P1", "#said")
        assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == [
            "text",
            "half a thou",
        ]
        page.reload()  # what is typed and what was sent is still there
        phone.shows("taken as P1", "#sent li.taken")
        assert page.input_value("#text") == "half a thou"
        assert page.input_value("#country") == "EE"
        page.fill("#text", "x" * 501)
        page.click("#statement button")
        phone.shows("This is too long: at most 500 characters.", "#said")
        phone.sends("Never mind")
        phone.shows("waiting", "#sent li")
        page.click("#sent li.waiting button:visible")
        phone.shows("withdrawn", "#sent li.withdrawn")
        (gone,) = room.window.says().withdrawn
        room.window.says(FloorNews(True, results=(FloorResult(gone, "withdrawn"),)))
        assert phone.said == []
        assert all(url.startswith(room.server.url) for url in phone.asked)


def test_nothing_is_lost_on_a_cut(browser: Browser, room: PhoneServer) -> None:
    """Rule: an answer that is lost in mid-send, a page closed before it, a network away: told what is not sent, sent once in the end.

    What is refused stays, with why, to be sent again.
    """
    with handset(browser, room) as phone:
        page = phone.page

        def lose_answer(route: Route) -> None:
            route.fetch()
            route.abort()

        page.route("**/p/send", lose_answer, times=1)
        phone.sends("Sent, but unanswered")
        phone.shows("not sent yet", "#sent li")
        phone.shows("Not sent yet. It is sent as soon as there is contact.", "#said")
        page.reload()
        phone.shows("waiting for the facilitator", "#sent li")
        page.route("**/p/send", lambda route: route.abort())
        phone.sends("Typed in the lift")
        phone.shows("not sent yet", "#sent li.unsent")
        page.unroute("**/p/send")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("#sent li.unsent", state="detached", timeout=SOON)
        sent = phone.fetched()
        assert [each.text for each in sent] == ["Sent, but unanswered", "Typed in the lift"]
        muted = MutedDevice(sent[0].id, 600.0)
        room.window.says(FloorNews(is_open=True, muted=(muted,)))
        phone.sends("While muted")
        phone.shows("takes nothing from this phone for a while. You can send again in", "#sent li.refused")
        room.window.says(FloorNews(is_open=True, muted=(replace(muted, left=0.0),)))
        page.click("#sent li.refused button[data-does=again]")
        page.wait_for_selector("#sent li:is(.refused, .unsent)", state="detached", timeout=SOON)
        assert [each.text for each in phone.fetched()] == ["While muted"]


def test_what_is_taken_back_without_contact_is_taken_back(browser: Browser, room: PhoneServer) -> None:
    """Rule: a withdrawal waits for contact, also through a reload; the page says so until the server has it."""
    with handset(browser, room) as phone:
        page = phone.page
        phone.sends("Not so")
        page.wait_for_selector("#sent li.waiting", timeout=SOON)
        (sent,) = phone.fetched()
        page.route("**/p/withdraw", lambda route: route.abort())
        page.click("#sent li.waiting button:visible")
        phone.shows("Not withdrawn yet. It is withdrawn as soon as there is contact.", "#sent li.unsent")
        phone.shows("Not withdrawn yet. It is withdrawn as soon as there is contact.", "#said")
        page.reload()
        phone.shows("Not withdrawn yet.", "#sent li.unsent")
        assert room.window.says().withdrawn == ()
        page.unroute("**/p/withdraw")
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("#sent li.withdrawn", timeout=SOON)
        assert room.window.says().withdrawn == (sent.id,)
        room.window.says(FloorNews(True, results=(FloorResult(sent.id, "withdrawn"),)))


def answering(told: dict[str, object]) -> Callable[[Route], None]:
    """Every request is refused with this."""
    return lambda route: route.fulfill(status=503, json=told)


def test_more_than_may_be_sent_in_a_minute_is_sent_later(browser: Browser, room: PhoneServer) -> None:
    """Rule: what the server can't take for the moment, for whatever reason, is sent again by itself, as the page says."""
    with handset(browser, room) as phone:
        page = phone.page
        for refused in ("too many", "busy", "not saved"):
            told: dict[str, object] = {
                "refused": refused,
                "said": "Not now.",
                "passes": PhoneRefusal(refused).passes,
                "left": 1,
            }
            page.route("**/p/send", answering(told))
            phone.sends(f"Sent while {refused}")
            phone.shows("Not sent yet. It is sent by itself in a moment.", "#said")
            page.unroute("**/p/send")
            page.evaluate("dispatchEvent(new Event('online'))")
            page.wait_for_selector("#sent li.unsent", state="detached", timeout=SOON)
        assert len(phone.fetched()) == 3


def test_the_page_follows_the_room(browser: Browser, room: PhoneServer) -> None:
    """Rule: the time to the second, the silence, the question, the kinds, why nothing is taken, the end; a new code asks for it again."""
    session, clock = room.window.session, SystemClock()
    with handset(browser, room) as phone:
        page = phone.page

        def is_right() -> bool:
            before = left_of(room.window.session, clock.read())
            shown, after = page.inner_text(".digits"), left_of(room.window.session, clock.read())
            assert before is not None
            return before == after and shown == f"{before // 60}:{before % 60:02}"

        for _ in range(SOON // 10):
            if is_right():
                break
            page.wait_for_timeout(10)
        else:
            pytest.fail("the page never shows the second of the room")
        assert page.locator("[role=timer]").get_attribute("aria-live") is None
        room.window.shows(room_of(silence=2))
        phone.shows("Everybody writes in silence: 0:01", ".silence")
        page.wait_for_selector(".silence", state="hidden", timeout=SOON)
        room.window.shows(with_left(61, clock))
        phone.shows("Time left: 1:00", "#milestone")  # what a screen reader says
        room.window.shows(session, FloorNews(is_open=False))
        phone.shows("The facilitator takes no statements at the moment.", ".closed")
        page.wait_for_selector("#statement", state="hidden", timeout=SOON)
        room.window.shows(day()[-1])
        phone.shows("The session has ended", ".place")
        room.window.shows(room_of(AttributionRule.NONE))
        page.wait_for_selector("#country", state="detached", timeout=SOON)
        phone.shows("Nothing about you is asked or recorded.", "#rule")
        page.fill("#text", "typed before the new code")
        room.window.shows(session, FloorNews(is_open=True, renews_code=True))
        page.wait_for_selector("#code", timeout=SOON)
        page.fill("#code", room.code)
        page.press("#code", "Enter")
        page.wait_for_selector("#phone", timeout=SOON)
        assert page.input_value("#text") == "typed before the new code"
        assert [line for line in phone.said if "401" not in line] == []


@pytest.mark.parametrize(
    ("locale", "scheme", "size", "word"),
    [
        ("en-GB", "light", "100%", "withdrawn"),
        ("fr-CA", "dark", "100%", "retirée"),
        ("ar-EG", "dark", "200%", "سُحبت"),
    ],
)
def test_everybody_can_read_and_use_it(
    browser: Browser, room: PhoneServer, locale: str, scheme: Any, size: str, word: str
) -> None:
    """Rule: in each language axe finds nothing, in dark and light; with twice the size of text nothing is wider than the phone."""
    with handset(browser, room, locale=locale, color_scheme=scheme) as phone:
        page = phone.page
        phone.sends("Who pays for migration?")
        page.wait_for_selector("#sent li.waiting", timeout=SOON)
        phone.fetched()
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        for digits in ("24:28", "+1:02:03"):  # the time is never broken into two lines
            page.evaluate("text => { document.querySelector('.digits').textContent = text; }", digits)
            place = page.locator(".digits").bounding_box()
            assert place is not None
            assert place["height"] < 90
            assert 0 <= place["x"] <= place["x"] + place["width"] <= 390
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.click("#sent li.waiting button:visible")
        phone.shows(word, "#sent li.withdrawn")
        page.click(".languages a[lang=fr]")
        page.wait_for_selector("html[lang=fr] #sent li.withdrawn", timeout=SOON)
        page.goto(f"{room.server.url}/p")  # it stays chosen
        page.wait_for_selector("html[lang=fr] #sent li.withdrawn", timeout=SOON)
        assert phone.said == []


@pytest.mark.parametrize("checks", sampled([False, True], False))
def test_without_a_script_all_works_by_forms(browser: Browser, room: PhoneServer, checks: bool) -> None:
    """Rule: type the code, send, see the receipt among the results, withdraw; axe, which is a script, finds nothing on any of these pages."""
    with handset(browser, room, has_script=checks, scans=False, locale="ar") as phone:
        page = phone.page
        page.route("**/static/phone.js*", lambda route: route.abort())

        def check() -> None:
            assert not checks or violations(page) == []

        page.goto(f"{room.server.url}/p")
        page.fill("#code", "WRONG")
        page.click("button")
        page.wait_for_selector("#wrong")
        check()
        page.fill("#code", room.code)
        page.click("button")
        page.wait_for_selector("#phone")
        page.click("#statement button")
        page.wait_for_selector("#problem")
        page.fill("#text", "بلا برنامج نصي")
        page.click("#statement button")
        receipt = page.inner_text(".receipt")
        check()
        page.click("footer p a")
        row = page.locator("tr", has_text=receipt)
        assert "في انتظار الميسِّر" in row.inner_text()
        check()
        page.go_back()
        page.click("form button")
        page.wait_for_selector("h1:text('سُحبت مداخلتك.')")
        page.click("a.again")
        page.wait_for_selector("h1:text('What is the role of the CIO?')")
    for withdrawn in room.window.says().withdrawn:
        room.window.says(FloorNews(True, results=(FloorResult(withdrawn, "withdrawn"),)))


def test_it_can_be_used_within_two_seconds_on_a_bad_network(browser: Browser, room: PhoneServer) -> None:
    """Rule: at 400 kbit/s and 400 ms round trip, with an empty cache, also where countries are listed; less than 30 kB in all."""
    with handset(browser, room, locale="fr") as phone:
        page = phone.page
        network = phone.page.context.new_cdp_session(page)
        sizes: list[float] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        network.send("Network.enable")
        network.send("Network.clearBrowserCache")
        slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
        network.send("Network.emulateNetworkConditions", slow)
        page.goto(f"{room.server.url}/p", wait_until="commit")
        phone.shows("Caractères restants", "#count")  # its script runs
        took = page.evaluate("performance.now()") / 1000
        page.wait_for_load_state()
        assert took < USABLE
        assert 5_000 < sum(sizes) < MOST
