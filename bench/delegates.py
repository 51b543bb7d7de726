"""Fictional conferences: delegates with skewed wishes, and hardly more seats than they need."""

from __future__ import annotations

import random

from breakout_tui.domain.allocation import Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.draw import in_drawn_order
from breakout_tui.domain.programme import Track

THEMES = ("governance", "international", "management", "open", "customer", "policy")
ROUNDS = (1, 2)
_COUNTRIES = 40
_SPARE = 1.08
"""Seats in each round, for each delegate."""


def conference(count: int, seed: int, *, has_partners: bool = True) -> Task:
    """One of so many delegates, in the order of the draw: six themes in two rounds, in a room each.

    The n-th theme or country is wanted, or sends delegates, like 1/n. One in three lists three themes only, 6 % didn't answer, 3 % are
    away in one round, and 10 % have a partner.
    """
    generator = random.Random(seed)
    partners = count // 20 * 2 if has_partners else 0
    delegates = [
        Delegate(
            f"d{at}",
            f"Name {at}",
            f"Country {_skewed(generator, _COUNTRIES)[0]}",
            wishes=_wishes(generator),
            away=frozenset({generator.choice(ROUNDS)}) if generator.random() < 0.03 else frozenset(),
            party=f"Partners {at // 2}" if at < partners else "",
        )
        for at in range(count)
    ]
    capacity = int(count * _SPARE / len(THEMES)) + 1
    slots = tuple(
        Slot(Place(f"Room {theme}", theme, number), capacity, 5)
        for number in ROUNDS
        for theme in sorted(THEMES)
    )
    return Task(
        (Track("All", THEMES, len(ROUNDS)),), slots, in_drawn_order(delegates, "a seed that was announced")
    )


def _wishes(generator: random.Random) -> tuple[tuple[str, ...], ...]:
    if generator.random() < 0.06:
        return ()
    order = _skewed(generator, len(THEMES), len(THEMES))
    return tuple((THEMES[each],) for each in order[: generator.choice([3, 6, 6])])


def _skewed(generator: random.Random, count: int, chosen: int = 1) -> list[int]:
    """Different numbers below ``count``: the n-th one is drawn like 1/n."""
    left, found = list(range(count)), []
    for _ in range(chosen):
        (number,) = generator.choices(left, [1 / (each + 1) for each in left])
        left.remove(number)
        found.append(number)
    return found
