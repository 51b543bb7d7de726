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
        name = names[seed % len(names)]
        done += await _played(name, seed)
        seed += 1


async def _played(name: str, seed: int) -> int:
    """Play five hundred actions in a room and return their number; an error names the seed."""
    monkey: Monkey | None = None
    try:
        async with entered(name) as app:
            monkey = Monkey(app, seed)
            await monkey.play(500)
    except Exception as error:
        last = (monkey.actions, monkey.last) if monkey is not None else "the start"
        raise AssertionError(f"room {name!r}, seed {seed}, at {last}: {error}") from error
    return monkey.actions
