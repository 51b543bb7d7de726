"""Starting a box or a phase earlier than now, and taking a start or a skip back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock_refusals import EveryBoxDropped, TimePassed, TooLongAgo
from breakout_tui.domain.events import BoxBackdated, BoxEntered, NoteChanged, PhaseStarted, StartTakenBack
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import in_order
from tests.domain.day import Room


def begun(questions: int = 4) -> Room:
    """A room at the start of its first question."""
    room = Room(questions=questions)
    room.do(c.Next())
    room.wait(600)
    room.do(c.Next())
    return room


@pytest.mark.parametrize(("waits", "ago"), [(5, 300 * 60), (179, 180), (0, 1)])
def test_a_box_cannot_begin_before_the_one_before_it_did(waits: int, ago: int) -> None:
    """It is refused, with how long that box has run; nothing is silently cut."""
    room = begun()
    room.wait(waits)
    assert room.refusal(c.Next(ago)) == TooLongAgo("Q1", "", waits)


def test_a_box_can_begin_when_the_one_before_it_did() -> None:
    """To the second."""
    room = begun()
    room.wait(180)
    room.do(c.Next(180))
    assert (room.pace().box.label, room.pace().used) == ("Q2", 180)


def test_a_phase_cannot_begin_before_the_last_one_ended() -> None:
    """Nor a box before the pause that is on."""
    room = begun()
    room.do(c.Pause())
    room.wait(60)
    assert room.refusal(c.Next(120)) == TooLongAgo("the pause", "", 60)
    room.do(c.EndPhase())
    room.wait(600)
    assert room.refusal(c.Next(601)) == TooLongAgo("the pause", "Morning", 600)
    room.do(c.Next(600))
    assert room.pace().used == 600


def test_a_backdated_box_says_since_when_and_how_many_notes_are_in_the_box_before() -> None:
    """Only notes of those minutes, and only those that are still there."""
    room = begun()
    room.do(c.Capture("Early", Kind.CHALLENGE))
    room.wait(600)
    for text in ("One", "Two", "Gone"):
        room.do(c.Capture(text, Kind.CHALLENGE))
    room.do(c.DeleteNote(3))
    room.wait(120)
    outcome = room.do(c.Next(180))
    (event,) = (event for event in outcome.events if isinstance(event, BoxBackdated))
    assert (event.label, event.notes, event.before) == ("Q2", 2, "Q1")
    assert (room.wall - event.since).total_seconds() == 180


def test_the_notes_of_those_minutes_are_brought_along_as_one_step() -> None:
    """And undo takes them back."""
    room = begun()
    first = room.pace().box.id
    room.do(c.Capture("Early", Kind.CHALLENGE))
    room.wait(600)
    room.do(c.Capture("Late", Kind.CHALLENGE))
    room.wait(120)
    room.do(c.Next(180))
    here = room.pace().box.id
    outcome = room.do(c.BringNotes())
    assert outcome.events == (NoteChanged(1),)
    assert room.session.undo_steps[-1].words == "moved 1 note to Q2"
    assert [note.box_id for note in room.session.book.notes] == [first, here]
    assert room.refusal(c.BringNotes()) is Plain.NO_NOTES_TO_BRING
    room.do(c.Undo())
    assert [note.box_id for note in room.session.book.notes] == [first, first]


def test_a_note_of_the_second_in_which_the_box_began_is_brought() -> None:
    """All of them, in one step."""
    room = begun()
    room.wait(600)
    for text in ("On the second", "Later"):
        room.do(c.Capture(text, Kind.CHALLENGE))
        room.wait(90)
    room.do(c.Next(180))
    room.do(c.BringNotes())
    assert room.session.undo_steps[-1].words == "moved 2 notes to Q2"
    assert {note.box_id for note in room.session.book.notes} == {room.pace().box.id}


def test_a_box_that_begins_now_has_nothing_to_bring() -> None:
    """Neither has the first box of a phase, nor a room that is in no box."""
    room = Room()
    assert room.refusal(c.BringNotes()) is Plain.NO_NOTES_TO_BRING
    room.do(c.Capture("Before the day", Kind.CHALLENGE))
    room.do(c.Next())
    assert room.refusal(c.BringNotes()) is Plain.NO_NOTES_TO_BRING
    room.wait(60)
    assert not [event for event in room.do(c.Next()).events if isinstance(event, BoxBackdated)]
    assert room.refusal(c.BringNotes()) is Plain.NO_NOTES_TO_BRING


def test_a_backdated_box_gets_what_was_shown_for_it_then() -> None:
    """In a room that is late, that is more than what is shown now."""
    room = begun()
    room.wait(1500)
    following = room.session.ahead(room.pace().box)[0]
    shown = room.pace().shares[following.id]
    room.wait(180)
    assert room.pace().shares[following.id] < shown
    outcome = room.do(c.Next(180))
    assert outcome.events[0] == BoxEntered(following.id)
    assert room.pace().box.allotted == shown


def test_each_span_of_time_is_recorded_in_order() -> None:
    """Their ids sort as they began, also within one second; each begins when the one before it ended."""
    room = begun()
    room.do(c.Pause())
    room.wait(60)
    room.do(c.Resume())
    opening, first = (box.id for box in room.session.boxes[:2])
    sid, spans = room.session.id, room.session.spans
    assert [span.id for span in spans] == sorted({span.id for span in spans})
    assert len(spans) == 4
    assert {(span.session_id, span.phase) for span in spans} == {(sid, "morning")}
    assert [span.box_id for span in spans] == [opening, first, None, first]
    assert [span.ended_at for span in spans] == [*(span.started_at for span in spans[1:]), None]


@pytest.mark.parametrize("phase", ["morning", "afternoon"])
def test_the_start_of_a_phase_and_its_first_box_are_told(phase: str) -> None:
    """The afternoon is laid out when it starts, not before."""
    room = Room()
    if phase == "afternoon":
        room.do(c.Next())
        room.do(c.EndPhase())
    assert {box.phase for box in room.session.boxes} == {"morning"}
    events = room.do(c.Next()).events
    assert events == (PhaseStarted(phase), BoxEntered(room.pace().box.id))
    assert {box.phase for box in room.session.boxes} == {"morning", phase}


def test_a_phase_whose_boxes_are_all_dropped_does_not_start() -> None:
    """As in files of earlier versions, which let the last one be dropped."""
    room = Room()
    for box in room.session.boxes:
        room.session = room.session.put(replace(box, dropped=True))
    assert room.refusal(c.Next()) == EveryBoxDropped("Morning")


def test_an_end_given_at_the_start_lies_ahead() -> None:
    """Not now."""
    room = Room()
    assert room.refusal(c.Next(ends=room.wall)) == TimePassed(room.wall)
    end = room.wall + timedelta(seconds=1)
    room.do(c.Next(ends=end))
    assert room.pace().ends_at == end


@pytest.mark.parametrize("phase", ["morning", "afternoon"])
def test_a_start_that_was_taken_back_leaves_no_allotments(phase: str) -> None:
    """The boxes of the afternoon are laid out again when it starts."""
    room = Room()
    if phase == "afternoon":
        room.do(c.Next())
        room.do(c.EndPhase())
    room.do(c.Next())
    room.do(c.Back())
    boxes = [box for box in room.session.boxes if box.phase is phase]
    assert {(box.allotted, box.dropped) for box in boxes} == {(None, phase == "afternoon")}


@pytest.mark.parametrize("phase", ["morning", "afternoon"])
def test_a_start_can_be_taken_back_for_a_minute(phase: str) -> None:
    """The phase is not started, its notes stay, and a later start has all its time."""
    room = Room()
    if phase == "afternoon":
        room.do(c.Next())
        room.do(c.EndPhase())
        room.wait(60)
    before = room.session.stage
    room.do(c.Next())
    room.do(c.Capture("Too early", Kind.CHALLENGE))
    room.wait(60)
    outcome = room.do(c.Back())
    assert outcome.events == (StartTakenBack(phase.capitalize()),)
    assert (room.session.stage, room.session.running, room.session.current_box) == (before, None, None)
    assert room.session.book.visible == 1
    assert room.reloaded() == room.session
    room.wait(600)
    room.do(c.Next())
    now = room.pace()
    assert (now.used, now.left, now.behind) == (0, 600, 0)
    assert now.phase_left == sum(box.planned for box in room.session.agenda(phase))
    assert room.reloaded() == room.session


def test_a_start_is_not_taken_back_later_than_a_minute() -> None:
    """Then the first box is the first box."""
    room = Room()
    room.do(c.Next())
    room.wait(61)
    assert room.refusal(c.Back()) is Plain.FIRST_BOX


def test_a_start_that_was_taken_back_limits_how_early_the_next_one_is() -> None:
    """And says so."""
    room = Room()
    room.do(c.Next())
    room.do(c.Back())
    room.wait(30)
    assert room.refusal(c.Next(60)) == TooLongAgo("the start that was taken back", "", 30)


def test_back_after_skipping_the_last_box_brings_it_back() -> None:
    """The phase continues in that box, which is on the agenda again."""
    room = Room()
    room.do(c.Next())
    last = room.session.agenda("morning")[-1]
    room.do(c.JumpTo(last.id))
    room.do(c.Skip())
    assert room.session.stage is Stage.BETWEEN
    room.do(c.Back())
    assert room.pace().box.id == last.id
    assert not room.pace().box.dropped
    assert last.id in {box.id for box in room.session.agenda("morning")}


def test_back_after_a_skip_returns_to_the_skipped_box() -> None:
    """It continues its time; a second step back leads to the one before it."""
    room = begun()
    skipped = room.pace().box
    room.wait(60)
    room.do(c.Skip())
    room.do(c.Back())
    now = room.pace()
    assert (now.box.id, now.box.dropped, now.used) == (skipped.id, False, 60)
    room.do(c.Back())
    assert room.pace().box.step == "opening"


def test_the_order_of_spans_survives_a_restart() -> None:
    """Also of more than nine that begin in the same second, whatever order the file gives them in."""
    room = begun()
    for _ in range(6):
        room.do(c.Back())
        room.do(c.Next())
    spans = room.session.spans
    assert len(spans) > 12
    assert in_order(sorted(spans, key=lambda span: span.id)) == spans
    assert room.reloaded().current_box == room.session.current_box


def test_a_span_whose_id_has_no_number_is_in_the_order_of_its_start() -> None:
    """As a damaged or edited file may have it."""
    first, second = begun().session.spans
    spans = (replace(first, id="odd"), replace(second, id="also:odd"))
    assert in_order(reversed(spans)) == spans


def test_a_later_phase_is_laid_out_again_after_its_start_was_taken_back() -> None:
    """By what is agreed at its second start."""
    room = Room()
    room.do(c.Next())
    room.do(c.EndPhase())
    room.do(c.Next())
    room.do(c.Back())
    room.do(c.EditDetails(groups=("Islands",)))
    room.do(c.Next())
    assert "Islands" in [box.title for box in room.session.agenda("afternoon")]
