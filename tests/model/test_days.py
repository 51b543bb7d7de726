"""Random days at the keyboard: no text is lost, no word is missing from a report, no note is in a wrong box, promises are kept.

Each seed is a day under one of the attribution rules: statements, half names, pastes, keys of lists and panels, commands, votes,
clicks, focus reports, sizes, kills, with random time between them. The app is the real one, fed with bytes; the database is a
file. ``checks`` says what is compared.

A failure names the seed, and the shortest day that fails so, as a list of actions. To play them again::

    python -m tests.model 17            # the day of seed 17, made shorter if it fails
    python -m tests.model 17 500        # the days of the seeds 17 to 499, until one fails

`make soak` plays for an hour, or ``--model-minutes`` of your choice, from ``--model-seed`` on.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from tests.model.plan import Action, plan
from tests.model.played import play
from tests.model.shrinking import shortest
from tests.tui.hook_marks import needs_hooks

IN_THE_SUITE = range(4)
"""Seeds that each run of the suite plays."""


class DayFailed(AssertionError):
    """Something that must be true of a day is not; the message says how to play it again."""


def played(seed: int) -> None:
    """Play the day of a seed. Raises DayFailed."""
    actions = plan(seed)
    try:
        play_in_folder(actions, seed)
    except Exception as error:
        found = shortest(actions, lambda some: fails(some, seed))
        day = "\n".join(f"  {action}" for action in found)
        raise DayFailed(f"`python -m tests.model {seed}`; {len(found)} actions are enough:\n{day}") from error


def play_in_folder(actions: Sequence[Action], seed: int) -> None:
    """Play a day in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        play(actions, seed, folder)


def fails(actions: Sequence[Action], seed: int) -> bool:
    """Whether a day fails."""
    try:
        play_in_folder(actions, seed)
    except Exception:  # noqa: BLE001 - whatever the program raises is a failure
        return True
    return False


@needs_hooks
@pytest.mark.parametrize("seed", IN_THE_SUITE)
def test_a_random_day_is_as_the_keys_say(seed: int) -> None:
    """Rule: what was typed, filed, promised, counted and stored is what the keys mean in their order."""
    played(seed)


def seeds(first: int, minutes: float) -> Iterator[int]:
    """Seeds for so many minutes."""
    end = time.monotonic() + 60 * minutes  # noqa: TID251 - a long trial takes real time
    for seed in count(first):
        if time.monotonic() > end:  # noqa: TID251
            return
        yield seed


@needs_hooks
@pytest.mark.soak
def test_many_random_days_are_as_the_keys_say(pytestconfig: pytest.Config) -> None:
    """Rule: the same, for an hour."""
    for seed in seeds(pytestconfig.getoption("--model-seed"), pytestconfig.getoption("--model-minutes")):
        played(seed)


def test_a_failing_day_is_made_as_short_as_it_can_be() -> None:
    """Rule: the shortest beginning, and in it only what is needed to fail."""
    day = plan(1)
    needed = {day[3], day[7]}
    found = shortest(day, lambda some: needed <= set(some))
    assert found == [day[3], day[7]]


def test_a_seed_is_always_the_same_day() -> None:
    """Else it could not be played again."""
    assert plan(7) == plan(7) != plan(8)
