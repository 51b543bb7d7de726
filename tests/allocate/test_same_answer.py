"""The same task gives the same places, whatever the order of the rows and whatever the delegates are called."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.allocate.search import Search
from breakout_tui.domain.allocation import Places, Slot, Task
from breakout_tui.domain.delegates import Delegate, Place
from breakout_tui.domain.draw import in_drawn_order
from breakout_tui.domain.programme import Track
from tests.domain.allocation_tasks import tasks
from tests.sampled import A_FIFTH

THEMES = ("law", "pay", "ai", "tax")
PROGRAM = """
import pickle, sys
from breakout_tui.allocate.search import Search
task = pickle.load(sys.stdin.buffer)
pickle.dump(Search(task).run().places, sys.stdout.buffer)
"""


def places_of(task: Task) -> Places | None:
    """What the search finds."""
    found = Search(task).run()
    return None if found is None else found.places


def conference(count: int) -> Task:
    """A task in which much is equal, so that much has to be decided by the last criteria."""
    generator = random.Random(43)
    delegates = tuple(
        Delegate(
            f"k{at}",
            f"Name {at}",
            f"Country {generator.randrange(5)}",
            wishes=tuple((theme,) for theme in generator.sample(THEMES, generator.randint(0, 3))),
        )
        for at in range(count)
    )
    slots = tuple(
        Slot(Place(f"Room {theme}", theme, number), count * 3 // 10)
        for number in (1, 2)
        for theme in sorted(THEMES)
    )
    return Task((Track("All", THEMES, 2),), slots, delegates)


@A_FIFTH
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(task: Task, generator: random.Random) -> None:
    """They are put in the order of the draw first."""
    rows = list(task.delegates)
    generator.shuffle(rows)
    one = replace(task, delegates=in_drawn_order(task.delegates, "seed"))
    other = replace(task, delegates=in_drawn_order(rows, "seed"))
    assert places_of(one) == places_of(other)


@A_FIFTH
@given(tasks(), st.permutations(range(6)))
def test_names_change_nothing(task: Task, order: list[int]) -> None:
    """Nor do keys, countries, organisations and labels of partners: only who shares one counts."""
    names = dict(zip(["Chad", "Peru", "OECD", "p", "q"], (f"N{each}" for each in order), strict=False)) | {
        "": ""
    }
    keys = {each.key: f"{9 - at}@example.org" for at, each in enumerate(task.delegates)}
    renamed = replace(
        task,
        delegates=tuple(
            replace(
                each,
                key=keys[each.key],
                name=keys[each.key],
                country=names[each.country],
                organisation=names[each.organisation],
                party=names[each.party],
            )
            for each in task.delegates
        ),
        spread=frozenset(map(names.__getitem__, task.spread)),
        held={keys[key]: places for key, places in task.held.items()},
        pinned=frozenset(map(keys.__getitem__, task.pinned)),
        no_worse=frozenset(map(keys.__getitem__, task.no_worse)),
    )
    assert places_of(renamed) == places_of(task)


def test_another_process_finds_the_same_places() -> None:
    """Also where sets of texts are in another order."""
    task = conference(30)
    sent = pickle.dumps(task)
    assert places_of(task) == places_of(task)
    for hash_seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=sent,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
        )
        assert pickle.loads(done.stdout) == places_of(task)
