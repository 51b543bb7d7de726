"""The rows of a hub with hundreds of rooms, and their part of RESULTS.md: it is measured and written apart from the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.conference import DISPLAYS, EVERY, GROUP, NOTES, Conference, ConferenceLoad
from bench.figures import Figure, percentile
from bench.measured_postgresql import measured_postgresql
from bench.results import machine, table

CONFERENCE = "conference"
HEAD = "## Many rooms on one hub"
SIZES = {10: 60.0, 100: 60.0, 500: 90.0}
"""The rooms, and for how many seconds they speak."""
QUICK_SIZES = {3: 15.0, 20: 15.0}
TURNS = 3
"""How often the largest of them is measured, in turn with the bare hub."""
GOAL = 3.0
"""How many times as long as the bare hub."""
_FLAT = 1.2
"""By how much more memory a room may take where there are many of them."""
_METHOD = f"""\
`make bench-conference` measures these values and writes this part only; it takes about twenty minutes on a machine that does nothing else.

- A room is a real file, written by the store's own thread with a commit to the disk for each statement, and a real link with its usual
  pace, over TLS with the pinned certificate; two or three threads each, {GROUP} of them in a process. It has {NOTES} notes when it joins, and
  says something every {EVERY:.0f} s on average, no faster than a meeting. {DISPLAYS} displays a room are event streams over TLS, in a process
  of their own. All these processes run on the second core only, hub and PostgreSQL on the first one.
- For the middle third of the time one room in ten has no network. One in a hundred gets a copy of its file from the first third in place
  of the file after the second one, and goes on with it.
- *Acknowledged* is from telling the link of a saved statement until the hub has said that it has it. The link waits 50 ms before it
  reads the file, so that what follows at once comes along. *Answered* is the part of it after the file was read, and *displayed* from COMMIT
  in the room's file until a display has it. Statements said while a room had no network are left out; *caught up* says how long the
  hub took to have all of them.
- At the end all records of each file are compared with those in the hub's database. Of a restored file, all statements that the hub
  had acknowledged, or that are in the file, have to be there once. Each display has to show the last statement of its room.
- The baseline is the least that a hub has to do ([programs/bare_hub.py](programs/bare_hub.py)): Starlette and uvicorn over TLS, an upsert by
  psycopg with a NOTIFY for each message, and an event of as many bytes to the displays. The same rooms send the same to it at the same rate.
- With the most rooms, ours and the bare hub take turns, {TURNS} times each: the ends of the waiting times depend on what else the machine does. The result is
  the ratio of the medians, the range that of single turns.
- Memory of a room is what the hub's resident memory grew by, with its {DISPLAYS} displays and its {NOTES} notes and more. CPU is a part of one core."""
_TIMES: dict[str, Callable[[ConferenceLoad], tuple[float, ...]]] = {
    "acknowledged": lambda load: load.acknowledged,
    "answered": lambda load: load.answered,
    "displayed": lambda load: load.delays,
}
_HEADS = (
    "rooms",
    "statements",
    "acknowledged p50 / p95 / p99, ms",
    "answered",
    "displayed",
    "caught up, s",
    "memory, MB",
    "a room, kB",
    "CPU of the hub",
    "of PostgreSQL",
    "of the rooms",
    "of the displays",
    "lost or doubled",
)


class ConferenceResults:
    """What was measured, for each number of rooms ours and the bare hub."""

    def __init__(self, *, is_quick: bool = False) -> None:
        sizes = QUICK_SIZES if is_quick else SIZES
        self._loads = [os.getloadavg()[0]]
        os.sched_setaffinity(0, {0})
        with TemporaryDirectory(prefix="breakout-bench-") as name, measured_postgresql() as server:
            self._settings = server.settings()
            conference = Conference(Path(name), server, max(sizes))
            self._pairs: list[tuple[ConferenceLoad, ConferenceLoad]] = []
            for rooms, seconds in sizes.items():
                for _ in range(TURNS if rooms == max(sizes) and not is_quick else 1):
                    ours = conference.ours(rooms, seconds)
                    bare = conference.bare(rooms, seconds, ours.face_bytes)
                    self._pairs.append((ours, bare))
                    for load in (ours, bare):
                        print("  ".join(_cells("", load)), *load.problems, sep="\n", flush=True)
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
        self._loads.append(os.getloadavg()[0])

    def figures(self) -> list[Figure]:
        """The rows with goals: of the most rooms."""
        most = self._pairs[-1][0].rooms
        turns = [pair for pair in self._pairs if pair[0].rooms == most]
        fewer, _ = self._pairs[-len(turns) - 1]
        name = f"{most} rooms, {most * DISPLAYS:,} displays"
        figures = [
            Figure(
                f"{name}: {what} p99 (against the bare hub)",
                GOAL,
                tuple(percentile(times(ours), 99) for ours, _ in turns),
                tuple(percentile(times(bare), 99) for _, bare in turns),
            )
            for what, times in _TIMES.items()
        ]
        problems = float(sum(len(ours.problems) for ours, _ in turns))
        memory = tuple(_of_a_room(ours) for ours, _ in turns)
        return [
            *figures,
            Figure(f"{name}: records lost, doubled or different", 0, (problems,), None, ""),
            Figure(
                f"{name}: memory a room (against {fewer.rooms} rooms)",
                _FLAT,
                memory,
                (_of_a_room(fewer),) * len(turns),
                "kB",
            ),
        ]

    def as_markdown(self, today: date) -> str:
        """The part of the page."""
        before, after = self._loads
        when = f"{today:%d %B %Y}, {machine()}, {self._settings}; load of the machine {before:.1f} before, {after:.1f} after."
        lines = [HEAD, "", _METHOD, "", when, ""]
        heads = ("benchmark", "goal", "result (range)", "medians, breakout-tui / baseline", "met")
        lines += table(heads, [figure.cells() for figure in self.figures()])
        rows = [
            _cells(name, load)
            for pair in self._pairs
            for name, load in zip(("", "bare, "), pair, strict=True)
        ]
        return "\n".join([*lines, "", *table(_HEADS, rows)]) + "\n"


def _cells(name: str, load: ConferenceLoad) -> tuple[str, ...]:
    return (
        f"{name}{load.rooms:,}",
        f"{load.statements:,}",
        _percentiles(load.acknowledged),
        _percentiles(load.answered),
        _percentiles(load.delays),
        f"{max(load.caught_up, default=0):.1f}",
        f"{load.bytes / 1e6:.0f}",
        f"{_of_a_room(load):.0f}",
        *(f"{part:.1%}" for part in (load.hub_cpu, load.postgresql_cpu, load.rooms_cpu, load.displays_cpu)),
        "–" if name else str(len(load.problems)),
    )


def _of_a_room(load: ConferenceLoad) -> float:
    """The memory of each room, in kB."""
    return (load.bytes - load.idle_bytes) / load.rooms / 1000


def _percentiles(values: Sequence[float]) -> str:
    return " / ".join(f"{percentile(values, each):.0f}" for each in (50, 95, 99)) if values else "–"
