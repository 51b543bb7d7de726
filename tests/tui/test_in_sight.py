"""What stays visible while the screen shows a message or a question."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from breakout_tui.tui.widgets.completion_popup import CompletionPopup
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_completions_do_not_cover_the_kinds(size: tuple[int, int]) -> None:
    """The kind of the note is visible while the facilitator types who said it."""
    async with live_app(size=size) as room:
        await room.pilot.press("x", "space", "@", "n")
        offers = room.live.query_one(CompletionPopup)
        assert set(room.line.offers.words) == {"@New Zealand", "@Norway"}
        assert offers.region.bottom <= room.live.query_one("#kinds").region.y


async def test_the_report_says_where_it_was_written() -> None:
    """In the status line, so that the clock stays visible; and in the report screen."""
    async with live_app(size=(80, 24)) as room:
        await room.burst(*"/export md", "enter")
        assert "Report saved" in room.says("status")
        assert room.notices == []
        await room.pilot.press("f8")
        await room.pilot.pause()
        await room.pilot.press("w")
        said = str(room.app.screen.query_one("#said", Static).render())
        assert said == "Last saved to report.md"


async def test_an_end_in_the_past_is_asked_about() -> None:
    """A wrong hour must not put the phase two hours behind, nor a day ahead."""
    async with live_app() as room:
        await room.pilot.press("f2")
        ends = room.live.pace
        await room.burst(*"/end 00:01", "enter")
        assert "00:01 has passed" in screen_text(room.app)
        await room.pilot.press("escape")
        now = room.live.pace
        assert ends is not None
        assert now is not None
        assert now.ends_at == ends.ends_at
