"""Copies of one session that went on apart are joined: in any order the same, and nothing of either is lost."""

from __future__ import annotations

from functools import reduce
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.joined_session import current
from breakout_tui.domain.joining import join, settled
from breakout_tui.domain.versions import SessionState
from tests.domain.example import Talk
from tests.domain.replicas import MOVES, Move, copies_after

HISTORIES = st.lists(MOVES, min_size=2, max_size=25)


def states(moves: list[Move]) -> list[SessionState]:
    """The states of the copies after these moves."""
    return [settled(copy.state) for copy in copies_after(Talk(), moves)]


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_joining_in_any_order_and_grouping_gives_the_same(moves: list[Move], order: Random) -> None:
    """Rule: a join is idempotent, commutative and associative."""
    found = states(moves)
    whole = reduce(join, found)
    shuffled = [*found, *found]
    order.shuffle(shuffled)
    assert reduce(join, shuffled) == whole
    while len(shuffled) > 1:
        here = order.randrange(len(shuffled) - 1)
        shuffled[here : here + 2] = [join(shuffled[here], shuffled[here + 1])]
    assert shuffled == [whole]
    assert join(whole, found[0]) == whole
    current(whole)
