"""The numbers of notes and undo steps that two laptops gave on their own: each is given once, in the same way everywhere."""

from __future__ import annotations

from itertools import permutations

import pytest

from breakout_tui.domain.renumbering import given_numbers, given_steps


def test_undo_steps_are_numbered_in_the_order_of_their_own_numbers() -> None:
    """Equal ones by their ids; none gets a lower number than its own, whatever the order in which they come."""
    own = {"b": 1, "a": 1, "c": 1, "z": 2, "m": 9}
    for order in permutations(own):
        assert given_steps({step: own[step] for step in order}) == {"a": 1, "b": 2, "c": 3, "z": 4, "m": 9}
    assert given_steps({}) == {}


@pytest.mark.parametrize(
    ("own", "given"),
    [
        ([("a", 1), ("b", 2)], [1, 2]),
        ([("b", 1), ("a", 1)], [2, 1]),
        ([("a", 1), ("b", 1), ("c", 1), ("c", 2)], [1, 3, 4, 2]),
        ([("z", 1), ("a", 2), ("b", 1), ("b", 2)], [3, 2, 1, 4]),
    ],
)
def test_a_number_that_two_notes_have_stays_with_the_first_id(
    own: list[tuple[str, int]], given: list[int]
) -> None:
    """The others get the next free ones, the lower own number first."""
    for order in permutations(zip(own, given, strict=True)):
        assert given_numbers([pair for pair, _ in order]) == dict(order)
