"""Choices made in the app: they act at once, are remembered, and hold in the next window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.color import Color

from breakout_tui.domain.programme import AttributionRule, Room
from breakout_tui.domain.settings import MOST_ROOMS, Settings
from breakout_tui.tui import colours, foreign_themes
from breakout_tui.tui.action_palette import ActionPalette
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.input_events import GroundTold
from breakout_tui.tui.screens.details_screen import DetailsScreen
from breakout_tui.tui.widgets.choice import Choice
from breakout_tui.tui.widgets.field import Field
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakePreferences, FakePublisher, FakeStore
from tests.tui.live_app import LiveApp, live_app

WHITE, BLACK = Color(255, 255, 255), Color(0, 0, 0)


async def type_command(app: LiveApp, command: str) -> None:
    """Type a command, and wait until what it chose is written."""
    await app.type(command, "enter")
    app.app.choices.wait()
    await app.pilot.pause()


async def test_theme_goes_through_ours_and_is_remembered() -> None:
    """Rule: dark, light, contrast, and again; each is written."""
    preferences = FakePreferences()
    async with live_app(preferences=preferences) as app:
        for name in (colours.LIGHT, colours.CONTRAST, colours.DARK):
            await type_command(app, "/theme")
            assert app.app.theme == name
            assert preferences.remembered == {"theme": name}
            assert f"Theme: {name}" in app.says("status")


async def test_a_theme_is_chosen_by_its_name() -> None:
    """Rule: those of Textual too, in any case; another name is refused with the nearest one."""
    preferences = FakePreferences()
    async with live_app(preferences=preferences) as app:
        await type_command(app, "/theme Nord")
        assert (app.app.theme, preferences.remembered) == ("nord", {"theme": "nord"})
        await type_command(app, "/theme nrod")
        assert "such as nord" in app.says("status")
        assert app.app.theme == "nord"


async def test_names_of_themes_are_completed() -> None:
    """Rule: after the blank behind /theme; Tab takes the first that fits."""
    async with live_app() as app:
        await app.type("/theme solarized-d", "tab")
        assert app.line.value == "/theme solarized-dark"
        await app.type("", "enter")
        assert app.app.theme == "solarized-dark"


async def test_the_palette_finds_themes_by_name() -> None:
    """Rule: /theme nord runs from there."""
    async with live_app() as app:
        hits = {hit.text: hit async for hit in ActionPalette(app.live).search("nord")}
        hits["/theme nord"].command()
        await app.pilot.pause()
        assert app.app.theme == "nord"


@pytest.mark.parametrize("name", [*colours.OURS, "nord", "textual-light"])
async def test_the_theme_of_the_settings_is_there_from_the_first_paint(name: str) -> None:
    """Rule: a background that the terminal tells changes nothing then."""
    async with live_app(preferences=FakePreferences(Settings(theme=name))) as app:
        assert app.app.theme == name
        app.app.post_message(GroundTold(WHITE))
        app.app.post_message(GroundTold(BLACK))
        await app.pilot.pause()
        assert app.app.theme == name


async def test_auto_follows_the_background_of_the_terminal() -> None:
    """Rule: dark until it is told; /theme ends this, /theme auto begins it again; what is typed stays."""
    async with live_app() as app:
        assert app.app.theme == colours.DARK
        await app.type("half a note")
        app.app.post_message(GroundTold(Color(253, 246, 227)))
        await app.pilot.pause()
        assert (app.app.theme, app.line.value) == (colours.LIGHT, "half a note")
        app.app.post_message(GroundTold(Color(40, 42, 54)))
        await app.pilot.pause()
        assert app.app.theme == colours.DARK
        app.line.empty()
        await type_command(app, "/theme contrast")
        app.app.post_message(GroundTold(WHITE))
        await app.pilot.pause()
        assert app.app.theme == colours.CONTRAST
        await type_command(app, "/theme auto")
        assert app.app.theme == colours.LIGHT


async def test_the_bell_is_remembered() -> None:
    """Rule: each turn; a window begins with what the settings say."""
    preferences = FakePreferences(Settings(bell=True))
    async with live_app(preferences=preferences) as app:
        await type_command(app, "/bell")
        assert "The bell is off" in app.says("status")
        assert preferences.remembered == {"bell": False}
        await type_command(app, "/bell")
        assert preferences.remembered == {"bell": True}


async def test_a_choice_that_cannot_be_written_acts_and_is_told() -> None:
    """Rule: one quiet line, which takes no key."""
    preferences = FakePreferences(problem="not remembered: settings.toml is read-only")
    async with live_app(preferences=preferences) as app:
        await type_command(app, "/theme light")
        assert app.app.theme == colours.LIGHT
        assert "read-only" in app.says("status")


async def test_problems_of_the_settings_file_are_told_after_the_first_paint() -> None:
    """Rule: in one line."""
    async with live_app(preferences=FakePreferences(notice="settings.toml: 2 problems")) as app:
        while not (app.notices or app.says("status").strip()):
            await app.pilot.pause()
        assert "settings.toml: 2 problems" in f"{app.notices} {app.says('status')}"


async def test_a_new_session_begins_with_the_rule_of_the_settings_and_remembers_its_room() -> None:
    """Rule: the settings win over the programme, the form over both; a known room completes."""
    settings = Settings(
        attribution=AttributionRule.NONE, rooms=("Aula Magna", *(f"Room {n}" for n in range(20)))
    )
    preferences = FakePreferences(settings)
    async with live_app(preferences=preferences) as app:
        app.app.sessions.ask_details("t")
        await app.pilot.pause()
        form = app.app.screen
        assert isinstance(form, DetailsScreen)
        assert form.query_one(Choice).value == "none"
        room = form.query_one("#room", Field)
        room.value = ""
        await app.pilot.press("a", "u")
        await app.app.workers.wait_for_complete()
        await app.pilot.press("right")
        assert room.value == "Aula Magna"
        room.value = "Room 7"
        await app.pilot.press("f2")
        await app.pilot.pause()
        app.app.choices.wait()
        assert app.live.session.info.rule is AttributionRule.NONE
        rooms = preferences.remembered["rooms"]
        assert isinstance(rooms, tuple)
        assert (rooms[:2], len(rooms)) == (("Room 7", "Aula Magna"), MOST_ROOMS)


async def test_the_rooms_of_the_programme_are_offered_before_the_latest_ones() -> None:
    """Rule: first those in which the chosen theme is; each room once, however it is written."""
    rooms = (Room("Sala Azul", "other", 40), Room("Sala Verde", "t", 25), Room("Aula", "t", 25))
    preferences = FakePreferences(Settings(rooms=("sala azul", "Salon 9")))
    made = replace(programme(), rooms=rooms)
    app = BreakoutApp(
        lambda: made, FakeStore(), FakeClock(), FakePublisher(), beat_every=None, preferences=preferences
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        app.sessions.ask_details("t")
        await pilot.pause()
        room = app.screen.query_one("#room", Field)
        for typed, taken in (
            ("sala", "Sala Verde"),
            ("sala a", "Sala Azul"),
            ("au", "Aula"),
            ("salo", "Salon 9"),
        ):
            room.value = ""
            await pilot.press(*(key if key != " " else "space" for key in typed))
            await app.workers.wait_for_complete()
            await pilot.press("right")
            assert room.value == taken


def test_every_theme_that_can_be_chosen_exists() -> None:
    """Rule: and is readable: see ``test_contrast``."""
    assert len(foreign_themes.NAMES) > 15
    assert not set(foreign_themes.NAMES) & set(colours.OURS)
