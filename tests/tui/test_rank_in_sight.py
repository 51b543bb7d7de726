"""What the ranking shows of a list that is longer than the panel."""

from __future__ import annotations

from breakout_tui.tui.panels.rank_panel import RankPanel
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import ranking


async def test_the_cut_and_the_agreed_list_are_in_sight() -> None:
    """Rule: a cut shows its line, wherever the cursor was; a lock shows the issues that were agreed."""
    async with live_app(session=ranking(*(f"Challenge {number}" for number in range(30))).session) as room:
        for number in range(1, 6):
            await room.type(f"/vote C{number} {20 - number}", "enter")
        await to_the_end(room, "/cut 3")
        assert "issues above ──" not in await in_sight(room)
        await room.pilot.press("escape")
        await room.type("/cut 4", "enter")
        assert " 4 priority issues above ──" in await in_sight(room)
        await room.pilot.press("escape")
        await to_the_end(room, "/vote C7 1")
        assert "Challenge 0" not in await in_sight(room)
        await room.pilot.press("escape")
        await room.type("/lock now", "enter")
        assert "Challenge 0" in await in_sight(room)


async def to_the_end(room: LiveApp, command: str) -> None:
    """Give a command in the line, and go to the last row of the panel."""
    await room.type(command, "enter")
    await room.pilot.press("escape", "end")


async def in_sight(room: LiveApp) -> str:
    """The text of the panel, which has the focus."""
    await room.pilot.pause()
    if room.line.has_focus:
        await room.pilot.press("escape")
    return room.live.query_one(RankPanel).as_text()
