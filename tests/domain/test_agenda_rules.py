"""What each command about the agenda does to the boxes, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock_refusals import BoxTooShort
from breakout_tui.domain.events import BoxDropped, BoxEntered, BoxSkipped, PhaseEnded, Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.refusals import Plain, Refusal
from breakout_tui.domain.stage import Stage
from tests.domain.day import Room

MORNING, AFTERNOON = "morning", "afternoon"


def room_at(label: str = "") -> Room:
    """A room in the box of the morning with this name; before the morning without one."""
    room = Room(questions=2)
    if label:
        room.do(c.Next())
        if label != "Opening":
            room.do(c.JumpTo(box(room, label).id))
    return room


def box(room: Room, label: str, phase: str = MORNING) -> Box:
    """The box of this name, dropped or not."""
    return next(each for each in room.session.boxes if each.phase is phase and each.label == label)


def labels(room: Room) -> list[str]:
    """The names on the agenda of the morning, in order."""
    return [each.label for each in room.session.agenda(MORNING)]


ALL = ["Opening", "Q1", "Q2", "Break", "Principles", "Rank", "Read-back"]


def test_an_added_box_belongs_to_the_step_of_the_current_box() -> None:
    """It comes right after it, is elastic, and can shrink to half of its plan."""
    room = room_at("Q1")
    before = room.session.boxes
    room.do(c.AddBox(" Registers\n", 301))
    assert labels(room) == ["Opening", "Q1", "Registers", *ALL[2:]]
    here, added = box(room, "Q1"), box(room, "Registers")
    assert added == Box(
        id=added.id, session_id=room.session.id, phase=MORNING, position=added.position,
        step="challenges", step_title="Challenges", kind=StepKind.DISCUSS, title="Registers", planned=301,
        minimum=150, note_kind=Kind.CHALLENGE, short_name="Registers",
    )  # fmt: skip
    assert here.position < added.position < box(room, "Q2").position
    assert {*before} < {*room.session.boxes}


def test_a_box_added_where_no_notes_are_taken_is_of_the_same_kind() -> None:
    """Behind the opening, another opening."""
    room = room_at("Opening")
    room.do(c.AddBox("Welcome", 60))
    added = box(room, "Welcome")
    assert (added.kind, added.note_kind, added.step) == (StepKind.OPENING, None, "opening")


def test_a_box_added_before_the_phase_comes_after_its_first_discussion() -> None:
    """After all questions of it, in the phase that is due."""
    room = room_at()
    room.do(c.AddBox("Registers", 60))
    assert labels(room) == [*ALL[:3], "Registers", *ALL[3:]]
    assert box(room, "Registers").step == "challenges"
    alone = Room(questions=1)
    alone.do(c.AddBox("Registers", 60))
    assert labels(alone) == ["Opening", "Challenges", "Registers", *ALL[3:]]


def test_a_box_cannot_be_added_before_there_is_an_agenda() -> None:
    """At lunch the afternoon is not laid out yet."""
    room = room_at("Opening")
    room.do(c.EndPhase())
    assert room.refusal(c.AddBox("More", 60)) is Plain.NO_AGENDA_YET


def test_a_box_of_half_a_minute_is_the_shortest() -> None:
    """One that is shorter is refused."""
    room = room_at()
    room.do(c.AddBox("Short", 30))
    assert box(room, "Short").planned == 30
    assert room.refusal(c.AddBox("Shorter", 29)) == BoxTooShort(30)


def test_any_number_of_boxes_can_be_added_in_one_place() -> None:
    """The latest comes first; the order of all others stays, and no two boxes share a place, which is a whole number."""
    room = room_at("Q1")
    names = [f"More {number}" for number in range(1, 9)]
    for name in names:
        room.do(c.AddBox(name, 60))
    assert labels(room) == ["Opening", "Q1", *reversed(names), *ALL[2:]]
    positions = [each.position for each in room.session.boxes]
    assert len(set(positions)) == len(positions)
    assert {type(position) for position in positions} == {int}
    assert len({each.id for each in room.session.boxes}) == len(positions)


def test_a_box_can_be_added_after_the_last_one() -> None:
    """With room for more behind it."""
    room = room_at("Read-back")
    for name in ("Thanks", "Farewell"):
        room.do(c.AddBox(name, 60))
    assert labels(room) == [*ALL, "Farewell", "Thanks"]


def test_a_renamed_box_without_a_number_is_called_by_its_new_title() -> None:
    """Told apart from others of its phase, not from itself; a numbered box keeps its name."""
    room = room_at("Opening")
    room.do(c.RenameBox(box(room, "Break").id, " Coffee "))
    room.do(c.RenameBox(box(room, "Coffee").id, "Coffee"))
    assert box(room, "Coffee").title == "Coffee"
    room.do(c.RenameBox(box(room, "Rank").id, "Coffee"))
    assert box(room, "Coffee 2").title == "Coffee"
    room.do(c.RenameBox(box(room, "Q1").id, "Who pays?"))
    assert box(room, "Q1").title == "Who pays?"
    room.do(c.EndPhase())
    room.do(c.Next())
    room.do(c.RenameBox(box(room, "Agree", AFTERNOON).id, "Coffee"))
    assert box(room, "Coffee", AFTERNOON).title == "Coffee"


@pytest.mark.parametrize(
    ("label", "by", "order"),
    [
        ("Break", -1, ["Q1", "Break", "Q2", "Principles", "Rank", "Read-back"]),
        ("Q2", 2, ["Q1", "Break", "Principles", "Q2", "Rank", "Read-back"]),
        ("Rank", -99, ["Rank", "Q1", "Q2", "Break", "Principles", "Read-back"]),
        ("Q2", 99, ["Q1", "Break", "Principles", "Rank", "Read-back", "Q2"]),
    ],
)
def test_an_upcoming_box_is_moved_by_places_but_not_before_the_current_one(
    label: str, by: int, order: list[str]
) -> None:
    """The places stay, the boxes change them; too far is as far as possible."""
    room = room_at("Opening")
    places = [each.position for each in room.session.boxes]
    room.do(c.MoveBox(box(room, label).id, by))
    assert labels(room) == ["Opening", *order]
    assert [each.position for each in room.session.boxes] == places


def test_before_the_phase_a_box_is_moved_to_any_place() -> None:
    """Also to the first."""
    room = room_at()
    room.do(c.MoveBox(box(room, "Q1").id, -1))
    assert labels(room) == ["Q1", "Opening", *ALL[2:]]


def test_a_dropped_box_leaves_the_agenda_and_is_told_by_its_title() -> None:
    """Even the last one ahead, while the phase runs."""
    room = room_at("Rank")
    outcome = room.do(c.DropBox(box(room, "Read-back").id))
    assert outcome.events == (BoxDropped("Read-back"),)
    assert labels(room) == ALL[:-1]


def test_the_last_box_of_a_phase_that_has_not_begun_cannot_be_dropped() -> None:
    """A phase without boxes could not start; the last but one can be dropped."""
    room = room_at()
    for label in ALL[1:]:
        room.do(c.DropBox(box(room, label).id))
    assert labels(room) == ["Opening"]
    assert room.refusal(c.DropBox(box(room, "Opening").id)) is Plain.LAST_BOX


def test_the_only_box_of_a_running_phase_is_current_and_cannot_be_dropped() -> None:
    """All others can."""
    room = room_at("Opening")
    for label in ALL[1:]:
        room.do(c.DropBox(box(room, label).id))
    assert labels(room) == ["Opening"]
    assert room.refusal(c.DropBox(box(room, "Opening").id)) is Plain.BOX_NOT_UPCOMING


def test_a_restored_box_is_where_it_was_or_right_after_the_current_one_if_its_time_has_passed() -> None:
    """Then it can still be entered."""
    room = room_at("Opening")
    for label in ("Q1", "Break"):
        room.do(c.DropBox(box(room, label).id))
    room.do(c.JumpTo(box(room, "Q2").id))
    room.do(c.RestoreBox(box(room, "Break").id))
    assert labels(room) == ["Opening", "Q2", *ALL[3:]]
    room.do(c.RestoreBox(box(room, "Q1").id))
    assert labels(room) == ["Opening", "Q2", "Q1", *ALL[3:]]


def test_a_box_of_the_other_phase_is_restored_in_its_place() -> None:
    """Wherever the room is now."""
    room = room_at("Opening")
    room.do(c.DropBox(box(room, "Q1").id))
    room.do(c.EndPhase())
    room.do(c.Next())
    place = box(room, "Q1").position
    room.do(c.JumpTo(box(room, "Agree", AFTERNOON).id))
    room.do(c.RestoreBox(box(room, "Q1").id))
    assert (labels(room), box(room, "Q1").position) == (ALL, place)


def test_a_skipped_box_that_is_restored_comes_after_the_current_one() -> None:
    """Also if no box lies between them."""
    room = room_at("Q1")
    room.do(c.Skip())
    room.do(c.RestoreBox(box(room, "Q1").id))
    assert labels(room) == ["Opening", "Q2", "Q1", *ALL[3:]]


def test_merged_boxes_have_both_titles_and_the_longer_plan() -> None:
    """The second is dropped, and what is free is told in minutes."""
    room = room_at("Q1")
    first, other = box(room, "Q2"), box(room, "Principles")
    assert (first.planned, first.minimum, other.planned, other.minimum) == (2250, 1125, 2700, 1350)
    outcome = room.do(c.MergeBoxes(first.id, other.id))
    assert box(room, "Q2") == replace(first, title="Question 2 / Principles", planned=2700, minimum=1350)
    assert box(room, "Principles") == replace(other, dropped=True)
    assert outcome.events == (Told("merged: Q2 has the longer plan, and 38 min are free"),)
    room.do(c.MergeBoxes(box(room, "Q2").id, box(room, "Rank").id))
    assert (box(room, "Q2").planned, box(room, "Q2").minimum) == (2700, 1350)


def test_the_current_box_can_take_in_one_ahead() -> None:
    """It goes on."""
    room = room_at("Q1")
    room.do(c.MergeBoxes(box(room, "Q1").id, box(room, "Q2").id))
    assert labels(room) == ["Opening", "Q1", *ALL[3:]]


def test_a_skipped_box_is_dropped_and_the_next_one_is_entered() -> None:
    """After the last one, the phase ends."""
    room = room_at("Q1")
    outcome = room.do(c.Skip())
    assert outcome.events == (BoxEntered(box(room, "Q2").id), BoxSkipped("Question 1"))
    assert labels(room) == ["Opening", *ALL[2:]]
    room.do(c.JumpTo(box(room, "Read-back").id))
    assert room.do(c.Skip()).events == (PhaseEnded(MORNING), BoxSkipped("Read-back"))
    assert room.session.stage is Stage.BETWEEN
    assert box(room, "Read-back").dropped


@pytest.mark.parametrize(
    ("at", "command", "reason"),
    [
        ("Q1", lambda _: c.AddBox(" \n", 60), Plain.NO_TITLE),
        ("Q1", lambda ids: c.RenameBox(ids["Q1"], " "), Plain.NO_TITLE),
        ("Q1", lambda _: c.RenameBox("none", "x"), Plain.NO_SUCH_BOX),
        ("Q1", lambda ids: c.MoveBox(ids["Q1"], 1), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.MoveBox(ids["Opening"], 1), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.MoveBox(ids["Principles"], 1), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.MoveBox(ids["Q2"], -1), Plain.CANNOT_MOVE_FURTHER),
        ("Q1", lambda ids: c.MoveBox(ids["Read-back"], 1), Plain.CANNOT_MOVE_FURTHER),
        ("Q1", lambda ids: c.MoveBox(ids["Break"], 0), Plain.CANNOT_MOVE_FURTHER),
        ("", lambda ids: c.MoveBox(ids["Opening"], -1), Plain.CANNOT_MOVE_FURTHER),
        ("Q1", lambda ids: c.DropBox(ids["Q1"]), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.DropBox(ids["Opening"]), Plain.BOX_NOT_UPCOMING),
        ("", lambda ids: c.DropBox(ids["Principles"]), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.RestoreBox(ids["Q2"]), Plain.BOX_NOT_DROPPED),
        ("Q1", lambda ids: c.MergeBoxes(ids["Q2"], ids["Q2"]), Plain.NOT_MERGEABLE),
        ("Q1", lambda ids: c.MergeBoxes(ids["Principles"], ids["Q2"]), Plain.NOT_MERGEABLE),
        ("Q1", lambda ids: c.MergeBoxes(ids["Q2"], ids["Q1"]), Plain.BOX_NOT_UPCOMING),
        ("Q1", lambda ids: c.MergeBoxes("none", ids["Q2"]), Plain.NO_SUCH_BOX),
        ("", lambda _: c.Skip(), Plain.NOTHING_RUNS),
    ],
)
def test_a_change_of_the_agenda_that_makes_no_sense_is_refused(
    at: str, command: Callable[[dict[str, str]], c.Command], reason: Refusal
) -> None:
    """With the reason, and nothing changes; Principles was dropped before."""
    room = room_at(at)
    room.do(c.DropBox(box(room, "Principles").id))
    assert room.refusal(command({each.label: each.id for each in room.session.boxes})) == reason


def test_the_boxes_of_a_phase_that_has_ended_stay_as_they_are() -> None:
    """They are not merged with boxes of the other phase either."""
    room = room_at("Opening")
    last = box(room, "Read-back").id
    room.do(c.EndPhase())
    assert room.refusal(c.DropBox(last)) is Plain.BOX_NOT_UPCOMING
    room.do(c.Next())
    assert room.refusal(c.MoveBox(last, -1)) is Plain.BOX_NOT_UPCOMING
    assert room.refusal(c.MergeBoxes(last, box(room, "Agree", AFTERNOON).id)) is Plain.NOT_MERGEABLE
