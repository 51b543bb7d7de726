"""The rooms side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.comparison import compared
from breakout_tui.domain.conference import conference
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.offered_pairs import compared_texts
from breakout_tui.domain.pairs import pairs
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.ranking import priorities
from tests.fictional_conference import EVENT, fictional_sessions

SESSIONS = tuple(fictional_sessions())


@given(st.sets(st.integers(0, len(SESSIONS) - 1), min_size=1))
def test_every_room_has_its_own_list_and_each_statement_of_a_pair_is_told_once(chosen: set[int]) -> None:
    """Rule: whichever rooms are there, in any order: each session once, its agreed issues in order; and what pairs hold together once, with all its places."""
    kept = [SESSIONS[place] for place in sorted(chosen)]
    whole = conference(EVENT, kept)
    found = compared(whole, Paper("p"), pairs(compared_texts(whole)))
    lists = {room.place: room for theme in found.themes for room in theme.lists}
    assert sorted(lists) == sorted(whole.places.values())
    for session in kept:
        room = lists[whole.places[session.id]]
        assert list(room.issues) in ([], [issue.title for issue in priorities(session)])
        assert room.challenges == sum(1 for _ in session.book.of_kind(Kind.CHALLENGE))
    references = {each.reference: each for each in whole.statements.values()}
    told: list[str] = []
    for group in found.together:
        said = [references[each] for wording in group.wordings for each in wording.references]
        assert len({each.session.id for each in said}) >= 2
        assert {each.note.kind for each in said} == {group.kind}
        assert group.count == len(said)
        told += [each.reference for each in said]
    assert len(set(told)) == len(told)
    paired = {each for pair in pairs(compared_texts(whole)) for each in (pair.one, pair.other)}
    assert {references[each].id for each in told} == paired
