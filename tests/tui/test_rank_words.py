"""What the ranking says while votes are counted."""

from __future__ import annotations

from tests.tui.live_app import live_app
from tests.tui.step_rooms import ranking
from tests.tui.test_rank_panel import counted, shown


async def test_the_second_vote_names_the_tie_under_the_cursor() -> None:
    """Rule: with several ties it is plain which one the digits are for."""
    played = counted(ranking("One", "Two", "Three", "Four", "Five"), C1=9, C2=9, C3=5, C4=5, C5=1)
    async with live_app(session=played.session) as room:
        await shown(room)
        await room.pilot.press("t")
        for told in ("C1, C2", "C1, C2", "C3, C4", "C3, C4", "a tie: go to it"):
            assert f"Second vote on {told} ·" in await shown(room)
            await room.pilot.press("down")


async def test_what_was_said_about_a_count_goes_with_it() -> None:
    """Rule: after Esc there is no such count; a message about anything else stays."""
    async with live_app(session=ranking("One", "Two").session) as room:
        await shown(room)
        await room.pilot.press("9", "9", "enter", "escape")
        assert "99 votes" not in room.says("status")
        room.live.room.say("Report saved")
        await room.pilot.press("9", "escape")
        assert room.says("status") == "Report saved"
