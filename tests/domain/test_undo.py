"""Undo and redo: steps go back one by one, come again in their order, and no reference is used twice."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking import is_locked
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session_state import STEPS_KEPT
from breakout_tui.domain.undo import redoable, undoable
from tests.domain.example import Talk


def three_notes() -> Talk:
    """A room with C1, C2 and C3."""
    talk = Talk()
    for text in ("one", "two", "three"):
        talk.say(Kind.CHALLENGE, text)
    return talk


def visible(talk: Talk) -> list[str]:
    """The references of the notes that are shown."""
    return [note.reference for note in talk.session.book.of_kind(Kind.CHALLENGE)]


def test_without_a_step_there_is_nothing_to_undo_or_redo() -> None:
    """The clock makes no steps."""
    talk = Talk()
    assert talk.refusal(c.Undo()) is Plain.NOTHING_TO_UNDO
    assert talk.refusal(c.Redo()) is Plain.NOTHING_TO_REDO
    talk.say(Kind.CHALLENGE, "one")
    assert talk.refusal(c.Redo()) is Plain.NOTHING_TO_REDO
    talk.do(c.Undo())
    assert talk.refusal(c.Undo()) is Plain.NOTHING_TO_UNDO


def test_steps_are_undone_from_the_last_and_redone_in_their_order() -> None:
    """Each says what was undone or redone, and which note changed."""
    talk = three_notes()
    assert talk.do(c.Undo()).events == (NoteChanged(2), Told("undone: captured C3"))
    assert talk.do(c.Undo()).events == (NoteChanged(1), Told("undone: captured C2"))
    assert visible(talk) == ["C1"]
    assert talk.do(c.Redo()).events == (NoteChanged(1), Told("redone: captured C2"))
    assert talk.do(c.Redo()).events == (NoteChanged(2), Told("redone: captured C3"))
    assert visible(talk) == ["C1", "C2", "C3"]
    assert redoable(talk.session) is None


def test_a_new_step_ends_what_can_be_redone() -> None:
    """The steps that were undone are kept, superseded; the new one has the next number."""
    talk = three_notes()
    talk.do(c.Undo())
    talk.do(c.Undo())
    talk.do(c.DeleteNote(0))
    assert talk.refusal(c.Redo()) is Plain.NOTHING_TO_REDO
    assert [(step.number, step.undone, step.superseded) for step in talk.session.undo_steps] == [
        (1, False, False),
        (2, True, True),
        (3, True, True),
        (4, False, False),
    ]
    talk.do(c.Undo())
    talk.do(c.Undo())
    step = redoable(talk.session)
    assert step is not None
    assert step.words == "captured C1"
    assert undoable(talk.session) is None


def test_a_superseded_step_is_stored_once() -> None:
    """Later steps leave it as it is."""
    talk = three_notes()
    talk.do(c.Undo())
    talk.do(c.DeleteNote(0))
    talk.do(c.Undo())
    changes = talk.do(c.DeleteNote(1)).changes
    assert [change.after.id for change in changes] == [
        talk.session.book[1].id,
        *(step.id for step in talk.session.undo_steps[-2:]),
    ]


def test_a_step_keeps_every_record_before_and_after() -> None:
    """With its time and its description, under an id of its own."""
    talk = three_notes()
    talk.wait(60)
    before = talk.session.book[0]
    talk.do(c.Link(0, 1))
    step = undoable(talk.session)
    assert step is not None
    assert len({each.id for each in talk.session.undo_steps}) == step.number
    assert (step.session_id, step.number, step.words, step.at) == (
        talk.session.id, 4, "linked C1 to C2", talk.wall
    )  # fmt: skip
    assert [(change.before, change.after) for change in step.changes] == [
        (before, replace(before, links=(1,)))
    ]


def test_a_step_of_several_records_goes_back_as_one() -> None:
    """Every note of a renamed cluster has its old name again."""
    talk = Talk()
    for text in ("one", "two"):
        talk.say(Kind.CHALLENGE, text, cluster="budget")
    talk.do(c.RenameCluster("budget", "money"))
    talk.do(c.Undo())
    assert {note.cluster for note in talk.session.book.notes} == {"budget"}
    talk.do(c.Redo())
    assert {note.cluster for note in talk.session.book.notes} == {"money"}


def test_a_reference_given_in_an_undone_step_stays_with_its_note() -> None:
    """So the next note of that kind has another one; a reference is never its own alias."""
    talk = three_notes()
    talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    talk.do(c.Undo())
    note = talk.session.book[0]
    assert (note.reference, note.aliases) == ("C1", ("P1",))
    assert talk.say(Kind.PRINCIPLE, "new").reference == "P2"
    talk.do(c.Undo())
    talk.do(c.ChangeKind(0, Kind.PARKED))
    talk.do(c.ChangeKind(0, Kind.APPROACH))
    talk.do(c.Undo())
    note = talk.session.book[0]
    assert (note.reference, note.aliases) == ("X1", ("P1", "C1", "A1"))


def test_an_agreed_list_is_reopened_not_undone() -> None:
    """A count on the list before that can be undone again once it is open; reopening itself can be undone."""
    talk = three_notes()
    talk.vote(C1=5)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert talk.refusal(c.Undo()) is Plain.LOCK_NOT_UNDONE
    talk.do(c.UnlockRanking("miscounted"))
    talk.do(c.Undo())
    assert is_locked(talk.session)
    assert talk.refusal(c.Undo()) is Plain.LOCK_NOT_UNDONE
    talk.do(c.Redo())
    assert not is_locked(talk.session)


def test_a_new_name_for_a_cluster_of_the_agreed_list_is_undone() -> None:
    """The list was agreed before that step and stays so."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "one", cluster="budget")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 5))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    agreed = talk.session.rankings
    talk.do(c.RenameCluster("budget", "money"))
    talk.do(c.Undo())
    assert talk.session.rankings == agreed
    assert talk.session.book[0].cluster == "budget"


def test_a_session_keeps_its_last_two_hundred_steps() -> None:
    """Older ones can't be undone any more."""
    talk = Talk()
    for _ in range(STEPS_KEPT + 1):
        talk.say(Kind.CHALLENGE, "words")
    assert [step.number for step in talk.session.undo_steps] == list(range(2, STEPS_KEPT + 2))
    assert len(talk.reloaded().undo_steps) == STEPS_KEPT == 200
    while talk.tries(c.Undo()):
        pass
    assert visible(talk) == ["C1"]
