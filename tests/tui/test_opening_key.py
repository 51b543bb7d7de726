"""F2 opens a session from its form and starts the morning in it: one press of the key does one of the two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from breakout_tui.domain.stage import Stage
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.screens.details_screen import DetailsScreen
from breakout_tui.tui.screens.live_screen import LiveScreen
from tests.domain.day import programme
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore


@asynccontextmanager
async def form_room() -> AsyncIterator[tuple[BreakoutApp, Pilot[None], FakeClock]]:
    """The app with the form of a new session open."""
    clock = FakeClock()
    app = BreakoutApp(programme, FakeStore(), clock, FakePublisher(), beat_every=None)
    async with app.run_test(size=(120, 32)) as pilot:
        app.sessions.ask_details("t")
        await pilot.pause()
        assert isinstance(app.screen, DetailsScreen)
        yield app, pilot, clock


def stage(app: BreakoutApp) -> Stage:
    """How far the session on the live screen is."""
    assert isinstance(app.screen, LiveScreen)
    return app.screen.session.stage


async def test_a_second_press_within_a_second_does_not_start_the_morning() -> None:
    """Rule: pressed twice, or held, the key has only opened the session; a second later it starts the morning."""
    async with form_room() as (app, pilot, clock):
        await pilot.press("f2", "f2")
        await pilot.pause()
        assert stage(app) is Stage.READY
        assert isinstance(app.screen, LiveScreen)
        assert "F2 again starts “Morning”" in app.screen.room.status.as_text()
        for _ in range(4):  # held down
            clock.pass_time(0.5)
            await pilot.press("f2")
        assert stage(app) is Stage.READY
        clock.pass_time(1)
        await pilot.press("f2")
        assert stage(app) is Stage.RUNNING


async def test_a_typed_next_is_meant() -> None:
    """Rule: only the key that opened the session may still be down."""
    async with form_room() as (app, pilot, _):
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press(*"/next", "enter")
        await pilot.pause()
        assert stage(app) is Stage.RUNNING
