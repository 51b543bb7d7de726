"""The colours of the pages: axe finds nothing, in each theme, in those of the system, and with many faces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser

from breakout_tui.domain.display_choice import DisplayChoice, Shows
from breakout_tui.hub.listening import Place
from tests.hub.measured_page import problems
from tests.hub.moments import day, others
from tests.hub.running import Running, running
from tests.hub.wall import Wall, wall
from tests.report.browser import needs_browser, violations

pytestmark = [needs_browser, pytest.mark.soak]
"""Every run looks at some of it in `test_in_a_browser.py`."""

THEMES = ("dark", "light", "contrast")
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
SHOWS = (Shows.STANDBY, Shows.MESSAGE, Shows.NAME, Shows.JOIN, Shows.NOTHING)
OPENED = {"at the form": "", "after a wrong code": "#WRONG"}
_THEME = "theme => { document.documentElement.dataset.theme = theme; }"
_CONTRAST = """async () => {
  const found = await axe.run(document, {runOnly: ["color-contrast"]});
  return found.violations.flatMap((each) => each.nodes.map((node) => `${node.target} ${node.failureSummary}`));
}"""
_COLOUR = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """A server whose address and code are as long as any."""
    with running(place=Place(port=0, address="192.168.100.123"), code="WMWMWMWM") as made:
        yield made


@pytest.fixture(scope="module")
def display(browser: Browser, server: Running) -> Iterator[Wall]:
    """A display."""
    with wall(browser, server) as made:
        yield made


def colour(display: Wall, selector: str, name: str = "color") -> str:
    """A colour as it is drawn."""
    found: str = display.page.evaluate(_COLOUR, [selector, name])
    return found


def wrong_in_all_themes(display: Wall) -> list[str]:
    """What axe finds in any theme."""
    first, *others = THEMES
    display.page.evaluate(_THEME, first)
    found = [f"{first}: {each}" for each in violations(display.page)]
    for theme in others:  # in which only the colours are others
        display.page.evaluate(_THEME, theme)
        found += [f"{theme}: {each}" for each in display.page.evaluate(_CONTRAST)]
    return found


@pytest.mark.parametrize("number", range(len(day())))
def test_axe_finds_nothing_on_a_face(display: Wall, number: int) -> None:
    """WCAG 2.2 AA and axe's best practices, in each theme."""
    display.show(day()[number])
    assert wrong_in_all_themes(display) == []


@pytest.mark.parametrize(
    "name",
    ["a question", "little time", "overtime", "paused", "ranked and agreed", "hidden"],
)
def test_axe_finds_nothing_on_other_faces(display: Wall, name: str) -> None:
    """Rule: also in the colours of little time, overtime and pauses, and below the cut."""
    display.show(others()[name])
    assert wrong_in_all_themes(display) == []


@pytest.mark.parametrize("shows", SHOWS)
def test_axe_finds_nothing_on_what_is_chosen_for_a_display(display: Wall, shows: Shows) -> None:
    """Rule: and all of it can be read."""
    display.show(others()["a question"])
    displays = display.server.serving.server.room.displays
    displays.choose("", DisplayChoice(shows, "Coffee is late"))
    display.waits_until("() => !document.querySelector('.lines')")
    display.drawn()
    try:
        assert wrong_in_all_themes(display) == []
        for size in ((1280, 720), (800, 600), (390, 844)):
            display.resize(*size)
            assert problems(display.page) == [], size
    finally:
        displays.choose("", DisplayChoice())
        display.resize(1280, 720)
        display.waits_for(others()["a question"])


@pytest.mark.parametrize("opened", list(OPENED))
def test_axe_finds_nothing_where_displays_join(browser: Browser, server: Running, opened: str) -> None:
    """Rule: in each theme, on a phone too, where nothing is wider than the screen."""
    with wall(browser, server, joins=False) as stranger:
        stranger.page.goto(f"{server.url}/{OPENED[opened]}")
        stranger.page.wait_for_selector("#wrong" if OPENED[opened] else "#code")
        assert wrong_in_all_themes(stranger) == []
        for width in (320, 390, 1920):
            stranger.resize(width, 844)
            assert stranger.page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(stranger.page) == []


def test_axe_finds_nothing_before_the_room_comes_and_where_nothing_is(browser: Browser) -> None:
    """Rule: on pages that nobody plans to see."""
    with running() as made, wall(browser, made) as early:
        assert wrong_in_all_themes(early) == []
        assert problems(early.page) == []
        early.page.goto(f"{made.url}/nowhere")
        assert wrong_in_all_themes(early) == []


def test_the_system_chooses_the_first_theme(display: Wall) -> None:
    """Rule: dark or light as the computer is set, black on white if it asks for more contrast, until a theme is chosen."""
    display.page.evaluate("() => { delete document.documentElement.dataset.theme; }")
    seen = {}
    for name in SCHEMES:
        display.page.emulate_media(color_scheme=name)
        seen[name] = colour(display, "body", "backgroundColor")
    display.page.emulate_media(contrast="more")
    assert (colour(display, "body", "backgroundColor"), colour(display, "body")) == (
        "rgb(255, 255, 255)",
        "rgb(0, 0, 0)",
    )
    display.page.emulate_media(contrast="null", color_scheme="null")
    for name, background in seen.items():
        display.page.evaluate(_THEME, name)
        assert colour(display, "body", "backgroundColor") == background


def test_colours_that_the_system_forces_are_used(browser: Browser, server: Running) -> None:
    """Rule: bars can be told from what they are part of, black stays black, the code stays readable for cameras."""
    with wall(browser, server, forced_colors="active", color_scheme="dark") as display:
        for number in (3, 4, 12):
            display.show(day()[number])
            assert violations(display.page) == []
            assert problems(display.page) == []
            if number != 12:
                done, of = (colour(display, f".bar .{name}", "fill") for name in ("done", "of"))
                assert len({done, of, colour(display, "body", "backgroundColor")}) == 3
        displays = server.serving.server.room.displays
        displays.choose("", DisplayChoice(Shows.NOTHING))
        display.waits_until("() => document.querySelector('.black') !== null")
        assert colour(display, ".black", "backgroundColor") == "rgb(0, 0, 0)"
        displays.choose("", DisplayChoice(Shows.JOIN))
        display.waits_until("() => document.querySelector('.qr') !== null")
        assert colour(display, ".qr", "backgroundColor") == "rgb(255, 255, 255)"
        assert colour(display, ".qr path", "fill") == "rgb(0, 0, 0)"
        displays.choose("", DisplayChoice())
