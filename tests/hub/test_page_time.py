"""The time on a display: that of the room to the second, whatever happened to clocks, network and server meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Route

from breakout_tui.domain.duration_words import countdown
from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.listening import Place
from breakout_tui.room_protocol import RoomUpdate
from tests.domain.example import Talk
from tests.hub.measured_page import problems
from tests.hub.moments import day, others, with_left
from tests.hub.running import Running, running
from tests.hub.wall import MovableClock, Wall, left_of, moved_server, wall
from tests.report.browser import needs_browser

pytestmark = [needs_browser, pytest.mark.soak]
"""Every run looks at some of it in `test_in_a_browser.py`."""

_SLEEPING = """
const now = performance.now.bind(performance);
window.slept = 0;
performance.now = () => now() - window.slept;
window.isHung = false;
const listen = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (name, heard) {
  this.isDead ||= window.isHung;
  listen.call(this, name, (event) => {
    this.isDead ||= window.isHung;
    if (!this.isDead) heard(event);
  });
};
"""
"""A clock of the page that stands still while the computer sleeps, and a network on which what was opened never says a word again."""
SEEN_AGAIN = {
    "restored": "() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
    "visible": "() => document.dispatchEvent(new Event('visibilitychange'))",
    "online": "() => dispatchEvent(new Event('online'))",
}
_SAYS = """words => {
  const said = document.querySelector("#contact").textContent;
  return words ? said.startsWith(words) : !said;
}"""
_CHANGES = """() => new Promise((done) => {
  const found = [];
  const watch = new MutationObserver(() => {
    found.push(Date.now());
    if (found.length === 3) done(found);
  });
  watch.observe(document.querySelector(".digits"), {childList: true, characterData: true, subtree: true});
})"""
_SHOWS = "digits => digits.includes(document.querySelector('.digits')?.textContent)"
_MODULE = "import(document.querySelector('script[type=module]').src)"


@pytest.fixture(scope="module")
def moved() -> Iterator[tuple[Running, MovableClock]]:
    """A server, and its clock."""
    with moved_server() as made:
        yield made


@pytest.fixture(scope="module")
def opened(browser: Browser, moved: tuple[Running, MovableClock]) -> Iterator[Wall]:
    """A display whose own clock can stand still."""
    with wall(browser, moved[0], joins=False) as made:
        made.page.add_init_script(_SLEEPING)
        made.join()
        yield made


@pytest.fixture
def display(opened: Wall) -> Wall:
    """It shows a question."""
    opened.resize(1280, 720)
    opened.show(others()["a question"])
    return opened


# The right second


def test_the_time_is_that_of_the_room(display: Wall) -> None:
    """Rule: at every moment of the day, with little time, in overtime, paused; in digits or in the line above."""
    shown = 0
    for session in (*day(), *others().values()):
        display.show(session)
        display.waits_for_right_time(session)
        shown += bool(display.time)
    assert shown > 20


def test_a_second_changes_when_that_of_the_room_does(display: Wall) -> None:
    """Rule: not before, and no more than a part of a second after it."""
    changes: list[float] = display.page.evaluate(_CHANGES)
    session, now = others()["a question"], display.clock.read()
    seen = [now.later(changed / 1000 - now.wall.timestamp()) for changed in changes]
    assert any(left_of(session, at.later(-0.4)) != left_of(session, at.later(0.1)) for at in seen)


def test_the_time_without_a_script_is_that_of_the_moment_it_was_loaded(
    browser: Browser, moved: tuple[Running, MovableClock]
) -> None:
    """Rule: each time anew, also while nothing else changes; so are the end of the phase and the colour."""
    server, clock = moved
    with wall(browser, server, has_script=False) as still:
        for name in ("a question", "hidden ranking"):
            session = others()[name]
            still.show(session)
            for seconds in (0, 1, 61, 1200):
                clock.moved += seconds
                server.tell(
                    RoomUpdate("a room", 1, 1, session.id, clock.read())
                )  # the server looks at its clock
                still.waits_for_server(lambda: bool(still.page.reload()) and still.has_right_time(session))  # noqa: B023


def test_without_a_script_a_page_follows_the_room(
    browser: Browser, moved: tuple[Running, MovableClock]
) -> None:
    """Rule: it loads itself anew every few seconds."""
    server, _ = moved
    with wall(browser, server, has_script=False, has_refresh=True) as still:
        still.show(day()[0])
        server.show(day()[1])
        still.page.wait_for_event("load", timeout=10_000)
        still.waits_for(day()[1])


def test_the_time_is_right_from_the_first_moment(display: Wall, moved: tuple[Running, MovableClock]) -> None:
    """Rule: a page that is opened long after the last change never shows the time of then, even if the server is slow to say what time it is."""
    _, clock = moved
    clock.moved += 100
    waiting: list[Route] = []
    display.page.route("**/now", lambda route: waiting.append(route))
    before = left_of(others()["a question"], clock.read())
    display.page.reload()
    display.waits_for_server(
        lambda: len(waiting) > 0 and display.server.serving.server.room.displays.pages == 1
    )
    display.drawn()
    after = left_of(others()["a question"], clock.read())
    assert before is not None
    assert after is not None
    assert display.time in map(countdown, range(after, before + 1))
    display.page.unroute("**/now")


def test_digits_never_become_smaller(display: Wall) -> None:
    """Rule: whatever the time of one box is, from an hour left to hours over it has one size, and nothing overlaps."""
    sizes = set()
    for wanted in (3601, 3599, 601, 599, 60, 0, -1, -599, -600, -3599, -3600, -36000):
        display.show(with_left(wanted, display.clock))
        display.waits_until(_SHOWS, [countdown(wanted - passed) for passed in range(3)])
        for size in ((1280, 720), (800, 600), (390, 844)):
            display.resize(*size)
            assert problems(display.page) == [], (wanted, size)
        display.resize(1280, 720)
        sizes.add(display.page.evaluate("getComputedStyle(document.querySelector('.digits')).fontSize"))
    assert len(sizes) == 1


def test_the_script_words_durations_as_the_program_does(display: Wall) -> None:
    """Rule: the same text for the same seconds, and the same seconds for the same time."""
    chance = random.Random(1)
    seconds = [
        *range(-70, 70),
        *(chance.randint(-40_000, 40_000) for _ in range(2000)),
        3599,
        3600,
        -3599,
        -3600,
        36_000,
    ]
    found = display.page.evaluate(
        f"async (all) => {{ const {{countdown}} = await {_MODULE}; return all.map(countdown); }}", seconds
    )
    assert found == [countdown(each) for each in seconds]


def test_the_script_counts_down_as_the_program_does(display: Wall) -> None:
    """Rule: at any instant of a box and after it, what is left by the script is what is left by the pace of the session."""
    chance = random.Random(2)
    session = others()["a question"]
    told = display.server.serving.server.room.stage._told
    start = display.clock.read()
    shift = told["at"] / 1000 - start.since_boot  # type: ignore[operator]
    cases, wanted = [], []
    for _ in range(500):
        later = chance.uniform(0.0, 4000.0)
        cases.append(told["at"] + 1000 * later)  # type: ignore[operator]
        wanted.append(left_of(session, start.later(shift + later + 1e-4)))
    found = display.page.evaluate(
        f"async ([told, all]) => {{ const {{leftOf}} = await {_MODULE}; return all.map((now) => leftOf(told, now + 0.1)); }}",
        [told, cases],
    )
    assert found == wanted
    paused = {**told, "runs": False}
    assert (
        display.page.evaluate(f"async (told) => (await {_MODULE}).leftOf(told, told.at + 1e7)", paused)
        == told["left"]
    )


# What can happen to a display


def test_a_display_that_was_offline_is_right_again(display: Wall) -> None:
    """Rule: it says quietly since when it has no contact, keeps what it shows, and catches up with what it has missed."""
    talk = Talk()
    display.show(talk.session)
    display.context.set_offline(True)
    # A browser that is offline for a test still reads what it has opened: let the page open it anew.
    display.page.evaluate(SEEN_AGAIN["visible"])
    display.waits_until(_SAYS, "No contact since ")
    for size in ((1280, 720), (800, 600)):
        display.resize(*size)
        assert problems(display.page) == []
    talk.say(Kind.CHALLENGE, "Said meanwhile")
    display.server.show(talk.session)
    assert "Said meanwhile" not in display.page.inner_text("body")
    display.context.set_offline(False)
    display.waits_for(talk.session)
    display.waits_until(_SAYS, "")
    display.waits_for_right_time(talk.session)
    assert display.server.serving.server.room.displays.pages == 1


def test_a_stream_on_which_nothing_comes_is_opened_anew(display: Wall) -> None:
    """Rule: a network that is gone without a word is noticed by the silence; the first word of the new stream is contact again."""
    display.page.evaluate("() => { window.isHung = true; window.slept -= 13_000; }")
    display.waits_until(_SAYS, "No contact since ")
    display.server.show(day()[1])
    display.page.evaluate("() => { window.isHung = false; window.slept -= 13_000; }")
    display.waits_for(day()[1])
    display.waits_until(_SAYS, "")
    display.waits_for_right_time(day()[1])


def test_a_display_outlives_its_server(browser: Browser) -> None:
    """Rule: a server that starts again at the same port with the same secret has its displays back, without a hand on them."""
    session = others()["a question"]
    with ExitStack() as stops_first:
        first = stops_first.enter_context(running())
        with wall(browser, first) as display:
            display.show(session)
            display.page.evaluate("() => { window.isSame = true; }")
            port, secret, code = first.serving.port, first.secret, first.code
            stops_first.close()
            display.waits_until(_SAYS, "No contact since ")
            display.waits_for(session)
            with running(place=Place(port=port), secret=secret, code=code) as second:
                second.show(day()[9])
                display.waits_for(day()[9])
                display.waits_until(_SAYS, "")
                assert display.page.evaluate("window.isSame")


def test_a_room_that_is_silent_is_told_quietly(display: Wall, moved: tuple[Running, MovableClock]) -> None:
    """Rule: with the time by the room's clock, without covering anything; the time goes on; it is gone when the room is back."""
    _, clock = moved
    session = others()["a question"]
    clock.moved += 10
    display.waits_until(_SAYS, "No contact with the room since ")
    for size in ((1280, 720), (800, 600), (390, 844)):
        display.resize(*size)
        assert problems(display.page) == []
    display.show(session)
    display.waits_until(_SAYS, "")


def test_a_display_is_right_after_a_sleep(browser: Browser, moved: tuple[Running, MovableClock]) -> None:
    """Rule: at the next heartbeat, when its own clock stood still or jumped, or the room's computer slept, which counts as time."""
    server, clock = moved
    session = others()["a question"]
    with ExitStack() as closes:
        displays = [closes.enter_context(wall(browser, server, joins=False)) for _ in range(4)]
        for each in displays:
            each.page.add_init_script(_SLEEPING)
            each.join()
            each.show(session)
        for each, slept in zip(displays, (3_600_000, 900, -5000, 0), strict=True):
            each.asked.clear()
            each.page.evaluate("slept => { window.slept += slept; }", slept)
        clock.moved += 500
        for each in displays:
            each.waits_for_server(lambda each=each: any("/now" in asked for asked in each.asked))  # type: ignore[misc]
            each.waits_for_right_time(session)


@pytest.mark.parametrize("event", list(SEEN_AGAIN))
def test_a_display_that_is_seen_again_asks_anew(display: Wall, event: str) -> None:
    """Rule: phones freeze the stream of a page that nobody sees; the new one takes the place of the old one."""
    with display.page.expect_request("**/live*"):
        display.page.evaluate(SEEN_AGAIN[event])
    display.waits_for_server(lambda: display.server.serving.server.room.displays.pages == 1)
    display.show(day()[1])
    display.waits_for_right_time(day()[1])


def test_going_back_to_a_display_shows_what_is_now(display: Wall) -> None:
    """Rule: not what it showed when it was left."""
    display.page.goto("about:blank")
    display.server.show(day()[1])
    display.page.go_back()
    display.waits_for(day()[1])
    display.waits_for_right_time(day()[1])
