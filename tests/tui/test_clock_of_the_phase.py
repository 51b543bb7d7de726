"""The clock of a phase shows that phase: nothing of the one before, at any size of the window."""

from __future__ import annotations

import pytest

from breakout_tui.tui.widgets.clock_face import ClockFace
from tests.tui.live_app import LiveApp, live_app


def painted(room: LiveApp) -> str:
    """The lines of the large clock as they are painted."""
    face = room.live.query_one("#clock", ClockFace)
    return "\n".join(face.render_line(y).text for y in range(face.size.height))


@pytest.mark.parametrize("waits", [False, True])
async def test_the_first_paint_of_a_phase_shows_its_own_box(waits: bool) -> None:
    """Rule: between the phases the clock is hidden, and it comes back with the new box."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/jump Read-back", "enter")
        assert "Read-back" in painted(room)
        await room.type("/finish", "enter")
        if waits:
            await room.wait(3600)
        await room.pilot.press("f2")
        await room.pilot.pause()
        assert "left for Opening" in painted(room)
        assert "Read-back" not in painted(room)


async def test_a_wider_window_shows_the_box_that_runs() -> None:
    """Rule: the large clock is right from its first paint, though another one was shown in the narrow window."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.pilot.resize_terminal(80, 24)
        await room.pilot.pause()
        await room.pilot.press("f2")
        await room.wait(60)
        await room.pilot.resize_terminal(120, 32)
        await room.pilot.pause()
        assert "left for Q1" in painted(room)
        assert "Opening" not in painted(room)
