"""What becomes of merged notes when the note that stands for them is deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import NoteChanged
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.merging import found_again
from breakout_tui.domain.notebook import NoteBook
from tests.domain.example import Talk


def merged(*into: int | None) -> Talk:
    """A talk of so many challenges, each merged into the one of the serial given."""
    talk = Talk()
    for number in range(1, len(into) + 1):
        talk.say(Kind.CHALLENGE, f"Wording {number}")
    for serial, target in reversed(list(enumerate(into))):
        if target is not None:
            talk.do(c.MergeNote(serial, target))
    return talk


def visible(talk: Talk) -> list[str]:
    """The references of the visible notes."""
    return [note.reference for note in talk.session.book.notes if note.is_visible]


def test_deleting_the_note_that_stands_for_others_hands_them_back() -> None:
    """They are notes of their own again, and the message says so; undo merges them again."""
    talk = merged(None, 0, 0)
    before = talk.session.book
    assert visible(talk) == ["C1"]
    outcome = talk.do(c.DeleteNote(0))
    assert outcome.events == (NoteChanged(1), NoteChanged(2), NoteChanged(0))
    assert visible(talk) == ["C2", "C3"]
    assert talk.session.undo_steps[-1].words == "deleted C1; C2, C3 are shown again"
    talk.do(c.Undo())
    assert talk.session.book == before
    talk.do(c.Redo())
    assert visible(talk) == ["C2", "C3"]
    assert talk.reloaded().book == talk.session.book


def test_a_single_note_that_is_handed_back_is_told_in_the_singular() -> None:
    """Its reference, and that it is shown."""
    talk = merged(None, 0)
    talk.do(c.DeleteNote(0))
    assert talk.session.undo_steps[-1].words == "deleted C1; C2 is shown again"


def test_deleting_a_note_in_between_hands_on_to_the_note_above() -> None:
    """C3 was said by C2, and C2 by C1: without C2, C1 stands for C3."""
    talk = merged(None, 0, 1)
    talk.do(c.DeleteNote(1))
    assert visible(talk) == ["C1"]
    assert talk.session.book.family(0) == (0, 2)
    assert talk.session.undo_steps[-1].words == "deleted C2"


def test_what_an_earlier_version_hid_behind_a_deleted_note_is_shown_again() -> None:
    """Earlier versions deleted the note alone; the notes of such a file are handed back when it is read."""
    notes = list(merged(None, 0, 1, 1).session.book.notes)
    for deleted in (0, 1):
        notes[deleted] = replace(notes[deleted], deleted=True)
    book = NoteBook.of(notes)
    assert [note.reference for note in book.notes if note.is_visible] == ["C3", "C4"]
    assert book.visible == 2


@pytest.mark.parametrize(
    ("into", "kept"),
    [
        ((1, 0), 1),
        ((0,), 0),
        ((1, 2, 0), 2),
        ((None, 2, 3, 1), 2),
        ((9, None), 0),
        ((2, None), 0),
        ((None, 0, 3), 1),
        ((-1, None), 0),
        ((1, 2, 1), 2),
        ((None, 0, 1), 2),
    ],
)
@pytest.mark.parametrize("deleted", [(), (0,), (0, 1, 2, 3)])
def test_every_note_of_a_damaged_file_has_one_that_stands_for_it(
    into: tuple[int | None, ...], kept: int, deleted: tuple[int, ...]
) -> None:
    """Rule: a circle of merges is opened, and what is merged into nothing is a note of its own; the rest stays merged."""
    notes = [
        replace(note, merged_into=target, deleted=note.serial in deleted)
        for note, target in zip(merged(*[None] * len(into)).session.book.notes, into, strict=True)
    ]
    book = NoteBook.of(notes)
    for note in book.notes:
        assert book.standing_for(note.serial).merged_into is None
        assert len(book.family(note.serial)) <= len(into)
    assert deleted or sum(note.merged_into is not None for note in book.notes) == kept


def test_only_what_is_lost_is_found_again() -> None:
    """Rule: a sound book is read as it is stored."""
    notes = list(merged(None, 0, 1, None).session.book.notes)
    assert found_again(notes) == notes
