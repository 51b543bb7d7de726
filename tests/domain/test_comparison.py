"""The rooms side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.comparison import MOST_PAIRS, compared
from breakout_tui.domain.conference import conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.offered_pairs import compared_texts
from breakout_tui.domain.pairs import pairs
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.ranking import priorities
from tests.fictional_conference import EVENT, fictional_sessions

SESSIONS = tuple(fictional_sessions())


@given(st.sets(st.integers(0, len(SESSIONS) - 1), min_size=1))
def test_every_room_has_its_own_list_and_pairs_are_of_two_rooms(chosen: set[int]) -> None:
    """Rule: whichever rooms are there, in any order: each session once, its agreed issues in order, and no pair within a session."""
    kept = [SESSIONS[place] for place in sorted(chosen)]
    whole = conference(EVENT, kept)
    found = compared(whole, Paper("p"), pairs(compared_texts(whole)))
    lists = {room.place: room for theme in found.themes for room in theme.lists}
    assert sorted(lists) == sorted(whole.places.values())
    for session in kept:
        room = lists[whole.places[session.id]]
        assert list(room.issues) in ([], [issue.title for issue in priorities(session)])
        assert room.challenges == sum(1 for _ in session.book.of_kind(Kind.CHALLENGE))
    places = {each.reference: each.place for each in whole.statements.values()}
    for pair in found.pairs:
        assert places[pair.one.reference] != places[pair.other.reference]
    assert len(found.pairs) <= MOST_PAIRS
