"""Which rules to relax, and at what price, when no answer keeps all of them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from breakout_tui.allocate.seats_model import SeatsModel
from breakout_tui.allocate.whole_numbers import WholeNumbers
from breakout_tui.domain.allocation import Family, Task
from breakout_tui.domain.allocation_check import FAMILIES, Broken, broken_rules

_NODES = 200


class Relaxation(NamedTuple):
    """Rules that can be relaxed together so that there is an answer, and what that breaks at least."""

    families: tuple[Family, ...]
    broken: tuple[Broken, ...]
    """In one of the answers that break least."""
    part: float
    """What is broken of all that these rules are about, from 0 to 1; of several families, the sum."""


def relaxations(task: Task, is_stopped: Callable[[], bool] = lambda: False) -> tuple[Relaxation, ...]:
    """What to relax, the smallest part first: one family of rules if that is enough, else two, else more.

    Raises Stopped.
    """
    open_ = [family for family in Family if family not in task.relaxed]
    for size in range(1, len(open_) + 1):
        found = [
            each
            for families in itertools.combinations(open_, size)
            if (each := _relaxation(task, families, is_stopped)) is not None
        ]
        if found:
            return tuple(sorted(found, key=lambda each: each.part))
    return ()


def _relaxation(
    task: Task, families: tuple[Family, ...], is_stopped: Callable[[], bool]
) -> Relaxation | None:
    """The least that has to be broken of these families; None if that is not enough."""
    loose = replace(task, relaxed=task.relaxed | set(families))
    model = SeatsModel(loose, WholeNumbers(is_stopped))
    totals = _totals(task)
    largest = max(totals.values())
    # Parts are compared, so a seat of few costs more than one of many.
    cost = {
        column: each * round(1000 * largest / max(totals[family], 1))
        for family in families
        for column, each in model.relaxed[family].items()
    }
    if model.numbers.bound(cost) is None:
        return None
    answer = model.numbers.minimise(cost, nodes=_NODES) or model.numbers.minimise(cost)
    if answer is None:
        return None
    if Family.THEMES in families:
        # Of the answers that break as little, one in which nobody lacks more than needed, as in the search.
        model.numbers.hold(cost, answer.value)
        lacking = {column: each * each for column, each in model.relaxed[Family.THEMES].items()}
        answer = model.numbers.minimise(lacking, start=answer.values, nodes=_NODES) or answer
    broken = tuple(
        each
        for each in broken_rules(loose, model.places(answer.values))
        if FAMILIES.get(each.rule) in families and not each.is_allowed(task)
    )
    part = sum(each.amount / max(totals[FAMILIES[each.rule]], 1) for each in broken)
    return Relaxation(families, broken, part)


def _totals(task: Task) -> dict[Family, int]:
    """How many seats, themes, people of minimums, pairs and conditions there are."""
    answered = [each for each in task.delegates if each.has_answered]
    parties = Counter(each.party for each in task.delegates if each.party)
    return {
        Family.SEATS: _sum(slot.capacity for slot in task.slots),
        Family.THEMES: _sum(map(task.most_due, answered)),
        Family.MINIMUM: _sum(slot.minimum for slot in task.slots),
        Family.PARTIES: _sum(count * (count - 1) // 2 for count in parties.values()),
        Family.CONDITIONS: _sum(len(each.must) + len(each.never) for each in task.delegates),
    }


def _sum(numbers: Iterable[int]) -> int:
    return max(sum(numbers), 1)
