"""Without side conditions an allocation is a flow in a network: compared with the flows that networkx finds."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
from hypothesis import given

from breakout_tui.allocate.search import Search
from breakout_tui.allocate.seats_model import SeatsModel
from breakout_tui.allocate.whole_numbers import WholeNumbers
from breakout_tui.domain.allocation import Level, Task
from breakout_tui.domain.delegates import Delegate
from tests.domain.allocation_tasks import plain_tasks
from tests.sampled import A_FIFTH

_Flow = dict[str, frozenset[str]]


def flow(task: Task, cost: Callable[[Delegate, str], int]) -> _Flow | None:
    """The themes of each delegate that cost least in all; None if there are not enough seats.

    Rounds need not be looked at: the rooms are the same in each, so what a theme gets can be divided evenly between them.
    """
    (track,) = task.tracks
    network: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    network.add_node(("end", ""), demand=len(task.delegates) * track.explore)
    for delegate in task.delegates:
        network.add_node(("key", delegate.key), demand=-track.explore)
        for theme in track.themes:
            network.add_edge(
                ("key", delegate.key), ("theme", theme), capacity=1, weight=cost(delegate, theme)
            )
    for theme in track.themes:
        seats = sum(slot.capacity for slot in task.slots if slot.place.theme == theme)
        network.add_edge(("theme", theme), ("end", ""), capacity=seats, weight=0)
    try:
        _, flows = nx.network_simplex(network)
    except nx.NetworkXUnfeasible:
        return None
    return {
        each.key: frozenset(theme for (_, theme), units in flows["key", each.key].items() if units)
        for each in task.delegates
    }


def levels_of(task: Task, themes: _Flow) -> list[Level]:
    """The levels of those who answered, the worst one first."""
    return sorted(
        (
            level
            for each in task.delegates
            if each.has_answered
            for chosen, level in task.theme_sets(each)
            if chosen == themes[each.key]
        ),
        reverse=True,
    )


def levels_found(task: Task) -> list[Level] | None:
    """The levels that the search reaches, the worst one first."""
    found = Search(task).run()
    if found is None:
        return None
    themes = {
        delegate.key: frozenset(place.theme for place in places)
        for delegate, places in zip(task.delegates, found.places, strict=True)
    }
    return levels_of(task, themes)


def rank(delegate: Delegate, theme: str) -> int:
    """What a theme costs if only the sum of all ranks counts."""
    return delegate.rank(theme) if delegate.has_answered else 0


def answered_only(task: Task) -> Task:
    """The task without those who didn't answer: they may get fewer themes, which a flow doesn't know."""
    return Task(task.tracks, task.slots, tuple(each for each in task.delegates if each.has_answered))


@A_FIFTH
@given(plain_tasks())
def test_the_smallest_sum_is_that_of_the_cheapest_flow(task: Task) -> None:
    """By fractions and in whole delegates; and there is none exactly where there is no flow."""
    task = answered_only(task)
    themes = flow(task, rank)
    model = SeatsModel(task, WholeNumbers(lambda: False))
    cost = {column: each.level.steps for sets in model.sets for each, column in sets.items()}
    if not task.delegates:
        return
    limit, answer = model.numbers.bound(cost), model.numbers.minimise(cost)
    if themes is None:
        assert limit is None
        assert answer is None
    else:
        assert limit is not None
        assert answer is not None
        least = sum(level.steps for level in levels_of(task, themes))
        assert limit[0] == answer.value == least


@A_FIFTH
@given(plain_tasks())
def test_nobody_is_as_badly_off_as_in_the_cheapest_flow(task: Task) -> None:
    """The worst level is as good at least, with as few delegates at least; the sum can only be larger."""
    task = answered_only(task)
    themes, levels = flow(task, rank), levels_found(task)
    assert (themes is None) == (levels is None)
    if themes is not None and levels is not None:
        cheapest = levels_of(task, themes)
        assert levels <= cheapest
        assert sum(each.steps for each in levels) >= sum(each.steps for each in cheapest)


@A_FIFTH
@given(plain_tasks(explores=(1,)))
def test_levels_are_those_of_the_flow_in_which_a_worse_rank_outweighs_all_better_ones(task: Task) -> None:
    """With one theme each, a flow can say who is worst off: each rank costs more than all delegates at the one before."""
    task = answered_only(task)
    themes = flow(task, lambda delegate, theme: (len(task.delegates) + 1) ** delegate.rank(theme))
    assert levels_found(task) == (None if themes is None else levels_of(task, themes))
