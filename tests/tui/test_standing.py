"""Screens and panels that are told something, or pressed, before they stand, twice, or after they are gone."""

from __future__ import annotations

import pytest
from textual import events
from textual.command import CommandPalette

from breakout_tui.tui.screens.help_screen import HelpScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.rehearsal_screen import RehearsalScreen
from breakout_tui.tui.screens.report_screen import ReportScreen
from tests.tui.live_app import LiveApp, live_app
from tests.tui.places import at, entered
from tests.tui.talking import shown


def clicks(x: int, y: int, times: int) -> list[events.Event]:
    """So many clicks in one place, as they come in one read."""
    kinds = (events.MouseDown, events.MouseUp) * times
    return [kind(None, x, y, 0, 0, 1, False, False, False, x, y) for kind in kinds]


async def test_what_a_screen_is_told_before_it_stands_waits_until_it_does() -> None:
    """Rule: a report that is saved while its screen opens says where."""
    async with live_app() as app:
        screen = ReportScreen("A report", "# A report\n", "")
        screen.show_where("Saved to the folder")
        app.app.push_screen(screen)
        await app.pilot.pause()
        assert "Saved to the folder" in shown(app.app)


async def test_what_a_screen_is_told_after_it_has_closed_is_dropped() -> None:
    """Rule: a thread that ends late ends nothing else."""
    async with live_app() as app:
        await app.send("f8")
        screen = app.app.screen
        assert isinstance(screen, ReportScreen)
        await app.send("escape")
        await app.pilot.pause()
        screen.show_where("Saved to the folder")
        await app.pilot.pause()
        assert isinstance(app.app.screen, LiveScreen)


async def test_a_screen_closes_once() -> None:
    """Rule: closing it again does not close the screen below."""
    async with live_app() as app:
        await app.send("f1")
        screen = app.app.screen
        assert isinstance(screen, HelpScreen)
        screen.dismiss(None)
        screen.dismiss(None)
        await app.pilot.pause()
        assert isinstance(app.app.screen, LiveScreen)


BURSTS = (
    ("ctrl+p", "pagedown", "pageup", "enter", "enter"),
    ("ctrl+p", "nex", "enter", "enter"),
    ("ctrl+p", "f1", "ctrl+p", "escape"),
    ("ctrl+p", "escape", "ctrl+p", "ctrl+p"),
    ("f9", "enter", "enter"),
    ("/kind", "enter", "enter", "enter"),
    ("f8", "e", "escape", "escape"),
    ("/details", "enter", "f2", "f2", "f2"),
    ("/report-back", "enter", "r", "escape", "escape"),
)


async def test_two_keys_in_one_read_end_nothing() -> None:
    """Rule: the second key goes to the screen that the first one leads to."""
    async with entered("outcomes") as app:
        for burst in BURSTS:
            await app.send(*burst)
            assert app.app.crash is None
            assert app.app.is_running
            while app.app.is_running and not isinstance(app.app.screen, LiveScreen):
                await app.send("escape")
            await app.send("ctrl+u")
        assert app.app.is_running


async def palette_row(app: LiveApp) -> tuple[int, int]:
    """Where the second command of the palette is."""
    await app.send("ctrl+p")
    await app.pilot.pause(0.1)
    assert isinstance(app.app.screen, CommandPalette)
    row = next(y for y, text in enumerate(shown(app.app).split("\n")) if "/extend" in text)
    return 40, row


async def test_a_double_click_in_the_palette_runs_one_command() -> None:
    """Rule: the second click goes to what is there then."""
    async with at("notes") as app:
        x, y = await palette_row(app)
        await app.send(*clicks(x, y, 2))
        await app.pilot.pause()
        assert app.app.crash is None
        assert app.app.is_running


async def test_a_beat_while_the_rehearsal_opens_changes_nothing() -> None:
    """Rule: a screen is told the time once it stands."""
    async with at("report-back") as app:
        app.app.post_message(events.Key("r", "r"))
        while not isinstance(app.app.screen, RehearsalScreen):
            await app.step()
        app.app.beat()
        await app.idle()
        app.app.beat()
        assert app.app.crash is None


@pytest.mark.parametrize("name", ["rank", "read-back"])
async def test_a_click_into_a_panel_that_f2_takes_away_is_harmless(name: str) -> None:
    """Rule: it goes to what stands there after F2."""
    async with at(name) as app:
        for _ in range(2):
            await app.send("f2", *clicks(60, 12, 2), "f5", *clicks(60, 9, 1))
        assert app.app.crash is None
        assert app.app.is_running


async def test_a_click_on_a_widget_that_was_removed_a_moment_ago_is_harmless() -> None:
    """Rule: what is still painted there is not clicked."""
    async with at("rank") as app:
        panel = app.live.room.notes.panel
        assert panel is not None
        panel.remove()
        await app.send(*clicks(60, 12, 1))
        assert app.app.crash is None
        assert app.app.is_running


@pytest.mark.parametrize("place", ["opening", "notes", "agenda", "rank"])
async def test_no_command_gives_the_focus_to_a_list(place: str) -> None:
    """Rule: when a panel goes, its keys go back to the line, not to the next list."""
    async with at(place) as app:
        for key in ("f2", "f5", "f2", "f2", "f2"):
            before = app.live.focused
            await app.send(key)
            assert app.live.focused in (before, app.line)
