"""Similar notes: which note of a whole session is offered for a text."""

from __future__ import annotations

from functools import cache

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session, decide, start
from breakout_tui.tui.similar_notes import SimilarNotes
from tests.domain.day import programme
from tests.domain.statement_pairs import KNOWN, PAIRS, StatementPair
from tests.tui.fakes import FakeClock


def session_of(*texts: str) -> Session:
    """A session in which these challenges were said."""
    reading = FakeClock().read()
    session = start(programme(), "t", c.EditDetails(room="Room 2", known=KNOWN), reading).session
    for text in texts:
        session = decide(session, c.Capture(text, Kind.CHALLENGE), reading).session
    return session


@cache
def everything_said() -> tuple[Session, SimilarNotes]:
    """A session with the earlier statement of every pair."""
    session, similar = session_of(*(pair.earlier for pair in PAIRS)), SimilarNotes()
    while similar.read(session):
        pass
    return session, similar


def test_in_a_long_session_only_the_note_that_says_the_same_is_offered() -> None:
    """For a near miss none; for a repeat the right one, or none."""
    session, similar = everything_said()

    def is_offered_wrongly(pair: StatementPair) -> bool:
        found = similar.find(session, pair.later, Kind.CHALLENGE)
        return found is not None and not (pair.is_repeat and found.text == pair.earlier)

    assert [pair for pair in PAIRS if is_offered_wrongly(pair)] == []


@pytest.mark.parametrize(("kind", "part"), [("verbatim", 1.0), ("shortened", 0.9), ("natural", 0.75)])
def test_in_a_long_session_most_repeats_are_found(kind: str, part: float) -> None:
    """As when the two statements are compared alone; counted on the half on which the rule was not tuned."""
    session, similar = everything_said()
    pairs = [pair for pair in PAIRS if pair.kind == kind and pair.is_held_out]
    offered = [similar.find(session, pair.later, Kind.CHALLENGE) for pair in pairs]
    found = [note for note, pair in zip(offered, pairs, strict=True) if note and note.text == pair.earlier]
    assert len(found) >= part * len(pairs)


def test_only_visible_notes_of_the_same_kind_are_offered() -> None:
    """A deleted note and a principle are other things."""
    session, similar = session_of("Silo budgets block joint services"), SimilarNotes()
    similar.read(session)
    text = "Joint services are blocked by silo budgets"
    assert similar.find(session, text, Kind.PRINCIPLE) is None
    assert similar.find(session, text, Kind.CHALLENGE) is session.book[0]
    gone = decide(session, c.DeleteNote(0), FakeClock().read()).session
    assert similar.find(gone, text, Kind.CHALLENGE) is None


def test_the_index_is_filled_in_slices() -> None:
    """A session of many notes opens without waiting for it."""
    session, similar = session_of("Silo budgets block services", "Vendors lock us in"), SimilarNotes()
    assert similar.read(session, most=1)
    assert similar.find(session, "Vendors lock us in", Kind.CHALLENGE) is None
    assert similar.read(session, most=1)
    assert similar.find(session, "Vendors lock us in", Kind.CHALLENGE) is session.book[1]
    assert not similar.read(session, most=1)


def test_a_session_that_lost_its_last_notes_is_indexed_again() -> None:
    """Another window took over before they were stored."""
    before, after = (
        session_of("Silo budgets block services", "Vendors lock us in"),
        session_of("Vendors lock us in"),
    )
    similar = SimilarNotes()
    similar.read(before)
    similar.read(after)
    assert similar.find(after, "Silo budgets block services", Kind.CHALLENGE) is None
    assert similar.find(after, "Vendors lock us in", Kind.CHALLENGE) is after.book[0]
