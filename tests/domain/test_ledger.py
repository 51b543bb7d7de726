"""The sequence of notes behaves as a list does, whatever its length, and no change alters an earlier one."""

from __future__ import annotations

import pytest

from breakout_tui.domain.ledger import Ledger

SIZES = (0, 1, 511, 512, 513, 1023, 1024, 1025, 1600)
"""Around the borders of its chunks."""


@pytest.mark.parametrize("size", SIZES)
def test_a_ledger_has_the_items_of_its_list_in_order(size: int) -> None:
    """Forwards, backwards, by place from either end, and counted."""
    items = list(range(size))
    ledger = Ledger(items)
    assert len(ledger) == size
    assert list(ledger) == items
    assert list(reversed(ledger)) == items[::-1]
    assert [ledger[place] for place in range(-size, size)] == items * 2


@pytest.mark.parametrize("size", SIZES)
def test_a_place_outside_is_no_item(size: int) -> None:
    """Neither to read nor to replace; a negative place can't be replaced."""
    ledger = Ledger(range(size))
    for place in (size, size + 600, -size - 1, -size - 600):
        with pytest.raises(IndexError):
            ledger[place]
    for place in (size, size + 600, -1):
        with pytest.raises(IndexError):
            ledger.replace(place, 0)


def test_items_can_be_appended_one_by_one() -> None:
    """With the same result as at once; the ledger before each stays as it was."""
    ledger: Ledger[int] = Ledger()
    for place in range(1030):
        longer = ledger.append(place)
        assert (len(ledger), len(longer), longer[place]) == (place, place + 1, place)
        ledger = longer
        if place + 1 in SIZES:
            assert ledger == Ledger(range(place + 1))
            assert hash(ledger) == hash(Ledger(range(place + 1)))


@pytest.mark.parametrize("place", [0, 1, 511, 512, 600, 1023, 1024, 1598, 1599])
def test_an_item_can_be_replaced(place: int) -> None:
    """Only that one, in a new ledger."""
    before = Ledger(range(1600))
    after = before.replace(place, -7)
    expected = [*range(place), -7, *range(place + 1, 1600)]
    assert list(after) == expected
    assert after == Ledger(expected)
    assert list(before) == list(range(1600))


@pytest.mark.parametrize("place", [0, 599, 600])
def test_ledgers_are_equal_if_all_their_items_are(place: int) -> None:
    """Whichever differs; a list is no ledger. A set tells them apart by their hashes."""
    ledger = Ledger(range(601))
    assert ledger == Ledger(range(601))
    assert ledger != ledger.replace(place, -7)
    assert ledger != list(range(601))
    assert ledger != Ledger(range(600))
    assert len({hash(Ledger(range(size))) for size in SIZES}) > 1


def test_a_long_ledger_does_not_print_its_items() -> None:
    """In an error, 100,000 notes would hide what happened, and notes are private."""
    assert repr(Ledger(range(8))) == "Ledger([0, 1, 2, 3, 4, 5, 6, 7])"
    assert repr(Ledger(range(9))) == "Ledger(<9 items>)"
