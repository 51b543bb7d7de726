"""Allocations: how long it takes to search who sits where, and how well off the delegates are then; with its part of RESULTS.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from bench.delegates import conference
from bench.figures import Figure
from bench.other_allocations import cheapest_themes, first_come_in_draws, round_by_round
from bench.results import machine, table
from breakout_tui.domain.allocation import Level, Places, Task
from breakout_tui.domain.delegates import Place

ALLOCATE = "allocate"
HEAD = "## Who sits where"
GOALS = {80: 2.0, 500: 10.0, 2000: 60.0}
"""The delegates of each conference, and the seconds that the search may take."""
_SEED = 1
_DRAWS = 10
_MOST_RUNS = 3
_METHOD = f"""\
`python -m bench {ALLOCATE} --write` measures these values and writes this part only.

- The conferences are fictional ([delegates.py](delegates.py)): six themes in two rounds, a room each; every delegate should have two
  themes. The n-th theme is wanted like 1/n, and the seats of a round are 8 % more than the delegates. One in three lists three themes
  only, 6 % didn't answer, 3 % are away in one round, 10 % have a partner to stay with, and they come from 40 countries, like 1/n.
- The search runs in a process of its own, with one thread. Time is that of the search, memory the most that the process had.
- A *level* is how many ranks the themes of a delegate lie lower than the best two that she could have. *Worse than that* counts those who
  are worse off than the worst-off delegate of the first row.
- *First come* is the mean over {_DRAWS} draws in which everybody chooses in turn, *round by round* the smallest sum of ranks in round 1,
  then in round 2 given round 1. *Smallest sum* is that over both rounds, as if a seat in any round were as good: no timetable can have
  less. None of these three mixes countries or keeps partners together; so the first row is without partners too, the second one with them."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A search of one conference."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of the processor."""
    memory: int
    """Bytes."""
    solved: tuple[tuple[str, int, int], ...]
    """Of each criterion: its name, the value that was reached, and the bound."""
    places: Places

    @property
    def open(self) -> str:
        """What is not proved to be the best possible."""
        found = [
            f"{name.lower()} {value}, at least {bound}" for name, value, bound in self.solved if value > bound
        ]
        return "; ".join(found) or "all"


@dataclass(frozen=True, slots=True)
class Fairness:
    """How well off the delegates are who answered; means, if there are several draws."""

    way: str
    worst: Level
    so_badly_off: float
    worse_than_that: float
    best_possible: float
    with_first: float
    steps: float

    def cells(self) -> tuple[str, ...]:
        """The cells of its row."""
        missing = f", {self.worst.missing} missing" if self.worst.missing else ""
        numbers = (
            self.so_badly_off,
            self.worse_than_that,
            self.best_possible,
            self.with_first,
            self.steps,
        )
        return (
            self.way,
            f"{self.worst.steps}{missing}",
            *(f"{each:,.{0 if each == round(each) else 1}f}" for each in numbers),
        )


class AllocateResults:
    """What was measured of allocations."""

    def __init__(self, runs: int) -> None:
        self._runs = min(_MOST_RUNS, runs)
        self._loads = [os.getloadavg()[0]]
        self._searched = {
            count: [_searched(count) for _ in range(self._runs if count < max(GOALS) else 1)]
            for count in GOALS
        }
        self._loads.append(os.getloadavg()[0])
        self._fairness = {count: list(_compared(count, each[0])) for count, each in self._searched.items()}

    def figures(self) -> list[Figure]:
        """The rows of the table of goals."""
        return [
            Figure(
                f"who sits where, {count:,} delegates",
                GOALS[count],
                tuple(each.wall for each in searched),
                None,
                "s",
            )
            for count, searched in self._searched.items()
        ]

    def as_markdown(self, today: date) -> str:
        """The part of the page."""
        before, after = self._loads
        runs = f"{self._runs} runs, one of the largest conference"
        load = f"load of the machine {before:.1f} before, {after:.1f} after"
        when = f"{today:%d %B %Y}, {machine()}, {runs}; {load}."
        lines = [HEAD, "", _METHOD, "", when, ""]
        rows = [figure.cells() for figure in self.figures()]
        lines += table(("benchmark", "goal", "result (range)", "met"), [(*row[:3], row[4]) for row in rows])
        lines += [
            "",
            *table(("delegates", "wall time, s", "processor time, s", "memory, MB", "proved"), self._costs()),
        ]
        for count, fairness in self._fairness.items():
            heads = (
                f"{count:,} delegates",
                "worst level",
                "so badly off",
                "worse than that",
                "best possible",
                "a first choice",
                "sum of levels",
            )
            lines += ["", *table(heads, [each.cells() for each in fairness])]
        return "\n".join(lines) + "\n"

    def _costs(self) -> list[tuple[str, ...]]:
        return [
            (
                f"{count:,}",
                f"{median(each.wall for each in searched):.1f}",
                f"{median(each.cpu for each in searched):.1f}",
                f"{median(each.memory for each in searched) / 1e6:.0f}",
                searched[0].open,
            )
            for count, searched in self._searched.items()
        ]


def _searched(count: int, *options: str) -> Searched:
    """One search in a process of its own."""
    command = (sys.executable, "-m", "bench.programs.search_places", str(count), str(_SEED), *options)
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    places = tuple(tuple(Place(*place) for place in held) for held in said["places"])
    solved = tuple((name, value, bound) for name, value, bound in said["solved"])
    return Searched(said["wall"], said["cpu"], said["memory"], solved, places)


def _compared(count: int, searched: Searched) -> Iterator[Fairness]:
    """The figures of the search without partners and with them, and of each other way."""
    task = conference(count, _SEED, has_partners=False)
    ours = (task, _searched(count, "apart").places)
    worst = max(_levels(*ours))
    yield _fairness("breakout-tui", [ours], worst)
    yield _fairness("breakout-tui, partners together", [(task, searched.places)], worst)
    yield _fairness(f"first come, {_DRAWS} draws", first_come_in_draws(task, _DRAWS), worst)
    yield _fairness("round by round", [(task, round_by_round(task))], worst)
    yield _fairness("smallest sum", [(task, cheapest_themes(task))], worst)


def _fairness(way: str, draws: Sequence[tuple[Task, Places]], worst: Level) -> Fairness:
    levels = [_levels(*each) for each in draws]
    lowest = max(max(each) for each in levels)
    return Fairness(
        way,
        lowest,
        mean(each.count(lowest) for each in levels),
        mean(sum(level > worst for level in each) for each in levels),
        mean(each.count(Level(0, 0)) for each in levels),
        mean(_with_first(*each) for each in draws),
        mean(sum(level.steps for level in each) for each in levels),
    )


def _levels(task: Task, places: Places) -> list[Level]:
    rows = zip(task.delegates, places, strict=True)
    return [task.level(delegate, held) for delegate, held in rows if delegate.has_answered]


def _with_first(task: Task, places: Places) -> int:
    rows = zip(task.delegates, places, strict=True)
    return sum(any(each.rank(place.theme) == 1 for place in held) for each, held in rows if each.has_answered)
