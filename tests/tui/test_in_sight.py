"""What stays in sight while something else is said or asked."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from breakout_tui.tui.widgets.completions import Completions
from tests.tui.live_app import live_app


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_what_is_offered_for_a_mark_leaves_the_kinds_in_sight(size: tuple[int, int]) -> None:
    """She sees what her note will be while she names who said it."""
    async with live_app(size=size) as room:
        await room.pilot.press("x", "space", "@", "n")
        offers = room.live.query_one(Completions)
        assert set(offers.words) == {"@New Zealand", "@Norway"}
        assert offers.region.bottom <= room.live.query_one("#kinds").region.y


async def test_the_report_says_where_it_was_written() -> None:
    """In the quiet line, so that the clock stays in sight; and in the report as long as the window is open."""
    async with live_app(size=(80, 24)) as room:
        await room.burst(*"/export", "enter")
        assert "Report saved" in room.says("status")
        assert room.notices == []
        await room.pilot.press("f8")
        await room.pilot.pause()
        await room.pilot.press("w")
        said = str(room.app.screen.query_one("#said", Static).render())
        assert said == "Last saved to report.md"


async def test_an_end_that_is_past_is_refused() -> None:
    """A slip of the hour must not put the phase two hours behind."""
    async with live_app() as room:
        await room.pilot.press("f2")
        ends = room.live.pace
        await room.burst(*"/end 00:01", "enter")
        assert "00:01 has passed" in room.says("status")
        now = room.live.pace
        assert ends is not None
        assert now is not None
        assert now.ends_at == ends.ends_at
