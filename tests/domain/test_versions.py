"""Which versions of one record stay where two sides are joined, by their stamps alone."""

from __future__ import annotations

import pytest

from breakout_tui.domain.versions import Knowledge, Stamp, seen, staying

A1, A2, B1, B2, B3 = Stamp(1, "a"), Stamp(2, "a"), Stamp(1, "b"), Stamp(2, "b"), Stamp(3, "b")
PART_OF_A1 = Stamp(1, "-a")
"""A damaged file had a part of this change only."""


@pytest.mark.parametrize(
    ("ours", "theirs", "known", "known_there", "stay"),
    [
        ([A1], [A1], {"a": 1}, {"a": 1}, [A1]),
        ([A2], [B2], {"a": 2}, {"a": 1, "b": 2}, [A2, B2]),
        ([A2], [B1], {"a": 2}, {"a": 1, "b": 1}, [B1, A2]),
        ([PART_OF_A1], [B2], {"a": 1}, {"a": 1, "b": 2}, [B2]),
        ([A1], [B2], {"a": 1}, {"a": 1, "b": 2}, [B2]),
        ([A2, B2], [B3], {"a": 2, "b": 2}, {"a": 2, "b": 3}, [B3]),
        ([B3], [A1], {"a": 2, "b": 3}, {"a": 2, "b": 3}, [B3]),
        ([A1], [A2], {"a": 2}, {"a": 2}, [A2]),
        ([A1], [], {"a": 1}, {"a": 9}, [A1]),
    ],
    ids=[
        "both hold it", "concurrent", "the first of its writer", "a part of it", "replaced there", "both siblings replaced", "theirs is damaged",
        "ours is damaged", "held by one side only",
    ],
)  # fmt: skip
def test_a_version_goes_only_where_the_other_side_has_seen_and_replaced_it(
    ours: list[Stamp], theirs: list[Stamp], known: Knowledge, known_there: Knowledge, stay: list[Stamp]
) -> None:
    """And never the one with the highest stamp, so that a damaged file, which knows more than it holds, removes no record."""
    assert sorted(staying(ours, theirs, known, known_there)) == stay
    assert sorted(staying(theirs, ours, known_there, known)) == stay


def test_who_has_seen_two_states_knows_the_highest_counter_of_each_writer() -> None:
    """Of writers that only one of them knows too."""
    assert seen({"a": 3, "b": 1}, {"a": 2, "c": 5}) == {"a": 3, "b": 1, "c": 5}
