"""A monkey ends no screen: whatever keys, clicks, pastes and sizes come, and however many at once."""

from __future__ import annotations

import pytest

from tests.tui.monkey import Monkey
from tests.tui.places import ROOMS, entered

SOAK = 100_000
"""Actions of the long trial."""


async def test_no_screen_ends_by_a_hundred_and_fifty_random_actions() -> None:
    """Rule: two keys or clicks in one read never end the program."""
    async with entered("discussion") as app:
        await Monkey(app, 1).play(150)


@pytest.mark.soak
async def test_no_screen_ends_by_a_hundred_thousand_random_actions() -> None:
    """Rule: from every room, five hundred actions at a time."""
    done = seed = 0
    names = list(ROOMS)
    while done < SOAK:
        async with entered(names[seed % len(names)]) as app:
            monkey = Monkey(app, seed)
            await monkey.play(500)
        done, seed = done + monkey.actions, seed + 1
