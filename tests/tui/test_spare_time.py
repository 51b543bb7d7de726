"""Spare time on the live screen: shown beside the end of the phase, and given to a box by a key."""

from __future__ import annotations

from datetime import time

from breakout_tui.domain import commands as c
from breakout_tui.domain.pace import pace
from breakout_tui.tui.widgets.phase_track import standing
from tests.domain.day import Room
from tests.tui.live_app import live_app


def words(room: Room) -> list[str]:
    """How late the phase is and what is spare, as shown."""
    return [text for text, _ in standing(room.pace())]


def test_spare_time_is_shown_instead_of_being_ahead() -> None:
    """An early start shows how much is spare; given away, the phase is on time; late, it is behind."""
    room = Room(c.EditDetails(ends={"morning": time(12, 40)}))
    room.do(c.Next())
    assert words(room) == ["50 min spare"]
    room.do(c.GiveSpare(room.pace().box.id))
    assert words(room) == ["on time"]
    room.wait(2 * 3600)
    assert words(room) == ["60 min behind"]


async def test_a_letter_in_the_agenda_gives_spare_time_to_a_box() -> None:
    """The box under the cursor gets all of it, and the line above the notes no longer shows any."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/end +20", "enter")
        assert "20 min spare" in room.says("track")
        await room.pilot.press("f6", "down", "s")
        now = pace(room.session, room.clock.read())
        assert now is not None
        assert now.spare == 0
        assert "20:00 of the spare time" in room.says("status")
        assert "spare" not in room.says("track")


async def test_spare_time_can_be_given_by_minutes() -> None:
    """Without a box, the current one gets so many of them."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/end +20", "enter")
        await room.type("/spare 5", "enter")
        assert "15 min spare" in room.says("track")
        await room.type("/spare Q2 5", "enter")
        assert "10 min spare" in room.says("track")
