"""Planned and actual time: the table adds up, and its bars are correct."""

from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.programme import PhaseName
from breakout_tui.report.compose import compose
from breakout_tui.report.compose_timing import timing
from breakout_tui.report.markdown import render
from breakout_tui.report.markdown_timing import BAR, bar, held
from tests.report.room import Room


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_bar_shows_both_lengths_within_its_width(planned: int, used: int, more: int) -> None:
    """The mark is at the planned time, the blocks are the time used, and no bar exceeds the width."""
    longest = max(planned, used) + more
    drawn = bar(planned, used, longest)
    scale = BAR / max(longest, 1)
    assert len(drawn) <= BAR + 1
    assert drawn.index("┃") <= round(planned * scale)
    assert abs(drawn.count("█") - used * scale) <= 1


def test_the_used_times_of_the_boxes_add_up() -> None:
    """After going back, a pause and a skip, every second is in one box or one pause."""
    room = Room()
    room.do(c.Next())
    for command, minutes in (
        (c.Next(), 9.5),
        (c.Next(), 20.25),
        (c.Back(), 3),
        (c.Pause(), 4),
        (c.Resume(), 5),
        (c.Skip(), 2),
        (c.EndPhase(), 30),
    ):
        room.do(command, minutes)
    made = timing(room.session, PhaseName.MORNING, room.reading)
    assert made is not None
    assert made.ended_at is not None
    whole = int((made.ended_at - made.started_at).total_seconds())
    assert sum(box.used for box in made.boxes) == made.used
    assert made.used + sum(stop.seconds for stop in made.pauses) == whole
    assert [box.is_dropped for box in made.boxes].count(True) == 1


def test_a_running_box_counts_up_to_now() -> None:
    """While a phase runs, its table has the time used so far."""
    room = Room()
    room.do(c.Next())
    room.at += timedelta(minutes=7)
    made = timing(room.session, PhaseName.MORNING, room.reading)
    assert made is not None
    assert (made.used, made.ended_at, made.overrun) == (420, None, 0)


def test_overtime_and_pauses_are_printed() -> None:
    """The boxes in overtime, and the pauses."""
    room = Room()
    room.do(c.Next())
    room.do(c.Pause(), 5)
    room.do(c.Resume(), 3)
    room.do(c.Next(), 15)
    markdown = render(compose(room.session, room.reading))
    assert "Over time: Opening by 10 min." in markdown
    assert "Paused at 09:35 for 3 min (not counted above)." in markdown


def test_a_late_end_is_compared_with_the_planned_end() -> None:
    """A pause moves the flexible end, so only time after that is late."""
    room = Room()
    room.do(c.Next())
    room.do(c.Pause(), 5)
    room.do(c.Resume(), 10)
    room.do(c.EndPhase(), 169)
    made = timing(room.session, PhaseName.MORNING, room.reading)
    assert made is not None
    assert held(made) == "Held from 09:30 to 12:34, ending 4 min late."


def test_a_phase_that_was_not_started_has_no_times() -> None:
    """The afternoon is not in the table before it begins."""
    assert timing(Room().session, PhaseName.AFTERNOON, Room().reading) is None
    assert not re.search("Planned and actual", render(compose(Room().session, Room().reading)))
