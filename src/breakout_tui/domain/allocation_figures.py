"""The figures of fairness: how well off the delegates are with their places, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from breakout_tui.domain.allocation import Level, Places, Task


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

    @property
    def worst(self) -> Level | None:
        """The level of the worst-off delegate who answered; None if nobody did."""
        return max(self.by_level, default=None)

    @property
    def best_possible(self) -> int:
        """How many of those who answered have the best that they could have."""
        return self.by_level.get(Level(0, 0), 0)

    @property
    def with_first(self) -> int:
        """How many of those who answered got a first choice."""
        return self.by_rank.get(1, 0)


def figures_of(task: Task, places: Places) -> Figures:
    """The figures of an answer."""
    levels: Counter[Level] = Counter()
    ranks: Counter[int] = Counter()
    unanswered = missing = 0
    for delegate, held in zip(task.delegates, places, strict=True):
        level = task.level(delegate, held)
        if delegate.has_answered:
            levels[level] += 1
            ranks.update({delegate.rank(place.theme) for place in held})
        else:
            unanswered += 1
            missing += level.missing
    return Figures(
        sum(levels.values()), dict(sorted(levels.items())), dict(sorted(ranks.items())), unanswered, missing
    )
