"""The clock of a session: what is left, what moves the end, and what survives a restart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.extension import price
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.pace import slot_of
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.stage import Stage
from tests.domain.day import Room
from tests.domain.programmes import ANY_PROGRAMME
from tests.sampled import a_third

MAY_RAISE = (
    c.Extend,
    c.Back,
    c.JumpTo,
    c.Next,
    c.Skip,
    c.DropBox,
    c.MergeBoxes,
    c.SetEnd,
    c.EndLater,
)
"""The commands after which the current box may have more time left; undo does not cover the clock."""


@st.composite
def moves(draw: st.DrawFn) -> tuple[float, int, int]:
    """Some seconds to wait, which command, and a number for its argument."""
    return draw(st.floats(0, 900)), draw(st.integers(0, 15)), draw(st.integers(-5, 30))


def command(room: Room, which: int, number: int) -> c.Command:
    """One of the commands, aimed at what there is."""
    boxes = [box for box in room.session.boxes if box.phase == room.session.phase_in_view] or list(
        room.session.boxes
    )
    box = boxes[number % len(boxes)]
    other = boxes[(number + 3) % len(boxes)]
    options: tuple[c.Command, ...] = (
        c.Next(max(0, number) * 60),
        c.Next(),
        c.Next(),
        c.Back(),
        c.Pause(),
        c.Resume(),
        c.Extend(number * 60),
        c.AddBox("More", 60 + abs(number) * 30),
        c.DropBox(box.id),
        c.RestoreBox(box.id),
        c.MoveBox(box.id, number),
        c.JumpTo(box.id),
        c.EndLater(number * 60),
        c.SetEnd(room.wall.replace(microsecond=0) + timedelta(minutes=number * 5)),
        c.MergeBoxes(box.id, other.id),
        c.Capture("Words", Kind.CHALLENGE, attribution="Norway"),
    )
    return options[which]


@settings(max_examples=a_third(120), deadline=None)
@given(ANY_PROGRAMME, st.lists(moves(), max_size=25))
def test_the_clock_keeps_its_promises_after_any_commands(
    made: Programme, plan: list[tuple[float, int, int]]
) -> None:
    """Only intended commands increase the time left; shares add up; minimums hold; stored records give the same session."""
    room = Room(made=made)
    room.do(c.Next())
    for seconds, which, number in plan:
        room.wait(seconds)
        before = room.pace() if room.session.running is not None else None
        given_command = command(room, which, number)
        room.tries(given_command)
        if room.session.running is None:
            continue
        now = room.pace()
        is_same_box = before is not None and before.box.id == now.box.id
        if before is not None and is_same_box and not isinstance(given_command, MAY_RAISE):
            assert now.left <= before.left
        assert sum(now.shares.values()) + now.spare == now.phase_left - max(0, now.left) + now.shortfall
        assert now.spare >= 0
        assert not (now.spare and now.shortfall)
        for box in room.session.ahead(now.box):
            assert now.shares[box.id] >= slot_of(box, room.session, now.now).floor
    assert room.reloaded() == room.session


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 400), min_size=1, max_size=12))
def test_the_time_left_only_falls_without_commands(waits: list[float]) -> None:
    """By exactly the seconds that passed, until the minimums of the boxes ahead limit it."""
    room = Room()
    room.do(c.Next())
    before = room.pace().left
    for seconds in waits:
        room.wait(seconds)
        now = room.pace().left
        assert now <= before
        before = now


@settings(deadline=None)
@given(st.floats(0, 3000), st.floats(1, 5000))
def test_a_pause_loses_no_time(first: float, paused: float) -> None:
    """Time left and plan are the same after a pause; the flexible end moves by its length."""
    room = Room()
    room.do(c.Next())
    room.wait(first)
    before = room.pace()
    room.do(c.Pause())
    room.wait(paused)
    assert room.pace().left == before.left
    room.do(c.Resume())
    after = room.pace()
    assert (after.left, after.shares, after.behind) == (before.left, before.shares, before.behind)
    assert abs((after.ends_at - before.ends_at).total_seconds() - paused) <= 1


def test_an_overrun_does_not_move_the_flexible_end() -> None:
    """The other questions lose the twenty minutes of the first one."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    ends_at = room.pace().ends_at
    room.wait(1125 + 1200)
    now = room.pace()
    assert now.left == -1200
    assert now.ends_at == ends_at
    assert now.behind == 1200
    room.do(c.Next())
    assert room.pace().left == 1125 - 400


def test_a_fixed_end_does_not_move_and_a_pause_costs_the_boxes() -> None:
    """The wall clock determines it."""
    room = Room()
    room.do(c.Next())
    room.do(c.SetEnd(room.wall + timedelta(minutes=170)))
    room.wait(300)
    room.do(c.Pause())
    room.wait(1200)
    room.do(c.Resume())
    now = room.pace()
    assert now.phase_left == 170 * 60 - 1500
    assert now.behind == 1200


def test_an_extension_costs_what_its_preview_shows() -> None:
    """The boxes then have the previewed minutes."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    cost = price(room.session, room.reading(), 240)
    assert cost is not None
    assert [change.seconds for change in cost.boxes] == [-80, -80, -80]
    before = room.pace()
    room.do(c.Extend(240))
    now = room.pace()
    assert now.left == before.left + 240
    for box, seconds in cost.boxes:
        assert now.shares[box.id] == before.shares[box.id] + seconds


def test_an_extension_stops_at_the_minimums() -> None:
    """The rest is not granted."""
    room = Room()
    room.do(c.Next())
    room.do(c.Extend(10_000))
    now = room.pace()
    assert now.shortfall == 0
    floors = sum(slot_of(box, room.session, now.now).floor for box in room.session.ahead(now.box))
    assert now.left == now.phase_left - floors
    assert room.refusal(c.Extend(60)) is Plain.NO_TIME_LEFT


def test_next_can_be_backdated() -> None:
    """The room moved on three minutes ago."""
    room = Room()
    room.do(c.Next())
    room.wait(780)
    room.do(c.Next(180))
    now = room.pace()
    assert now.used == 180
    assert room.session.spans[0].seconds(room.wall) == 600


def test_going_back_continues_the_time_of_a_box() -> None:
    """A box that had four minutes left still has them."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    room.wait(1125 - 240)
    assert room.pace().left == 240
    room.do(c.Next())
    room.wait(60)
    room.do(c.Back())
    assert room.pace().left == 240


@pytest.mark.parametrize("jump", [3600, -3600, 86_400, -1])
def test_a_changed_wall_clock_does_not_move_the_countdown(jump: int) -> None:
    """Within one boot, time is counted since boot; the difference is shown."""
    room = Room()
    room.do(c.Next())
    room.wait(100)
    before = room.pace()
    room.wall += timedelta(seconds=jump)
    now = room.pace()
    assert (now.left, now.phase_left) == (before.left, before.phase_left)
    assert now.skew == (jump if abs(jump) >= 3 else 0)


def test_sleep_counts_as_time() -> None:
    """The room continues while the laptop is closed."""
    room = Room()
    room.do(c.Next())
    room.wait(7.5 * 60)
    assert room.pace().left == 150


def test_across_a_reboot_time_follows_the_wall_and_is_doubted_until_confirmed() -> None:
    """Four minutes off cost four minutes; the facilitator can correct it."""
    room = Room()
    room.do(c.Next())
    room.wait(60)
    room.reboot(240)
    now = room.pace()
    assert now.left == 300
    assert now.doubt
    room.do(c.Capture("Still here", Kind.CHALLENGE))
    assert room.pace().doubt
    room.do(c.CorrectClock(-60))
    now = room.pace()
    assert now.left == 360
    assert not now.doubt


def test_a_wall_set_back_over_a_reboot_never_makes_time_run_backwards() -> None:
    """Recorded times stay before later ones."""
    room = Room()
    room.do(c.Next())
    room.wait(500)
    room.do(c.Next())
    room.reboot(-3600)
    room.do(c.Capture("After", Kind.CHALLENGE))
    assert room.session.book[0].captured_at >= room.session.spans[-1].started_at
    assert room.pace().used == 0
    room.wait(60)
    assert room.pace().used == 60


def test_lunch_has_any_length_and_the_afternoon_starts_on_request() -> None:
    """Between the phases no clock runs; the afternoon has its full plan."""
    room = Room()
    room.do(c.Next())
    while room.session.stage is Stage.RUNNING:
        room.wait(600)
        room.do(c.Next())
    stages = [room.session.stage]
    room.wait(9000)
    room.do(c.Next())
    assert [*stages, room.session.stage] == [Stage.BETWEEN, Stage.RUNNING]
    assert room.pace().phase_left == 9600
    assert room.pace().behind == 0


def test_going_back_reopens_a_phase_that_ended_too_early() -> None:
    """The last box continues."""
    room = Room()
    room.do(c.Next())
    room.wait(30)
    room.do(c.EndPhase())
    room.wait(30)
    room.do(c.Back())
    assert room.session.stage is Stage.RUNNING
    assert room.pace().box.step == "opening"


def test_a_fixed_end_made_flexible_follows_the_plan_again() -> None:
    """Start, plan and pauses determine the end, and a message reports it."""
    room = Room()
    room.do(c.Next())
    room.do(c.SetEnd(room.wall + timedelta(minutes=100)))
    room.wait(60)
    outcome = room.do(c.SetEnd(None))
    assert room.pace().phase_left == 170 * 60 - 60
    assert not room.pace().is_end_fixed
    assert outcome.events == (Told("the phase ends at 11:50, as planned"),)


def test_going_back_and_forward_keeps_an_extension() -> None:
    """After going to the previous box and returning, the extra five minutes are still there."""
    room = Room()
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    room.do(c.Extend(300))
    left = room.pace().left
    room.do(c.Back())
    room.do(c.Next())
    assert room.pace().left == left
