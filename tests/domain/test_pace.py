"""The pace at a moment: each figure that the clock, the agenda and the price of an extension show."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.extension import Price, extended, price, room_for
from breakout_tui.domain.pace import RESTARTED, SKEW_TOLD, pace, seconds_of, slot_of
from breakout_tui.domain.pacer import Urgency
from breakout_tui.domain.timeline import Span
from tests.domain.day import Room


def begun() -> Room:
    """A room whose morning has just begun, in its opening of ten minutes."""
    room = Room()
    room.do(c.Next())
    return room


def test_before_a_phase_begins_there_is_no_pace() -> None:
    """There is no price either."""
    room = Room()
    assert pace(room.session, room.reading()) is None
    assert price(room.session, room.reading(), 300) is None


def test_the_pace_of_a_box_that_goes_as_planned() -> None:
    """Time used and time left add up to the allotted time; the end of the phase is in wall clock time."""
    room = begun()
    room.wait(100)
    now = room.pace()
    assert now.now == room.wall
    assert (now.allotted, now.used, now.left) == (600, 100, 500)
    assert now.level is Urgency.CALM
    assert now.behind == 0
    assert now.ends_at == room.wall + timedelta(seconds=now.phase_left)
    assert now.box_ends_at == room.wall + timedelta(seconds=500)
    assert (now.is_end_fixed, now.is_paused, now.paused_for, now.skew, now.doubt) == (False, False, 0, 0, "")


@given(
    offset=st.floats(0, 1),
    moments=st.tuples(st.floats(0, 3), st.floats(0, 3)),
    fixed_end=st.booleans(),
)
def test_while_the_seconds_are_the_same_so_is_the_pace(
    offset: float, moments: tuple[float, float], fixed_end: bool
) -> None:
    """Rule: who looks at ``seconds_of`` first misses no change, wherever in a second the room and the wall clock began."""
    room = begun()
    if fixed_end:
        room.do(c.SetEnd(room.wall + timedelta(hours=1)))
    start = room.reading().later(60)
    start = replace(start, wall=start.wall + timedelta(seconds=offset))
    one, other = (start.later(moment) for moment in moments)
    if seconds_of(room.session, one) == seconds_of(room.session, other):
        assert pace(room.session, one) == pace(room.session, other)


@pytest.mark.parametrize(
    ("seconds", "level"), [(479, Urgency.CALM), (480, Urgency.LOW), (570, Urgency.LAST), (600, Urgency.OVER)]
)
def test_the_level_follows_the_time_left(seconds: int, level: Urgency) -> None:
    """From 20 %, from 5 %, and from nothing left."""
    room = begun()
    room.wait(seconds)
    assert room.pace().level is level


@pytest.mark.parametrize("seconds", [600, 700])
def test_a_box_in_overtime_ends_now(seconds: int) -> None:
    """Not in the past, and not in a second."""
    room = begun()
    room.wait(seconds)
    assert room.pace().box_ends_at == room.wall


def test_a_box_that_was_passed_over_shows_what_it_gets_when_the_room_enters_it() -> None:
    """The three questions that still have time share the delay, later steps lose nothing."""
    room = begun()
    room.wait(1200)
    _, passed, _, here, _, *later = room.session.agenda("morning")
    room.do(c.JumpTo(here.id))
    room.wait(1899)
    now = room.pace()
    late = 3 * passed.planned + sum(box.planned for box in later) - now.phase_left
    assert late == 3 * 458
    assert now.shown_for(passed.id) == passed.planned - 458
    room.do(c.JumpTo(passed.id))
    assert room.pace().left == now.shown_for(passed.id)


def test_a_box_that_the_room_was_in_shows_no_time_of_its_own() -> None:
    """Its time continues."""
    room = begun()
    opening = room.pace().box
    room.do(c.Next())
    assert [room.pace().shown_for(box.id) for box in (opening, room.pace().box)] == [None, None]


def test_a_box_that_the_room_returns_to_after_the_end_has_no_overtime_yet() -> None:
    """What it used before is paid, however late it is; from then on overtime counts."""
    room = begun()
    room.wait(500)
    room.do(c.Next())
    room.wait(15_000)
    room.do(c.Back())
    assert room.pace().box.minimum < room.pace().used == 500
    assert room.pace().left == 0
    room.wait(7)
    assert room.pace().left == -7


def test_a_pause_is_timed_and_uses_no_time_of_the_box() -> None:
    """It is timed from its start, and ends when the clock resumes."""
    room = begun()
    room.wait(100)
    room.do(c.Pause())
    room.wait(40)
    now = room.pace()
    assert (now.is_paused, now.paused_for, now.used) == (True, 40, 100)
    room.do(c.Resume())
    room.wait(5)
    now = room.pace()
    assert (now.is_paused, now.paused_for, now.used) == (False, 0, 105)


def test_a_box_has_the_time_allotted_when_it_was_entered() -> None:
    """A late opening leaves the questions less than planned; a box without an allotment has its plan."""
    room = begun()
    room.wait(1200)
    room.do(c.Next())
    now = room.pace()
    assert now.allotted == now.box.allotted != now.box.planned
    never = room.session.put(replace(now.box, allotted=None))
    found = pace(never, room.reading())
    assert found is not None
    assert found.allotted == now.box.planned


@pytest.mark.parametrize("fixed", [True, False])
def test_the_guaranteed_time_of_the_current_box(fixed: bool) -> None:
    """A fixed box keeps its whole plan when the end comes near; an elastic one keeps its minimum."""
    room = begun()
    box = replace(room.pace().box, fixed=fixed, planned=600, minimum=240, allotted=600)
    session = room.session.put(box)
    run = session.runs[0]
    session = session.put(replace(run, length=60))
    found = pace(session, room.reading())
    assert found is not None
    assert found.left == (600 if fixed else 240)


@pytest.mark.parametrize(("seconds", "told"), [(0, 0), (2, 0), (3, 3), (-3, -3), (40, 40)])
def test_a_wall_clock_that_differs_by_three_seconds_is_reported(seconds: int, told: int) -> None:
    """Less is ignored. The end of the box is in the time of that wall clock."""
    assert SKEW_TOLD == 3
    room = begun()
    room.wall += timedelta(seconds=seconds)
    now = room.pace()
    assert now.skew == told
    assert now.box_ends_at == now.now + timedelta(seconds=now.left + told)


def test_a_restart_raises_a_doubt_but_a_stored_flag_comes_first() -> None:
    """The stored flag says more than the changed boot id."""
    room = begun()
    room.reboot(5)
    assert room.pace().doubt == RESTARTED
    flagged = room.session.put(replace(room.session.info, clock_flag="set by hand"))
    found = pace(flagged, room.reading())
    assert found is not None
    assert found.doubt == "set by hand"


def test_a_fixed_end_is_shown_in_the_zone_of_the_wall_clock() -> None:
    """Even if the session was created in another zone."""
    room = begun()
    end = (room.wall + timedelta(hours=2)).replace(microsecond=0)
    room.do(c.SetEnd(end))
    room.wait(60)
    now = room.pace()
    assert now.is_end_fixed
    assert now.ends_at == end
    assert now.ends_at.utcoffset() == room.wall.utcoffset()
    assert now.phase_left == 2 * 3600 - 60
    elsewhere = Reading(room.boot, room.since_boot, room.wall.astimezone(_utc(5)))
    found = pace(room.session, elsewhere)
    assert found is not None
    assert found.ends_at.utcoffset() == found.now.utcoffset() == timedelta(hours=5)


def test_an_extension_in_overtime_counts_from_now() -> None:
    """Five more minutes are five minutes from now; the boxes ahead pay only for those."""
    room = begun()
    room.wait(700)
    before = room.pace()
    assert before.left == -100
    assert extended(before, 300) == 300
    assert room_for(before, room.session, 300) == 300
    ahead = room.session.ahead(before.box)
    floors = sum(slot_of(box, room.session, before.now).floor for box in ahead)
    assert room_for(before, room.session, 10**6) == before.phase_left - floors
    cost = price(room.session, room.reading(), 300)
    assert cost is not None
    assert sum(change.seconds for change in cost.boxes) == -300
    assert price(room.session, room.reading(), 0) == Price(0, (), 0, 0)


def test_an_early_extension_adds_to_the_time_left() -> None:
    """The boxes ahead pay only for the new minutes, and the limit counts from the end of the box."""
    room = begun()
    room.wait(100)
    before = room.pace()
    assert extended(before, 60) == 560
    ahead = room.session.ahead(before.box)
    floors = sum(slot_of(box, room.session, before.now).floor for box in ahead)
    assert room_for(before, room.session, 10**6) == before.phase_left - floors - 500
    cost = price(room.session, room.reading(), 60)
    assert cost is not None
    assert sum(change.seconds for change in cost.boxes) == -60


def test_an_extension_is_paid_out_of_spare_time_first() -> None:
    """Then no box changes."""
    room = begun()
    room.do(c.DropBox(room.session.agenda("morning")[1].id))
    assert room.pace().spare == 1125
    assert price(room.session, room.reading(), 60) == Price(60, (), -60, 0)


def test_time_that_is_given_back_lessens_what_is_missing() -> None:
    """Before any other box gets more."""
    room = begun()
    room.do(c.EndLater(-5000))
    now = room.pace()
    assert (now.left, now.shortfall) == (300, 650)
    assert price(room.session, room.reading(), -100) == Price(-100, (), 0, 100)


def test_a_later_end_leaves_more_of_the_phase() -> None:
    """As much as it was moved."""
    room = begun()
    before = room.pace().phase_left
    room.do(c.EndLater(300))
    assert room.pace().phase_left == before + 300


@pytest.mark.parametrize(
    ("spent", "planned", "minimum", "held"), [(0, 600, 240, 700), (100, 500, 140, 600), (900, 0, 0, 0)]
)
def test_what_was_used_of_an_upcoming_box_is_paid_already(
    spent: int, planned: int, minimum: int, held: int
) -> None:
    """It needs only the rest of its plan, of its minimum and of its allotment, never less than nothing."""
    room = begun()
    now = room.pace()
    box = replace(room.session.ahead(now.box)[0], planned=600, minimum=240, allotted=700)
    used = Span("used", room.session.id, box.phase, box.id, now.now - timedelta(seconds=spent), now.now)
    slot = slot_of(box, room.session.put(used), now.now)
    assert (slot.planned, slot.minimum, slot.held) == (planned, minimum, held)


def test_a_fixed_box_ahead_keeps_its_time_however_late_the_room_is() -> None:
    """Whatever minimum is stored for it; the others are down to their minimums."""
    room = begun()
    room.wait(10_000)
    now = room.pace()
    ahead = room.session.ahead(now.box)
    assert {box.step for box in ahead if box.fixed} == {"break", "readback"}
    for box in ahead:
        assert now.shares[box.id] == (box.planned if box.fixed else box.minimum) > 0
        assert slot_of(replace(box, minimum=1, fixed=True), room.session, now.now).floor == box.planned


def _utc(hours: int) -> timezone:
    return timezone(timedelta(hours=hours))


def _is_on_one_side_of_half_a_second(skew: float) -> bool:
    """Where it is not, the microseconds that a clock is read in decide which second is nearer: either is right."""
    return abs(skew % 1 - 0.5) > 0.0001


@given(
    st.floats(-30, 30).map(lambda seconds: round(seconds, 3)).filter(_is_on_one_side_of_half_a_second),
    st.lists(st.floats(0.05, 0.9), min_size=4, max_size=20),
    st.booleans(),
)
@example(3.499, [0.5, 0.5, 0.5, 0.05078125], False)
@example(3.501, [0.5, 0.5, 0.5, 0.05078125], False)
def test_the_shown_ends_do_not_flicker(skew: float, waits: list[float], is_fixed: bool) -> None:
    """Rule: while the room is in time, they are the same at every instant, however far the wall clock is from the room's."""
    room = Room(c.EditDetails(ends={"morning": time(12, 30)} if is_fixed else {}))
    room.do(c.Next())
    room.wall += timedelta(seconds=skew)
    first = room.pace()
    for seconds in waits:
        room.wait(seconds)
        now = room.pace()
        assert (now.ends_at, now.skew) == (first.ends_at, first.skew)
        assert now.box_ends_at == first.box_ends_at
