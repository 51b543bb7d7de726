"""Copies of one session that went on apart are joined: in any order the same, and nothing of either is lost."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import by_record, settled
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note
from breakout_tui.domain.places_to_look import OtherReference, places_to_look
from breakout_tui.domain.renumbering import references_of
from breakout_tui.domain.session import Session
from breakout_tui.domain.versions import Handle, SessionState, is_seen
from tests.domain.example import Talk, follow
from tests.domain.replicas import MOVES, Move, Replica, all_of, copies_after, first_copy, states_of, together
from tests.domain.strategies import ALL_WISHES, Wish
from tests.sampled import a_third

HISTORIES = st.lists(MOVES, min_size=2, max_size=25)


def states(moves: list[Move]) -> list[SessionState]:
    """The states of the copies after these moves."""
    return states_of(copies_after(Talk(), moves))


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=a_third(15), deadline=None)
def test_joining_in_any_order_and_grouping_gives_the_same(moves: list[Move], order: Random) -> None:
    """Rule: a join is idempotent, commutative and associative."""
    assert_any_order(states(moves), order)


@pytest.mark.soak
@given(st.lists(MOVES, min_size=10, max_size=60), st.randoms(use_true_random=False))
@settings(max_examples=a_third(300), deadline=None)
def test_joining_long_histories_in_any_order_gives_the_same(moves: list[Move], order: Random) -> None:
    """The same for longer days."""
    assert_any_order(states(moves), order)


def assert_any_order(found: list[SessionState], order: Random) -> None:
    """Joined one after the other, twice over, in another order, and in other groups."""
    whole = reduce(together, found)
    shuffled = [*found, *found]
    order.shuffle(shuffled)
    assert reduce(together, shuffled) == whole
    while len(shuffled) > 1:
        here = order.randrange(len(shuffled) - 1)
        shuffled[here : here + 2] = [together(shuffled[here], shuffled[here + 1])]
    assert shuffled == [whole]
    assert together(whole, found[0]) == whole
    assert all(is_seen(each.knowledge, whole.knowledge) for each in found)
    numbered_anew = {each.record_id for each in whole.renumbered if each.what is Handle.REFERENCE}
    places = [place for place in places_to_look(whole) if isinstance(place, OtherReference)]
    assert {place.note_id for place in places} == numbered_anew
    current(whole)


@given(st.lists(ALL_WISHES, max_size=40))
@settings(max_examples=a_third(20), deadline=None)
def test_a_session_of_one_laptop_is_its_records_as_they_are(day: list[Wish]) -> None:
    """Rule: what is worked out for joined sessions changes nothing in others, and nothing in them is numbered anew."""
    room = Talk()
    follow(room, day)
    state = first_copy(room).state
    assert settled(state) == state
    assert Session.of(current(state)) == room.reloaded()
    assert places_to_look(state) == ()


@given(HISTORIES)
@settings(max_examples=10, deadline=None)
def test_every_statement_wording_and_link_of_each_copy_is_in_the_joined_session(moves: list[Move]) -> None:
    """Rule: a version that nobody replaced is there: its note, its words, its links and what it was merged into, by id."""
    copies = copies_after(Talk(), moves)
    book = joined_book(copies)
    whole = all_of(copies)
    shown = {key[1]: group[:1] for key, group in by_record(whole.versions).items()}
    notes = {note.id: note for note in book.notes}
    assert sorted(notes) == sorted({note.id for copy in copies for note in copy.session.book.notes})
    for copy in copies:
        others = [other for other in copies if other is not copy]
        for version in copy.state.versions:
            note = version.record
            if not isinstance(note, Note) or any(version.stamp.is_in(o.state.knowledge) for o in others):
                continue
            joined = notes[note.id]
            if any(erasure.record_id == note.id for erasure in whole.erasures):
                assert joined.text == "erased"
                continue
            assert note.text in (joined.text, *(wording.text for wording in joined.wordings))
            if any(each.stamp == version.stamp for each in shown[note.id]):
                assert links_by_id(book, joined) == links_by_id(copy.session.book, note)


@given(HISTORIES)
@settings(max_examples=10, deadline=None)
def test_a_reference_means_one_note_and_a_note_keeps_its_own_unless_another_one_had_it(
    moves: list[Move],
) -> None:
    """Rule: also those that it had; and the one that it lost still finds it, with the name of the laptop."""
    copies = copies_after(Talk(), moves)
    book = joined_book(copies)
    given = Counter(reference for note in book.notes for reference in references_of(note))
    assert set(given.values()) <= {1}
    owners: dict[str, set[str]] = {}
    for copy in copies:
        own = {(each.record_id, each.given): each.own for each in copy.state.renumbered}
        for note in copy.session.book.notes:
            for reference in references_of(note):
                owners.setdefault(own.get((note.id, reference), reference), set()).add(note.id)
    for reference, ids in owners.items():
        found = book.find(reference)
        assert found is not None
        assert found.id == min(ids)


def joined_book(copies: list[Replica]) -> NoteBook:
    """The notes of all copies together."""
    return Session.of(current(all_of(copies))).book


def links_by_id(book: NoteBook, note: Note) -> list[str]:
    """The ids of the notes to which a note links."""
    return [book[target].id for target in note.links]
