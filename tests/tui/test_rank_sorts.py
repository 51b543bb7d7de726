"""What is ranked can change: challenges, principles or clusters."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.tui.panels.rank_panel import RankPanel
from tests.domain.example import Talk
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text
from tests.tui.step_rooms import go_to


async def test_another_list_is_shown_from_its_top() -> None:
    """Rule: wherever the cursor was in the list before, the first rows of the new one are in sight."""
    talk = Talk()
    talk.do(c.Next())
    for number in range(30):
        talk.say(Kind.CHALLENGE, f"Challenge {number}", cluster=f"topic {number:02}")
    go_to(talk, StepKind.RANK)
    async with live_app(session=talk.session, size=(80, 24)) as room:
        await room.send("escape", "end")
        await room.send("escape")
        await room.type("/rank clusters", "enter")
        await room.pilot.pause()
        assert room.live.query_one(RankPanel).cursor == 0
        assert "topic 00" in screen_text(room.app)
