"""First come, first served: what an allocation is compared with."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from breakout_tui.domain.allocation import Places, Slot, Task, ThemeSet
from breakout_tui.domain.delegates import Delegate, Place


def first_come(task: Task) -> Places:
    """The places if the delegates chose in turn, in the order of the draw, each the best that still has seats.

    Who didn't answer takes what is left after the others, as in an allocation. Nobody waits for others: who stays together and how
    many a room needs at least are not looked at.
    """
    free = Counter({slot.place: slot.capacity for slot in task.slots})
    slots: dict[str, list[Slot]] = {}
    for slot in task.slots:
        slots.setdefault(slot.place.theme, []).append(slot)
    found: dict[str, tuple[Place, ...]] = {}
    for delegate in sorted(task.delegates, key=lambda each: not each.has_answered):
        found[delegate.key] = _chosen(delegate, task.theme_sets(delegate), slots, free)
        free.subtract(found[delegate.key])
    return tuple(found[delegate.key] for delegate in task.delegates)


def _chosen(
    delegate: Delegate, sets: Iterable[ThemeSet], slots: dict[str, list[Slot]], free: Counter[Place]
) -> tuple[Place, ...]:
    """The best that has seats; what she must attend comes first."""
    lacking = len(delegate.must) + 1
    best: tuple[Place, ...] = ()
    for each in sets:
        for places in _ways(delegate, each, slots, free):
            if (lacks := len(delegate.lacks(places))) < lacking:
                lacking, best = lacks, places
            if not lacks:
                return places
    return best


def _ways(
    delegate: Delegate, themes: ThemeSet, slots: dict[str, list[Slot]], free: Counter[Place]
) -> Iterator[tuple[Place, ...]]:
    """The ways to have these themes in rounds of their own, those with the most free seats first."""
    possible = [
        sorted(
            (
                slot.place
                for slot in slots.get(theme, ())
                if free[slot.place] > 0 and delegate.may_have(slot.place)
            ),
            key=lambda place: (-free[place], place.round, place.room),
        )
        for theme in sorted(themes.themes)
    ]
    for places in itertools.product(*possible):
        if len({place.round for place in places}) == len(places):
            yield tuple(sorted(places, key=lambda place: place.round))
