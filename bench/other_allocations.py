"""Other ways to give delegates their themes, as an organiser might: what an allocation is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import networkx as nx

from breakout_tui.domain.allocation import Places, Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.draw import in_drawn_order
from breakout_tui.domain.first_come import first_come

_NO_SEAT = 1000
"""A seat for somebody who answered is worth more than any rank."""
_NO_SEAT_UNANSWERED = 100


def first_come_in_draws(task: Task, draws: int) -> list[tuple[Task, Places]]:
    """First come, first served in so many orders of the delegates."""
    drawn = [
        replace(task, delegates=in_drawn_order(task.delegates, f"draw {number}")) for number in range(draws)
    ]
    return [(each, first_come(each)) for each in drawn]


def round_by_round(task: Task) -> Places:
    """The smallest sum of ranks in the first round, then in the next one, given the rounds before; partners are not looked at."""
    found: dict[str, tuple[Place, ...]] = {each.key: () for each in task.delegates}
    for number in sorted({slot.place.round for slot in task.slots}):
        slots = [slot for slot in task.slots if slot.place.round == number]
        for key, places in _cheapest(task, slots, found).items():
            found[key] = (*found[key], *places)
    return tuple(found[each.key] for each in task.delegates)


def cheapest_themes(task: Task) -> Places:
    """The smallest sum of ranks over all rounds, as if a seat in any round were as good; partners are not looked at.

    This is less than any answer can have. The rounds of the places that it says mean nothing.
    """
    seats: Counter[str] = Counter()
    for slot in task.slots:
        seats[slot.place.theme] += slot.capacity
    slots = [Slot(Place("", theme, 0), count) for theme, count in seats.items()]
    found = _cheapest(task, slots, {each.key: () for each in task.delegates})
    return tuple(found[each.key] for each in task.delegates)


def _cheapest(
    task: Task, slots: list[Slot], held: Mapping[str, tuple[Place, ...]]
) -> dict[str, tuple[Place, ...]]:
    """Places in these slots, of other themes than those that are held: a flow from the delegates to the slots."""
    network: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    end = ("end", "")
    wanted = 0
    for delegate in task.delegates:
        due = _due(task, delegate, slots)
        wanted += due
        network.add_node(("key", delegate.key), demand=-due)
        nothing = _NO_SEAT if delegate.has_answered else _NO_SEAT_UNANSWERED
        network.add_edge(("key", delegate.key), end, capacity=due, weight=nothing)
        had = {place.theme for place in held[delegate.key]}
        for slot in slots:
            theme = slot.place.theme
            if theme not in had and delegate.may_have(slot.place):
                cost = delegate.rank(theme) if delegate.has_answered else 0
                network.add_edge(("key", delegate.key), ("theme", theme), capacity=1, weight=cost)
    for slot in slots:
        network.add_edge(("theme", slot.place.theme), end, capacity=slot.capacity, weight=0)
    network.add_node(end, demand=wanted)
    _, flows = nx.network_simplex(network)
    places = {slot.place.theme: slot.place for slot in slots}
    return {
        each.key: tuple(
            places[theme]
            for (kind, theme), units in flows["key", each.key].items()
            if kind == "theme" and units
        )
        for each in task.delegates
    }


def _due(task: Task, delegate: Delegate, slots: list[Slot]) -> int:
    """One in a round that she attends; over all rounds, what is due to her."""
    (track,) = task.tracks
    (number,) = {slot.place.round for slot in slots}
    return task.due(delegate, track) if number == 0 else int(number not in delegate.away)
