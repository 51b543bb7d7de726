"""A model of whole numbers, solved by HiGHS: what a start and an empty model must not change."""

from __future__ import annotations

import pytest

from breakout_tui.allocate.seats_model import SeatsModel
from breakout_tui.allocate.whole_numbers import Answer, Stopped, WholeNumbers
from breakout_tui.domain.allocation import Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.programme import Track


def numbers() -> WholeNumbers:
    """A new model that nobody stops."""
    return WholeNumbers(lambda: False)


def test_a_start_that_costs_more_than_it_has_to_is_not_the_answer() -> None:
    """HiGHS 1.16 presolves the last columns away, finds a cost of 0, and hands back the start, which costs 2."""
    slots = tuple(Slot(Place("Room", theme, 1), 1) for theme in ("law", "pay"))
    delegates = (Delegate("k0", "A"), Delegate("k1", "B", "Peru"), Delegate("k2", "C", "Peru"))
    model = SeatsModel(
        Task((Track("All", ("law", "pay", "ai"), 2),), slots, delegates), WholeNumbers(lambda: False)
    )
    model.numbers.hold(model.missing(), 1)
    start = (0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0)
    cost = model.beyond_even_share(model.countries())
    assert model.completed(start) == (*start, 0, 0)
    answer = model.numbers.minimise(cost, start=(*start, 1, 1))
    assert answer is not None
    assert (answer.value, answer.bound) == (0, 0)


def test_a_model_without_columns_has_one_answer() -> None:
    """Nothing at all, which costs nothing."""
    assert numbers().minimise({}) == Answer((), 0, 0)
    assert numbers().bound({}) == (0, ())


def test_a_row_without_columns_can_be_impossible() -> None:
    """As for a delegate who is in none of the tracks."""
    model = numbers()
    model.row(1, {}, 1)
    assert model.minimise({}) is None
    assert model.bound({}) is None


def test_a_model_without_columns_can_be_stopped() -> None:
    """As any other."""
    with pytest.raises(Stopped):
        WholeNumbers(lambda: True).minimise({})
