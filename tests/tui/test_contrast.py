"""Contrast: each pair of colours that occurs on a screen is readable in every theme (WCAG 2.2, AA).

The pairs are collected from the rendered screens of a whole day, in a theme that gives each variable a colour of its own, so
that no style is forgotten; then each pair is computed in ours and in Textual's.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.theme import Theme

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, until
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.session import Session
from breakout_tui.domain.sharing import NOT_SHARED
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.tui import colours, foreign_themes
from tests.tui.contrast_probe import PROBE, Pair, colour_of, contrast, pairs
from tests.tui.fake_sharing import FakeSharing, displays
from tests.tui.fakes import MORNING, FakeClock
from tests.tui.live_app import LiveApp, live_app

STAGES = ("rank", "lunch", "agree", "done")
DIALOGS = (
    *("/details", "/fields P1", "/kind C1", "/extend", "/chain", "/report", "/report-back", "/help"),
    *("/displays", "/share", "/displays"),
)
"""Commands that open a screen."""


def played(stage: str) -> tuple[Session, FakeClock]:
    """The day of the demonstration up to a stage, and a clock at that time."""
    clock = FakeClock()
    programme = read_programme(paths.shipped_programme())
    player = Player(
        programme, programme.themes[0].id, DETAILS, Reading(clock.boot, clock.since_boot, MORNING)
    )
    player.play(until(DAY, stage))
    clock.pass_time(player.reading.since_boot - clock.since_boot)
    return player.session, clock


async def look(app: LiveApp, found: dict[Pair, str]) -> None:
    """Add the pairs of the top screen."""
    await app.pilot.pause()
    for pair, place in pairs(app.app).items():
        found.setdefault(pair, place)


async def look_everywhere(app: LiveApp, found: dict[Pair, str]) -> None:
    """The places of the live screen, and every screen over it."""
    for keys in ((), ("escape",), ("down",), ("f6",), ("down",), ("escape",)):
        await app.pilot.press(*keys)
        await look(app, found)
    for text in ("/", "/theme so", "half @Nor", "a #budget word @Norway R1 C1", "@"):
        await app.type(text)
        await look(app, found)
        await app.pilot.press("escape")
        app.line.empty()
    await app.type("/theme nrod", "enter")
    await look(app, found)
    app.app.action_command_palette()
    await look(app, found)
    await app.pilot.press("escape")
    app.app.notify("A notice", title="Its title", severity="warning")
    await look(app, found)
    for command in DIALOGS:
        await app.type(command, "enter")
        await look(app, found)
        await app.pilot.press("tab")
        await look(app, found)
        await app.pilot.press("escape", "escape")
        while app.app.screen is not app.app.screen_stack[0]:
            app.app.pop_screen()
        app.line.empty()


async def all_pairs() -> dict[Pair, str]:
    """The pairs of all screens."""
    found: dict[Pair, str] = {}
    for stage in STAGES:
        session, clock = played(stage)
        sharing = FakeSharing(replace(NOT_SHARED, displays=displays(2, closed=1)))
        async with live_app(session=session, clock=clock, sharing=sharing, size=(120, 40)) as app:
            app.app.register_theme(PROBE)
            app.app.theme = PROBE.name
            await look(app, found)
            if stage == STAGES[0]:
                await look_everywhere(app, found)
    return found


def too_faint(theme: Theme, found: dict[Pair, str]) -> list[str]:
    """The pairs that can't be read in a theme."""
    return [
        f"{theme.name}: {colour} on {ground} {ratio:.2f} at {place}"
        for (colour, ground, least), place in found.items()
        if (ratio := contrast(colour_of(theme, colour), colour_of(theme, ground))) < least
    ]


@pytest.mark.soak
async def test_every_pair_of_colours_on_every_screen_is_readable_in_every_theme() -> None:
    """Rule: 4.5 for text, 3 for lines and signs; and every colour is one that a theme defines."""
    found = await all_pairs()
    unnamed = {pair: place for pair, place in found.items() if not {*pair[:2]} <= {*colours_known()}}
    assert unnamed == {}
    themes = [*colours.THEMES, *map(foreign_themes.fitted, foreign_themes.NAMES)]
    assert [line for theme in themes for line in too_faint(theme, found)] == []


def colours_known() -> tuple[str, ...]:
    """The variables that the screens may use."""
    return (
        "background",
        "surface",
        "panel",
        "foreground",
        "accent",
        "selection",
        *colours.variable_defaults(),
    )
