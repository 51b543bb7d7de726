"""A display in a real browser: joining, following the room, its keys, and that nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from breakout_tui.domain import commands as c
from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.domain.face_of_moment import face_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.credentials import shown_code
from breakout_tui.room_protocol import RoomUpdate
from tests.domain.example import Talk
from tests.hub.measured_page import problems
from tests.hub.moments import day, openings, others
from tests.hub.running import Running, running
from tests.hub.wall import SOON, Wall, wall
from tests.report.browser import needs_browser, violations
from tests.sampled import sampled

pytestmark = needs_browser

MOST = 50_000
"""Bytes of a page with all that it loads."""


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """A server that shows a room."""
    with running() as made:
        made.show(others()["a question"])
        yield made


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Running) -> Iterator[Wall]:
    """A display."""
    with wall(browser, server) as made:
        yield made


@pytest.fixture
def display(opened: Wall) -> Iterator[Wall]:
    """It shows a question as if it was opened for the first time, and finds nothing to complain of."""
    opened.server.serving.server.room.displays.choose("", DisplayChoice())
    opened.page.evaluate("localStorage.clear()")
    opened.page.emulate_media(color_scheme="light", contrast="no-preference")
    opened.server.show(others()["a question"])
    opened.page.reload()
    opened.waits_for(others()["a question"])
    opened.asked.clear()
    yield opened
    assert opened.said == []


@pytest.fixture
def stranger(browser: Browser, server: Running) -> Iterator[Wall]:
    """A browser that has not joined."""
    with wall(browser, server, joins=False) as made:
        yield made


# Joining


def test_the_address_of_the_qr_code_joins_at_once(stranger: Wall) -> None:
    """Rule: its code is in the fragment, which no server and no neighbour sees: it leaves the address bar, also the next time."""
    for _ in range(2):
        stranger.page.goto(f"{stranger.server.url}/#{stranger.server.code}")
        stranger.page.wait_for_url("**/display")
        stranger.waits_for(others()["a question"])
        assert stranger.page.url == f"{stranger.server.url}/display"
    assert not [asked for asked in stranger.asked if stranger.server.code in asked]
    assert stranger.said == []


@pytest.mark.parametrize("has_script", [True, False])
def test_the_code_can_be_typed(browser: Browser, server: Running, has_script: bool) -> None:
    """Rule: with Enter, in small letters, with or without a script, after a wrong one; a second visit needs no code."""
    with wall(browser, server, joins=False, has_script=has_script) as stranger:
        stranger.page.goto(server.url)
        stranger.page.fill("#code", "WRONG")
        stranger.page.press("#code", "Enter")
        stranger.page.wait_for_selector("#wrong")
        stranger.page.fill("#code", shown_code(server.code).lower())
        stranger.page.press("#code", "Enter")
        stranger.page.wait_for_url("**/display")
        stranger.waits_for(others()["a question"])
        stranger.page.goto(server.url)
        assert stranger.page.url.endswith("/display")


@pytest.mark.parametrize("code", sampled(("WRONG", "%E0%A4%A", "<b>", "AAAA-AAAA"), "%E0%A4%A"))
def test_a_wrong_code_says_so_once(stranger: Wall, code: str) -> None:
    """Rule: also one that came with the address, whatever it is; then the right one joins."""
    stranger.page.goto(f"{stranger.server.url}/#{code}")
    stranger.page.wait_for_url("**/join")
    stranger.page.wait_for_selector("#wrong")
    assert "Ask the facilitator" in stranger.page.inner_text("#wrong")
    assert sum("/join" in asked for asked in stranger.asked) == 1
    assert stranger.page.evaluate("document.activeElement.id") == "code"
    stranger.page.fill("#code", stranger.server.code)
    stranger.page.click("button")
    stranger.page.wait_for_url("**/display")


def test_too_many_wrong_codes_are_told(browser: Browser) -> None:
    """Rule: the form stays, and says when to try again."""
    with running() as strict, wall(browser, strict, joins=False) as stranger:
        for _ in range(20):
            strict.post("/join", {"code": "WRONG"})
        stranger.page.goto(f"{strict.url}/#{strict.code}")
        stranger.page.wait_for_selector("#wrong")
        assert "Wait a minute" in stranger.page.inner_text("#wrong")


def test_a_new_code_leads_back_to_the_form(browser: Browser) -> None:
    """Rule: without a reload, and nothing of the room is left on the page."""
    with running() as made, wall(browser, made) as display:
        session = others()["a question"]
        display.show(session)
        made.tell(RoomUpdate("a room", 1, 1, session.id, made.clock.read(), renews_code=True))
        display.page.wait_for_url(f"{made.url}/", timeout=SOON)
        assert face_of(session).title not in display.page.inner_text("body")


def test_a_browser_that_keeps_nothing_shows_the_room(browser: Browser, server: Running) -> None:
    """Rule: where a page may not keep its theme, it works without."""
    with wall(browser, server, joins=False) as display:
        display.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }})"
        )
        display.join()
        display.show(day()[1])
        display.page.keyboard.press("t")
        assert display.page.evaluate("document.documentElement.dataset.theme") == "contrast"
        assert display.said == []


# Following the room


def test_what_is_said_appears_without_a_reload(display: Wall) -> None:
    """Rule: a statement, a changed one, the next question; the page is the same one."""
    talk = Talk()
    talk.do(c.Next())
    display.page.evaluate("window.isSame = true")
    for text in ("Silo <i>budgets</i> & [links](x)", "No legal basis"):
        note = talk.say(Kind.CHALLENGE, text)
        display.show(talk.session)
        display.waits_for_text(text)
    talk.do(c.EditNote(note.serial, "A law that nobody reads"))
    display.show(talk.session)
    display.waits_for_text("A law that nobody reads")
    assert "No legal basis" not in display.page.inner_text("body")
    talk.do(c.Next())
    display.show(talk.session)
    display.waits_for_text("Question 2 of 2")
    assert display.page.evaluate("window.isSame")


def test_a_face_can_be_read_and_tells_the_right_time(display: Wall) -> None:
    """Rule: nothing is cut off or too small, axe finds nothing, and the second is that of the room."""
    for session in (others()["speakers"], others()["ranked and agreed"], *day()[3:5]):
        display.show(session)
        display.waits_for_right_time(session)
        for size in ((1280, 720), (1024, 768), (390, 844)):
            display.resize(*size)
            assert problems(display.page) == []
        display.resize(1280, 720)
        assert violations(display.page) == []


def test_before_the_room_comes_the_display_says_its_name(browser: Browser) -> None:
    """Rule: so that the facilitator can tell displays from each other; then the room is shown."""
    with running() as made, wall(browser, made) as display:
        display.waits_for_text("Waiting for the room")
        display.waits_for_text("Display 1")
        display.show(day()[0])


def test_keys_choose_what_a_display_shows(display: Wall) -> None:
    """Rule: s the theme, b nothing, arrows one statement, Escape what is now; each of the first two is taken back by the second time."""
    session = others()["a question"]
    face = face_of(session)
    press = display.page.keyboard.press
    press("s")
    display.waits_until("theme => document.querySelector('h1').textContent === theme", session.theme.title)
    press("s")
    display.waits_for_face(face)
    press("b")
    display.waits_until("() => document.querySelector('.black') !== null")
    assert display.page.inner_text("#stage").strip() == "Nothing is shown now."
    assert (
        display.page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight - 2).className")
        == "black"
    )
    press("b")
    display.waits_for_face(face)
    alone = "text => document.querySelector('h1').textContent === text && !document.querySelector('.lines')"
    for key, place in (("ArrowUp", -1), ("ArrowUp", -2), ("ArrowDown", -1), ("ArrowDown", -1)):
        press(key)
        display.waits_until(alone, face.lines[place].text)
    press("Escape")
    display.waits_for_face(face)


def test_keys_of_the_browser_are_left_alone(display: Wall) -> None:
    """Rule: with Ctrl, Alt or the command key, a key is not ours."""
    for key in ("Control+b", "Alt+s", "Meta+t"):
        display.page.keyboard.press(key)
    display.page.keyboard.press("s")
    display.waits_until("() => document.querySelector('.lines') === null")
    assert [asked for asked in display.asked if "/key" in asked] == [f"POST {display.server.url}/key"]
    assert display.page.evaluate("document.documentElement.dataset.theme") is None
    display.page.keyboard.press("Escape")
    display.waits_for(others()["a question"])


def test_the_theme_is_changed_by_a_key_and_kept(display: Wall) -> None:
    """Rule: t takes the next one of dark, light and contrast, from the one that is seen; it is kept for the next visit."""
    display.page.emulate_media(color_scheme="dark")
    theme = "document.documentElement.dataset.theme"
    for wanted in ("light", "contrast", "dark", "light"):
        display.page.keyboard.press("t")
        assert display.page.evaluate(theme) == wanted
    display.page.reload()
    assert display.page.evaluate(theme) == "light"


@pytest.mark.parametrize(
    ("media", "following"),
    [
        ({"color_scheme": "light"}, "contrast"),
        ({"color_scheme": "dark"}, "light"),
        ({"contrast": "more"}, "dark"),
    ],
)
def test_the_first_theme_is_that_of_the_computer(
    display: Wall, media: dict[str, str], following: str
) -> None:
    """Rule: the key takes the one after it, so that it never seems to do nothing."""
    display.page.emulate_media(**media)  # type: ignore[arg-type]
    display.page.keyboard.press("t")
    assert display.page.evaluate("document.documentElement.dataset.theme") == following


# What is loaded


def test_a_display_loads_little_and_nothing_from_elsewhere(display: Wall) -> None:
    """Rule: at most 50 kB with all files, whatever is shown; no message on the console."""
    origin = display.server.url
    sizes: dict[str, int] = {}
    display.page.on(
        "response",
        lambda got: sizes.__setitem__(got.url, len(got.body())) if "/live" not in got.url else None,
    )
    for session in (day()[4], day()[0]):
        display.show(session)
        display.page.reload()
        display.waits_for(session)
    assert {url.partition("?")[0].removeprefix(origin) for url in sizes} >= {
        "/display",
        "/static/display.css",
        "/static/display.js",
    }
    assert sum(sizes.values()) <= MOST
    assert [asked for asked in display.asked if f" {origin}/" not in asked] == []
    assert display.said == []


def test_a_script_that_is_typed_is_never_run(display: Wall) -> None:
    """Rule: text is text, and the policy of the page forbids all other scripts and styles."""
    text = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    talk = Talk()
    talk.do(c.Next())
    talk.say(Kind.CHALLENGE, text)
    display.show(talk.session)
    server = display.server.serving.server
    server.room.displays.choose("", DisplayChoice(Shows.MESSAGE, text))
    display.waits_until("text => document.querySelector('h1').textContent === text", text)
    assert display.page.title() != "run"
    display.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = \"run\"'}))"
    )
    assert display.page.title() != "run"
    assert any("Content Security Policy" in said for said in display.said)
    display.said.clear()


def test_the_opening_shows_all_questions(display: Wall) -> None:
    """Rule: of each theme of the conference, beside title and time: they are what the facilitator reads out."""
    for session in openings():
        display.show(session)
        shown = display.page.locator(".lines li:visible .text").all_inner_texts()
        assert shown == [question.text for question in session.theme.questions]
