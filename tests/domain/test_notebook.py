"""The notes of a session are found by their references, boxes, kinds and links, whatever happened to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note
from tests.domain.example import Talk

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FIRST = Note("0", "s", 0, Kind.CHALLENGE, 1, "Words", None, AT)


def references(notes: tuple[Note, ...]) -> list[str]:
    """The references of notes."""
    return [note.reference for note in notes]


def four_notes() -> Talk:
    """C1, C2, P1 on C1 and P2 on both."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "one")
    talk.say(Kind.CHALLENGE, "two")
    talk.say(Kind.PRINCIPLE, "on one", to=("C1",))
    talk.say(Kind.PRINCIPLE, "on both", to=("C2", "C1"))
    return talk


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("C1", "C1"),
        (" c2 ", "C2"),
        ("p1", "P1"),
        ("P2", "P2"),
        ("C3", None),
        ("C0", None),
        ("C01", None),
        ("A1", None),
        ("C", None),
        ("C1 C2", None),
        ("", None),
    ],
)
def test_a_note_is_found_by_its_reference(typed: str, found: str | None) -> None:
    """In either case, with space around it; anything else finds nothing."""
    note = four_notes().session.book.find(typed)
    assert (None if note is None else note.reference) == found


def test_a_note_is_found_by_every_reference_it_ever_had() -> None:
    """Its numbers are not given again."""
    talk = four_notes()
    talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    talk.do(c.ChangeKind(0, Kind.APPROACH))
    book = talk.session.book
    for reference in ("C1", "P3", "A1"):
        assert book.find(reference) == book[0]
    assert [book.next_number(kind) for kind in Kind] == [3, 4, 2, 1, 1, 1]
    assert [references(tuple(book.of_kind(kind))) for kind in Kind] == [
        ["C2"],
        ["P1", "P2"],
        ["A1"],
        [],
        [],
        [],
    ]


def test_a_number_that_was_lost_in_a_damaged_file_finds_nothing() -> None:
    """It is not given to another note, and the other notes are found."""
    book = NoteBook.of([FIRST, replace(FIRST, id="1", serial=1, number=4)])
    assert [book.find(f"C{number}") for number in range(1, 6)] == [book[0], None, None, book[1], None]
    assert references(tuple(book.of_kind(Kind.CHALLENGE))) == ["C1", "C4"]
    assert book.next_number(Kind.CHALLENGE) == 5


def test_a_book_with_a_missing_note_is_not_read() -> None:
    """Serials would point to other notes."""
    with pytest.raises(ValueError, match="note 1 of the session is missing"):
        NoteBook.of([FIRST, replace(FIRST, id="2", serial=2, number=2)])
    with pytest.raises(ValueError, match="note 0 of the session is missing"):
        NoteBook.of([replace(FIRST, serial=1)])


def test_visible_notes_are_counted() -> None:
    """Neither deleted ones nor those merged into others."""
    talk = four_notes()
    counts = [talk.session.book.visible]
    for command in (
        c.DeleteNote(0), c.MergeNote(3, 2), c.RestoreNote(0), c.RestoreNote(3), c.DeleteNote(3), c.EditNote(3, "x")
    ):  # fmt: skip
        talk.do(command)
        counts.append(talk.session.book.visible)
    assert counts == [4, 3, 2, 3, 4, 3, 3]
    assert len(talk.session.book) == 4


def test_a_statement_was_heard_as_often_as_its_notes() -> None:
    """Itself and all that were merged into it; deleted notes don't count."""
    talk = four_notes()
    for serial, into in ((3, 2), (2, 1), (1, 0)):
        talk.do(c.MergeNote(serial, into))
    book = talk.session.book
    assert [book.heard(serial) for serial in range(4)] == [4, 3, 2, 1]
    assert (book.family(0), book.said_by(0)) == ((0, 1, 2, 3), (1,))
    assert {book.standing_for(serial).serial for serial in range(4)} == {0}
    talk.session = talk.session.put(replace(talk.session.book[3], deleted=True))
    book = talk.session.book
    assert [book.heard(serial) for serial in range(3)] == [3, 2, 1]
    assert (book.family(0), book.said_by(2)) == ((0, 1, 2), ())


def test_links_lead_both_ways_and_through_merged_notes() -> None:
    """In the order given, each note once, never to the note itself."""
    talk = four_notes()
    book = talk.session.book
    assert references(book.targets(book[3])) == ["C2", "C1"]
    assert references(book.answered_by(0)) == ["P1", "P2"]
    talk.do(c.MergeNote(1, 0))
    book = talk.session.book
    assert references(book.targets(book[3])) == ["C1"]
    assert references(book.answered_by(0)) == ["P1", "P2"]
    talk.do(c.MergeNote(3, 2))
    book = talk.session.book
    assert references(book.targets(book[2])) == ["C1"]
    assert references(book.answered_by(0)) == ["P1"]
    talk.do(c.Link(0, 1))
    talk.do(c.Link(1, 0))
    book = talk.session.book
    assert (book.targets(book[0]), references(book.answered_by(0))) == ((), ["P1"])


def test_own_links_come_before_those_of_merged_notes() -> None:
    """A link to a deleted note leads nowhere, and a deleted note answers nothing."""
    talk = four_notes()
    talk.say(Kind.PARKED, "parked")
    talk.say(Kind.PRINCIPLE, "third", to=("X1",))
    talk.do(c.MergeNote(3, 5))
    book = talk.session.book
    assert references(book.targets(book[5])) == ["X1", "C2", "C1"]
    assert references(book.answered_by(1)) == ["P3"]
    talk.do(c.DeleteNote(1))
    book = talk.session.book
    assert references(book.targets(book[5])) == ["X1", "C1"]
    talk.do(c.DeleteNote(2))
    assert references(talk.session.book.answered_by(0)) == ["P3"]


@given(st.data())
def test_neighbours_are_what_a_note_links_to_and_then_what_links_to_it(data: st.DataObject) -> None:
    """Each once, in any book, with deleted and merged notes."""
    count = data.draw(st.integers(1, 7))
    serials = st.integers(0, count - 1)
    links = st.lists(serials, max_size=3, unique=True).map(tuple)
    notes = [
        replace(
            FIRST,
            id=f"{serial}",
            serial=serial,
            number=serial + 1,
            links=data.draw(links),
            merged_into=data.draw(st.none() | st.integers(0, serial - 1)) if serial else None,
            deleted=data.draw(st.booleans()),
        )
        for serial in range(count)
    ]
    book = NoteBook.of(notes)
    for note in book.notes:
        linked = (*book.targets(note), *book.answered_by(note.serial))
        assert book.neighbours(note) == tuple({each.serial: each for each in linked}.values())


def test_a_removed_link_answers_no_longer() -> None:
    """The others stay."""
    talk = four_notes()
    talk.do(c.Unlink(3, 0))
    book = talk.session.book
    assert (references(book.answered_by(0)), references(book.answered_by(1))) == (["P1"], ["P2"])


def test_a_book_of_stored_notes_is_the_book_that_they_made() -> None:
    """With several notes in one, several of a cluster, a note taken out again, one moved, one of another kind, one deleted."""
    talk = four_notes()
    for text in ("three", "four", "five", "six"):
        talk.say(Kind.CHALLENGE, text, cluster="law")
    for serial in (3, 4, 5):
        talk.do(c.MergeNote(serial, 1))
    for command in (c.RestoreNote(4), c.DeleteNote(6), c.ChangeKind(2, Kind.APPROACH)):
        talk.do(command)
    book = talk.session.book
    talk.do(c.MoveNote(0, talk.session.boxes[-1].id))
    moved = talk.session.book
    for made in (book, moved):
        stored = NoteBook.of(made.notes)
        for box in (*talk.session.boxes, None):
            box_id = None if box is None else box.id
            assert references(tuple(stored.of_box(box_id))) == references(tuple(made.of_box(box_id)))
        assert (stored.family(1), stored.cluster_counts) == (made.family(1), made.cluster_counts)
        assert (stored.visible, stored.heard(1)) == (made.visible, 3)
    assert (book.family(1), dict(book.cluster_counts)) == ((1, 3, 5), {"law": 2})
