"""The memory of a panel for the objects it drew."""

from __future__ import annotations

from breakout_tui.tui.last_seen import LastSeen


def test_objects_are_the_same_only_by_identity() -> None:
    """An equal but different object is drawn again."""
    seen, first = LastSeen(), [1]
    assert seen.is_empty
    assert not seen.is_same(first)
    assert seen.is_same(first)
    assert not seen.is_same([1])
    assert not seen.is_empty
