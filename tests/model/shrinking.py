"""Makes a failing day as short as it gets: the shortest failing beginning, then without each part that isn't needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.model.plan import Action

_TRIALS = 80
"""The most days to play while a day is made shorter; each takes about a second."""

Fails = Callable[[Sequence[Action]], bool]


def shortest(actions: Sequence[Action], fails: Fails, trials: int = _TRIALS) -> list[Action]:
    """The shortest beginning that was found to fail, without actions that it fails without."""
    found, left = _beginning(actions, fails)
    size, left = max(1, len(found) // 2), trials - left
    while left > 0:
        place, was = 0, len(found)
        while place < len(found) and left > 0:
            shorter = [*found[:place], *found[place + size :]]
            left -= 1
            if shorter and fails(shorter):
                found = shorter
            else:
                place += size
        if size == 1 and len(found) == was:
            break
        size = max(1, size // 2)
    return found


def _beginning(actions: Sequence[Action], fails: Fails) -> tuple[list[Action], int]:
    """A failing beginning, by halving, and how many trials it took. A day that fails early may end well."""
    passes, failing, trials = 0, len(actions), 0
    while failing - passes > 1:
        middle = (passes + failing) // 2
        trials += 1
        if fails(actions[:middle]):
            failing = middle
        else:
            passes = middle
    return list(actions[:failing]), trials
