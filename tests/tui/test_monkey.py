"""A monkey ends no screen: whatever keys, clicks, pastes and sizes come, and however many at once."""

from __future__ import annotations

import pytest

from tests.tui.monkey import Monkey
from tests.tui.places import PLACES, at

SOAK = 100_000
"""Actions of the long trial."""


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_screen_ends_by_a_few_hundred_random_actions(seed: int) -> None:
    """Rule: two keys or clicks in one read never end the program."""
    async with at("notes") as app:
        await Monkey(app, seed).play(400)


@pytest.mark.soak
async def test_no_screen_ends_by_a_hundred_thousand_random_actions() -> None:
    """Rule: from every place, five hundred actions at a time."""
    done = seed = 0
    names = list(PLACES)
    while done < SOAK:
        async with at(names[seed % len(names)]) as app:
            monkey = Monkey(app, seed)
            await monkey.play(500)
        done, seed = done + monkey.actions, seed + 1
