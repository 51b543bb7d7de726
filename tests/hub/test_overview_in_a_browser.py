"""The overview in a real browser: opened by its link, kept up to date, filtered, silenced; with and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.mail_exchange import ToldCall
from breakout_tui.domain.organiser_link import OrganiserLink
from tests.domain.example import Talk
from tests.hub.organised import OrganisedHub, organised
from tests.hub.test_overview_pages import overview_of
from tests.hub.test_overview_rights import calls
from tests.hub.wall import SOON
from tests.report.browser import needs_browser, violations

pytestmark = needs_browser

SCRIPT = "<img src=x onerror=\"document.title='run'\">"


@dataclass
class Looked:
    """A page of the organiser."""

    hub: OrganisedHub
    page: Page
    room: str
    """The room that talks."""
    talk: Talk
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def says(self, text: str) -> None:
        """The room has said this."""
        self.talk.say(Kind.CHALLENGE, text)
        self.hub.says(self.room, self.talk.session, self.talk.reading())

    def shows(self, text: str) -> None:
        """Wait until this can be read."""
        self.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=SOON)

    def enters(self, link: OrganiserLink | None = None) -> None:
        """Open the link."""
        self.page.goto((link or self.hub.link).text)
        self.page.wait_for_selector("#cards", timeout=SOON)


@contextmanager
def looked(browser: Browser, folder: Path, *, has_script: bool = True) -> Iterator[Looked]:
    """A hub with two rooms, of which one talks, and a page that has asked for nothing yet."""
    talk = Talk(c.EditDetails(people=20))
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, SCRIPT)
    with organised(folder) as hub:
        room = hub.room(f"Room 1 {SCRIPT}")
        hub.says(room, talk.session, talk.reading())
        hub.room("Room 2")
        context = browser.new_context(viewport={"width": 1200, "height": 900}, java_script_enabled=has_script)
        made = Looked(hub, context.new_page(), room, talk)
        made.page.on("console", lambda message: made.said.append(message.text))
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        made.page.on(
            "request",
            lambda request: made.asked.append(f"{request.url} {request.headers.get('referer', '')}"),
        )
        try:
            yield made
        finally:
            context.close()


def test_the_link_opens_it_and_it_is_kept_up_to_date(browser: Browser, tmp_path: Path) -> None:
    """Rule: the secret leaves the address bar and is in no request; time, notes and new rooms appear without a reload; axe finds nothing."""
    with looked(browser, tmp_path) as seen:
        seen.enters()
        assert seen.page.url == f"{seen.hub.url}/overview"
        assert not [each for each in seen.asked if seen.hub.link.code.secret[:4] in each]
        seen.page.evaluate("window.isSame = true")
        seen.shows("Challenges · Q1 of 2")
        seen.says("Silo budgets")
        seen.page.wait_for_selector('[title="2 challenges"]', timeout=SOON)
        seen.hub.room("Room 3")
        seen.shows("3 rooms")
        clock, digits = SystemClock(), seen.page.locator(".clock-time")
        for _ in range(400):
            before = clock.read().since_boot
            shown = digits.inner_text()
            time = {card.id: card.time for card in overview_of(seen.hub, seen.hub.enters()).cards}[seen.room]
            assert time is not None
            if shown == countdown(time.left_at(before)):
                break
            seen.page.wait_for_timeout(5)
        else:
            raise AssertionError("the time is not that of the room")
        assert violations(seen.page) == []
        assert seen.page.evaluate("window.isSame")
        assert seen.page.title() != "run"
        assert seen.said == []


def test_rooms_are_filtered_and_a_finding_is_silenced(browser: Browser, tmp_path: Path) -> None:
    """Rule: by any words of a card, by theme, only those with findings; what is silenced goes with its reason, and comes back."""
    with looked(browser, tmp_path) as seen:
        seen.enters()
        seen.shows("has not joined yet")
        shown = seen.page.locator(".slot:visible")
        seen.page.fill("#text", "chall q1")
        assert shown.count() == 1
        seen.page.fill("#text", "nothing of this kind")
        assert (shown.count(), seen.page.locator("#none").is_visible()) == (0, True)
        seen.page.fill("#text", "")
        seen.page.check("#findings")
        assert shown.all_inner_texts()[0].startswith("Room 2")
        seen.page.uncheck("#findings")
        seen.page.select_option("#theme", "Theme")
        assert shown.count() == 1
        seen.page.select_option("#theme", "")
        seen.page.click("summary:has-text('has not joined yet')")
        seen.page.fill("[name=reason]", "comes after lunch")
        seen.page.press("[name=reason]", "Enter")
        seen.page.wait_for_selector(".silenced", timeout=SOON)
        assert violations(seen.page) == []
        seen.page.click(".silenced summary")
        assert "comes after lunch (Ana)" in seen.page.inner_text(".silenced")
        seen.page.click(".silenced button")
        seen.page.wait_for_selector(".findings", timeout=SOON)
        assert seen.said == []


def test_a_rooms_notes_are_followed(browser: Browser, tmp_path: Path) -> None:
    """Rule: on a page of its own, the latest first, each as text."""
    with looked(browser, tmp_path) as seen:
        seen.enters()
        seen.page.click(f"#name-{seen.room} a")
        seen.page.wait_for_url("**/overview/room/**")
        seen.shows(SCRIPT)
        for text in ("Silo budgets", "No owner"):
            seen.says(text)
            seen.shows(text)
        assert seen.page.locator(".note-text").all_inner_texts() == ["No owner", "Silo budgets", SCRIPT]
        assert violations(seen.page) == []
        assert seen.page.title() != "run"
        assert seen.said == []


def test_a_revoked_link_leads_back_to_the_entrance(browser: Browser, tmp_path: Path) -> None:
    """Rule: without a reload, and nothing of a room stays on the page; the entrance says that the link is no longer valid."""
    with looked(browser, tmp_path) as seen:
        seen.enters()
        seen.shows("Room 1")
        seen.hub.revoke("Ana")
        seen.page.wait_for_selector("#code", timeout=SOON)
        assert "Room 1" not in seen.page.inner_text("body")
        assert violations(seen.page) == []
        seen.page.goto("about:blank")
        seen.page.goto(seen.hub.link.text)
        seen.page.wait_for_selector("#wrong", timeout=SOON)


def test_without_a_script_everything_is_there(browser: Browser, tmp_path: Path) -> None:
    """Rule: entering, the cards, the filter, silencing and showing again, the notes; the page loads itself anew."""
    with looked(browser, tmp_path, has_script=False) as seen:
        seen.page.goto(f"{seen.hub.url}/overview")
        seen.page.fill("#code", seen.hub.link.text)
        seen.page.click("button")
        assert "Challenges · Q1 of 2" in seen.page.inner_text("#cards")
        assert 'http-equiv="refresh"' in seen.page.content()
        seen.page.fill("#text", "joined")
        seen.page.click(".apply")
        assert seen.page.locator(".slot:visible").count() == 1
        seen.page.click(".findings summary")
        seen.page.fill("[name=reason]", "later")
        seen.page.press("[name=reason]", "Enter")
        seen.page.click(".silenced summary")
        assert "later (Ana)" in seen.page.inner_text(".silenced")
        seen.page.click(".silenced button")
        assert seen.page.locator(".silenced").count() == 0
        seen.page.click(f"#name-{seen.room} a")
        assert seen.page.inner_text(".note-text") == SCRIPT


def test_a_call_is_taken_and_rooms_are_written_to(browser: Browser, tmp_path: Path) -> None:
    """Rule: live, without a reload; a call's time counts on; what is refused stays typed; a double click sends once; axe finds nothing."""
    with looked(browser, tmp_path) as seen:
        page, messages = seen.page, seen.hub.database.messages
        seen.enters()
        seen.shows("Challenges · Q1 of 2")
        assert "Calls for help" not in page.inner_text("body")
        calls(seen.hub, ToldCall("c1", SCRIPT))
        page.wait_for_selector(".open-call", timeout=SOON)
        assert page.title().startswith("(1) ")
        seen.shows("waits 0:01")
        page.click("text=Take")
        seen.shows("Ana comes")
        assert not page.title().startswith("(")
        page.click("#writing summary")
        page.fill("#said", f"Lunch {SCRIPT}")
        page.fill("[name=until]", "25:00")
        assert page.is_checked("#kind-end")
        page.click("#write .main-deed")
        seen.shows("a proposed end is a time of day")
        assert page.input_value("#said") == f"Lunch {SCRIPT}"
        page.fill("[name=until]", "12:30")
        page.check("label:has-text('Room 2') input")
        assert page.is_checked("#to-chosen")
        assert violations(page) == []
        page.dblclick("#write .main-deed")
        page.wait_for_selector("#sent details", timeout=SOON)
        (standing,) = messages.messages()
        assert (standing.message.value, [each.room for each in standing.deliveries]) == ("12:30", ["Room 2"])
        page.wait_for_function("() => !document.getElementById('writing').open", timeout=SOON)
        page.click("#sent summary")
        assert "not fetched\nRoom 2" in page.inner_text("#sent dl")
        assert violations(page) == []
        seen.hub.room("Room 3")
        page.wait_for_selector(".choosable label:has-text('Room 3')", state="attached", timeout=SOON)
        page.click("text=Withdraw")
        page.wait_for_selector("#sent details", state="detached", timeout=SOON)
        page.click(".calls >> text=Close")
        page.wait_for_selector(".calls", state="detached", timeout=SOON)
        assert page.title() != "run"
        assert [each for each in seen.said if "400" not in each] == []


def test_without_a_script_a_room_is_helped_and_written_to(browser: Browser, tmp_path: Path) -> None:
    """Rule: by plain forms, on a page that does not load itself anew while somebody types."""
    with looked(browser, tmp_path, has_script=False) as seen:
        page = seen.page
        calls(seen.hub, ToldCall("c1", "The projector is dark"))
        page.goto(f"{seen.hub.url}/overview")
        page.fill("#code", seen.hub.link.text)
        page.click("button")
        page.click("text=Take")
        assert "Ana comes" in page.inner_text(".calls")
        page.click(".calls >> text=Close")
        assert page.locator(".calls").count() == 0
        page.click("text=Write to rooms")
        assert 'http-equiv="refresh"' not in page.content()
        page.fill("#said", "Lunch")
        page.fill("#minutes", "0")
        page.click("#write .main-deed")
        assert "1 to 1440 minutes" in page.inner_text("#write-problem")
        assert page.input_value("#said") == "Lunch"
        page.fill("#minutes", "5")
        page.click("#write .main-deed")
        assert "Lunch" in page.inner_text("#sent")
        page.click("text=Withdraw")
        assert page.inner_text("#sent") == ""
