"""What places are worth by each criterion, so that two answers to one task can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from breakout_tui.allocate.search import cost_of
from breakout_tui.allocate.seats_model import SeatsModel
from breakout_tui.allocate.whole_numbers import WholeNumbers
from breakout_tui.domain.allocation import Criterion, Places, Task
from breakout_tui.domain.allocation_check import FAMILIES, broken_rules

Worth: TypeAlias = tuple[tuple[int, ...], ...]
"""How much of each relaxed family of rules is broken, then the figures of each criterion in turn; a smaller one is better."""


def worth(task: Task, criteria: Sequence[Criterion], places: Places) -> Worth:
    """The worth of places that keep the rules."""
    model = SeatsModel(task, WholeNumbers(lambda: False))
    values = _values(model, places)
    broken = broken_rules(task, places)
    relaxed = tuple(
        sum(each.amount for each in broken if FAMILIES.get(each.rule) is family and each.is_relaxed(task))
        for family in sorted(task.relaxed, key=lambda each: each.value)
    )
    return (relaxed, *(_figures(model, criterion, values) for criterion in criteria))


def _figures(model: SeatsModel, criterion: Criterion, values: Sequence[int]) -> tuple[int, ...]:
    if criterion is Criterion.LEVELS:
        return tuple(
            sum(values[column] for column in model.at_level(level)) for level in reversed(model.levels[1:])
        )
    cost, more = cost_of(model, criterion)
    whole = model.completed(values)
    return (more + sum(each * whole[column] for column, each in cost.items()),)


def _values(model: SeatsModel, places: Places) -> list[int]:
    """The values of the columns that say who has what."""
    taken = {seats[place] for seats, held in zip(model.seats, places, strict=True) for place in held}
    for sets, held in zip(model.sets, places, strict=True):
        themes = {place.theme for place in held}
        taken |= {column for each, column in sets.items() if each.themes == themes}
    return [int(column in taken) for column in range(model.numbers.count)]
