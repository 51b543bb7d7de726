"""The figures of fairness: how well off the delegates are with their places, counted."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from breakout_tui.domain.allocation import Level, Places, Task
from breakout_tui.domain.delegates import Delegate, Place

BEST = Level(0, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """The delegates who answered and those who didn't, counted apart."""

    answered: int
    by_level: Mapping[Level, int]
    """Of those who answered: how many are at each level, the best first."""
    by_rank: Mapping[int, int]
    """Of those who answered: how many got a theme of this rank in their list, from 1."""
    unanswered: int
    unanswered_missing: int
    """The themes that those who didn't answer should have and don't."""
    limited: Mapping[Level, int]
    """Of those at each level: how many could not be better off because of their own conditions, whatever the others want."""
    best_without_first: int
    """How many of those who answered have the best that they could have, but no first choice: it is in another track."""

    @property
    def worst(self) -> Level | None:
        """The level of the worst-off delegate whose own conditions allow more, or who has the best; None if there is none."""
        free = (level for level, count in self.by_level.items() if count > self.limited.get(level, 0))
        return max(free, default=None)

    @property
    def at_worst(self) -> int:
        """How many delegates are worst off, without those who could not be better off because of their own conditions."""
        worst = self.worst
        return 0 if worst is None else self.by_level[worst] - self.limited.get(worst, 0)

    @property
    def best_possible(self) -> int:
        """How many of those who answered have the best that they could have."""
        return self.by_level.get(BEST, 0)

    @property
    def with_first(self) -> int:
        """How many of those who answered got a first choice."""
        return self.by_rank.get(1, 0)


def figures_of(task: Task, places: Places) -> Figures:
    """The figures of an answer."""
    levels: Counter[Level] = Counter()
    ranks: Counter[int] = Counter()
    limited: Counter[Level] = Counter()
    unanswered = missing = without_first = 0
    for delegate, held in zip(task.delegates, places, strict=True):
        level = task.level(delegate, held)
        if delegate.has_answered:
            found = {delegate.rank(place.theme) for place in held}
            levels[level] += 1
            ranks.update(found)
            limited[level] += _is_limited(task, delegate, level)
            without_first += level == BEST and bool(held) and 1 not in found
        else:
            unanswered += 1
            missing += level.missing
    return Figures(
        sum(levels.values()),
        dict(sorted(levels.items())),
        dict(sorted(ranks.items())),
        unanswered,
        missing,
        {level: count for level, count in sorted(limited.items()) if count},
        without_first,
    )


def best_by_conditions(task: Task, delegate: Delegate) -> Level | None:
    """The best level that a delegate's own conditions allow: rounds that she can't attend, what she must and must not attend.

    Seats and other delegates are not looked at, only in which rounds each theme has a room. None if nothing keeps her conditions.
    """
    for each in task.theme_sets(delegate):
        for places in _ways(task, each.themes):
            if all(map(delegate.may_have, places)) and not delegate.lacks(places):
                return each.level
    return None


def _is_limited(task: Task, delegate: Delegate, level: Level) -> bool:
    """Whether she is as well off as her conditions allow, and would be better off without them."""
    if level == BEST or not (delegate.away or delegate.must or delegate.never):
        return False
    if best_by_conditions(task, delegate) != level:
        return False
    better = (each for each in task.theme_sets(delegate) if each.level < level)
    return any(next(_ways(task, each.themes), None) is not None for each in better)


def _ways(task: Task, themes: frozenset[str]) -> Iterator[tuple[Place, ...]]:
    """The ways to have these themes in rounds of their own, in any room: conditions are not about rooms."""
    rounds = [
        sorted({slot.place.round for slot in task.slots if slot.place.theme == theme})
        for theme in sorted(themes)
    ]
    for numbers in itertools.product(*rounds):
        if len(set(numbers)) == len(numbers):
            yield tuple(
                Place("", theme, number) for theme, number in zip(sorted(themes), numbers, strict=True)
            )
