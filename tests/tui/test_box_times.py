"""Box times: what the agenda says of each box."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.live_view import agenda_rows
from breakout_tui.tui.printed_lines import agenda_lines
from tests.domain.day import Room


def test_a_box_that_the_room_never_went_to_is_not_done_when_the_day_is_over() -> None:
    """A tick is for what was held; the box has neither a tick nor a time."""
    room = Room()
    room.do(c.Next())
    room.wait(60)
    room.do(c.EndPhase())
    room.do(c.Next())
    room.wait(60)
    room.do(c.EndPhase())
    assert room.session.stage is Stage.DONE
    first, *others = agenda_rows(room.session, None, room.reading())
    assert (first.mark, first.minutes) == ("✓", "1 min")
    assert others
    assert {(row.mark, row.minutes, row.role) for row in others} == {(" ", "–", "not held")}
    assert [line.rpartition(" · ")[2] for line in agenda_lines(room.session, room.reading())] == [
        "done",
        *["not held"] * len(others),
    ]
