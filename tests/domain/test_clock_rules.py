"""What each command of the clock does, what it tells, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.clock_refusals import TimePassed
from breakout_tui.domain.events import BoxEntered, PhaseEnded, Told
from breakout_tui.domain.refusals import Plain, Refusal
from breakout_tui.domain.stage import Stage
from tests.domain.day import NINE, Room

MORNING, AFTERNOON = "morning", "afternoon"


def begun(label: str = "Opening") -> Room:
    """A room in this box of the morning."""
    room = Room(questions=2)
    room.do(c.Next())
    if label != "Opening":
        room.do(c.JumpTo(box(room, label).id))
    return room


def box(room: Room, label: str, phase: str = MORNING) -> Box:
    """The box of this name, dropped or not."""
    return next(each for each in room.session.boxes if each.phase is phase and each.label == label)


def here(room: Room) -> str:
    """The name of the current box."""
    return room.pace().box.label


def test_a_later_reading_has_both_clocks_moved() -> None:
    """By the same seconds, back as well."""
    now = Reading("boot", 5000.0, NINE)
    assert now.later(90) == Reading("boot", 5090.0, NINE + timedelta(seconds=90))
    assert now.later(90).later(-90) == now


@pytest.mark.parametrize(
    "command",
    [
        c.JumpTo("none"), c.Pause(), c.Resume(), c.Extend(60), c.GiveSpare("none"), c.SetEnd(None), c.EndLater(60),
        c.EndPhase(), c.Skip(),
    ],
)  # fmt: skip
def test_before_a_phase_runs_nothing_of_its_clock_can_change(command: c.Command) -> None:
    """Nor between the phases."""
    room = Room(questions=2)
    expected = {Plain.NO_SUCH_BOX if isinstance(command, c.JumpTo) else Plain.NOTHING_RUNS}
    reasons = {room.refusal(command)}
    for each in (c.Next(), c.EndPhase()):
        room.do(each)
    assert reasons | {room.refusal(command)} == expected


def test_the_last_box_ends_the_phase_and_after_the_afternoon_the_day_is_over() -> None:
    """At the moment that is given, and it is told which phase ended."""
    room = begun("Read-back")
    room.wait(300)
    outcome = room.do(c.Next(120))
    assert outcome.events == (PhaseEnded(MORNING),)
    run = room.session.run(MORNING)
    assert run is not None
    assert run.ended_at == room.session.spans[-1].ended_at == room.wall - timedelta(seconds=120)
    room.do(c.Next())
    assert room.do(c.EndPhase()).events == (PhaseEnded(AFTERNOON),)
    assert room.refusal(c.Next()) is Plain.DAY_OVER


def test_back_before_the_day_has_nothing_to_continue() -> None:
    """It is refused."""
    assert Room().refusal(c.Back()) is Plain.NOTHING_STARTED


def test_back_continues_the_phase_that_ended_last() -> None:
    """In its last box; a pause in which it ended is over."""
    room = begun("Q2")
    room.do(c.Pause())
    room.do(c.EndPhase())
    assert room.do(c.Back()).events == (BoxEntered(box(room, "Q2").id),)
    assert (here(room), room.session.is_paused, room.session.stage) == ("Q2", False, Stage.RUNNING)
    assert room.session.spans[-1].phase is MORNING
    room.do(c.EndPhase())
    room.do(c.Next())
    first = room.pace().box
    room.do(c.EndPhase())
    room.do(c.Back())
    assert (room.session.stage, room.pace().box.id) == (Stage.RUNNING, first.id)


def test_back_goes_to_the_box_before_on_the_agenda() -> None:
    """Wherever the room was before, and also if that box was dropped since."""
    room = begun("Rank")
    room.do(c.Back())
    assert here(room) == "Principles"
    room.do(c.JumpTo(box(room, "Q2").id))
    room.do(c.JumpTo(box(room, "Q1").id))
    room.do(c.DropBox(box(room, "Q2").id))
    room.do(c.Back())
    assert here(room) == "Opening"
    assert box(room, "Q2").dropped


def test_back_at_the_start_of_the_afternoon_does_not_lead_into_the_morning() -> None:
    """Even if the morning's last box was skipped: the start is taken back."""
    room = begun("Opening")
    for label in ("Q1", "Q2", "Break", "Principles", "Rank", "Read-back"):
        room.do(c.DropBox(box(room, label).id))
    room.do(c.Skip())
    room.do(c.Next())
    room.do(c.Back())
    assert room.session.stage is Stage.BETWEEN
    assert box(room, "Opening").dropped


def test_a_jump_to_the_current_box_only_ends_its_pause() -> None:
    """Without a pause nothing happens."""
    room = begun("Q1")
    assert room.do(c.JumpTo(box(room, "Q1").id)).changes == ()
    room.do(c.Pause())
    room.do(c.JumpTo(box(room, "Q1").id))
    assert (here(room), room.session.is_paused) == ("Q1", False)


def test_more_time_is_told_if_less_was_given_than_asked_for() -> None:
    """In minutes and seconds; one second more is given as well."""
    room = begun()
    assert room.do(c.Extend(1)).events == ()
    assert room.pace().left == 601
    before = room.pace().left
    outcome = room.do(c.Extend(10_000))
    given = room.pace().left - before
    assert given == 4049
    assert outcome.events == (Told("67:29 given, not more: the boxes ahead are at their minimum"),)
    assert room.refusal(c.Extend(1)) is Plain.NO_TIME_LEFT
    assert room.do(c.Extend(0)).changes == ()


def test_less_time_ends_the_box_now_at_the_most() -> None:
    """It has no overtime from it."""
    room = begun()
    room.wait(100)
    assert room.do(c.Extend(-200)).events == ()
    assert room.pace().left == 300
    room.do(c.Extend(-9999))
    assert room.pace().left == 0


def test_no_more_time_changes_nothing() -> None:
    """In overtime either: it goes on."""
    room = begun()
    room.wait(700)
    assert room.do(c.Extend(0)).changes == ()
    assert room.pace().left == -100


def spare() -> Room:
    """A room that dropped its first question, after 100 seconds of its opening."""
    room = begun()
    room.wait(100)
    room.do(c.DropBox(box(room, "Q1").id))
    assert room.pace().spare == 2250
    return room


def test_spare_time_is_given_to_the_current_box_or_one_ahead() -> None:
    """As much as is asked for, or all of it; it is told in minutes and seconds."""
    room = spare()
    outcome = room.do(c.GiveSpare(box(room, "Q2").id, 125))
    assert outcome.events == (Told("Q2 has 2:05 of the spare time"),)
    assert (room.pace().shares[box(room, "Q2").id], room.pace().spare) == (2250 + 125, 2125)
    outcome = room.do(c.GiveSpare(box(room, "Opening").id, None))
    assert outcome.events == (Told("Opening has 35:25 of the spare time"),)
    assert (room.pace().left, room.pace().spare) == (500 + 2125, 0)
    assert room.refusal(c.GiveSpare(box(room, "Q2").id, 60)) is Plain.NO_SPARE_TIME


def test_spare_time_for_a_box_in_overtime_counts_from_now() -> None:
    """Its overtime does not eat it."""
    room = spare()
    room.wait(700)
    assert room.pace().left == -200
    room.do(c.GiveSpare(box(room, "Opening").id, 300))
    assert room.pace().left == 300


def test_spare_time_for_a_box_that_was_visited_is_added_to_what_it_has_left() -> None:
    """What it used before stays paid."""
    room = begun("Q1")
    room.wait(250)
    room.do(c.Back())
    room.do(c.DropBox(box(room, "Q2").id))
    left = room.pace().shares[box(room, "Q1").id]
    room.do(c.GiveSpare(box(room, "Q1").id, 60))
    assert room.pace().shares[box(room, "Q1").id] == left + 60
    room.do(c.Next())
    assert (here(room), room.pace().used, room.pace().left) == ("Q1", 250, left + 60)


def test_a_box_that_is_not_ahead_gets_no_spare_time() -> None:
    """Neither a dropped one nor one that is past."""
    room = spare()
    assert room.refusal(c.GiveSpare(box(room, "Q1").id, 60)) is Plain.BOX_NOT_UPCOMING
    room.do(c.Next())
    assert room.refusal(c.GiveSpare(box(room, "Opening").id, 60)) is Plain.BOX_NOT_UPCOMING


def test_an_end_that_is_fixed_is_told_and_moves_on_request() -> None:
    """Later and earlier."""
    room = begun()
    end = NINE + timedelta(hours=2)
    assert room.do(c.SetEnd(end)).events == (Told("the phase ends at 11:00, fixed"),)
    assert room.do(c.EndLater(300)).events == (Told("the phase ends at 11:05, fixed"),)
    room.do(c.EndLater(-600))
    assert room.pace().ends_at == end - timedelta(seconds=300)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (lambda ids: c.JumpTo(ids["Rank"]), Plain.BOX_NOT_RUNNING),
        (lambda ids: c.JumpTo(ids["Agree"]), Plain.BOX_NOT_RUNNING),
        (lambda _: c.Resume(), Plain.NOT_PAUSED),
        (lambda _: c.SetEnd(NINE), TimePassed(NINE)),
        (lambda _: c.SetEnd(NINE - timedelta(seconds=1)), TimePassed(NINE - timedelta(seconds=1))),
    ],
)
def test_a_command_of_the_clock_that_makes_no_sense_is_refused(
    command: Callable[[dict[str, str]], c.Command], reason: Refusal
) -> None:
    """With the reason, and nothing changes; Rank was dropped, and the afternoon was started once before."""
    room = begun()
    room.do(c.DropBox(box(room, "Rank").id))
    for each in (c.EndPhase(), c.Next(), c.Back(), c.Back()):
        room.do(each)
    assert room.refusal(command({each.label: each.id for each in room.session.boxes})) == reason


def test_a_pause_is_not_paused_again() -> None:
    """It goes on."""
    room = begun()
    room.do(c.Pause())
    assert room.refusal(c.Pause()) is Plain.ALREADY_PAUSED
