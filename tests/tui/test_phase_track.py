"""The track: which steps of the phase are done, and how they are shortened."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.pace import pace
from breakout_tui.domain.phase_steps import steps_of
from breakout_tui.domain.programme import StepKind
from breakout_tui.tui.widgets.phase_track import track
from tests.domain.day import Room
from tests.tui.step_rooms import DETAILS, go_to


def shown(room: Room, width: int) -> str:
    """The track as text."""
    steps = steps_of(room.session, pace(room.session, room.reading()))
    return "".join(text for text, _ in track(steps, width)).strip()


def jumped_to(kind: StepKind) -> Room:
    """A room that went from its first box to a step of this kind."""
    room = Room(DETAILS)
    room.do(c.Next())
    room.wait(60)
    room.do(c.JumpTo(next(box.id for box in room.session.boxes if box.kind is kind)))
    return room


def test_a_step_that_was_jumped_over_is_not_done() -> None:
    """Rule: the sign is for steps in which time was spent; a narrow window says how many of them."""
    room = jumped_to(StepKind.RANK)
    assert shown(room, 100).startswith("Opening ✓ ─ Challenges ─ ")
    assert shown(room, 40).startswith("1 of ")
    assert " done ─ Rank" in shown(room, 40)


def test_steps_that_are_all_done_are_counted_in_a_narrow_window() -> None:
    """Rule: also when the day is over and no step is the current one."""
    room = Room(DETAILS)
    room.do(c.Next())
    go_to(room, StepKind.RANK)
    assert "✓" in shown(room, 100)
    assert shown(room, 40).split(" ─ ")[0].endswith(" done")
    assert " of " not in shown(room, 40)
    steps = tuple(step for step in steps_of(room.session, None) if step.place.value == "past")
    assert "".join(text for text, _ in track(steps, 12)) == f"{len(steps)} done"
