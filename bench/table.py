"""The rows of the table: what is measured, how often, and what is to be reached."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from typing import Any
from unittest import mock

from bench.figures import Figure, p95
from bench.rooms import Rooms, note
from bench.visits import PROGRAM, Visit, Wish, visit_bare, visit_programme, visit_search, visit_session

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: runs made in turn, and how much within a run."""

    runs: int
    keys: int
    notes: int
    saves: int
    idle: float


FULL = Extent(runs=7, keys=80, notes=30, saves=300, idle=8.0)
QUICK = Extent(runs=3, keys=30, notes=8, saves=40, idle=3.0)


def start(rooms: Rooms, extent: Extent) -> list[Figure]:
    """From the start of the process until a key is shown."""
    bare, programme, resumed = [], [], []
    for _ in range(extent.runs):
        bare.append(_ms(visit_bare(rooms, Wish()).start))
        programme.append(_ms(visit_programme(rooms).start))
        resumed.append(_ms(visit_session(rooms, MANY, Wish()).start))
    return [
        Figure("start → Programme screen shows a key", 1.15, tuple(programme), tuple(bare)),
        Figure("resume 10,000 notes → capture line shows a key", 1.5, tuple(resumed), tuple(bare)),
    ]


def live(rooms: Rooms, extent: Extent) -> list[Figure]:
    """Typing, adding, idling and memory, in the same visits."""
    typing = Wish(keys=extent.keys, idle=extent.idle, memory=True)
    adding = Wish(keys=extent.keys, notes=extent.notes, idle=extent.idle, memory=True)
    bare, empty, many = [], [], []
    for _ in range(extent.runs):
        bare.append(visit_bare(rooms, typing))
        empty.append(visit_session(rooms, 0, typing))
        many.append(visit_session(rooms, MANY, adding))

    def figure(
        name: str,
        goal: float,
        ours: list[Visit],
        what: Callable[[Visit], float],
        unit: str,
        other: object = None,
    ) -> Figure:
        against = what if other is None else _echo
        return Figure(name, goal, tuple(map(what, ours)), tuple(map(against, bare)), unit)

    return [
        figure("key → echo p95, empty session", 1.1, empty, _echo, "ms"),
        figure("key → echo p95, 10,000 notes", 1.2, many, _echo, "ms"),
        figure("bytes to the terminal per key", 0.5, empty, lambda v: median(v.bytes_a_key), "B"),
        figure(
            "bytes to the terminal per key, 10,000 notes", 0.5, many, lambda v: median(v.bytes_a_key), "B"
        ),
        figure(
            "Enter → note on screen p95, 10,000 notes (against the echo)", 2, many, _addition, "ms", "echo"
        ),
        figure("idle processor time, clock ticking", 1.5, empty, lambda v: v.processor * 1000, "ms/s"),
        figure("idle processor time, 10,000 notes", 1.5, many, lambda v: v.processor * 1000, "ms/s"),
        figure("idle bytes to the terminal, clock ticking", 0.5, empty, lambda v: v.bytes_a_second, "B/s"),
        figure("memory, empty session", 2, empty, lambda v: v.memory / 1e6, "MB"),
        figure("memory, 10,000 notes", 2.3, many, lambda v: v.memory / 1e6, "MB"),
    ]


def saving(rooms: Rooms, extent: Extent) -> list[Figure]:
    """From Enter until the commit has returned, in this process, against a plain insert with the same settings."""
    ours, plain = [], []
    for _ in range(extent.runs):
        ours.append(_ms(p95(save_times(rooms.copy(MANY), extent.saves))))
        plain.append(_ms(p95(plain_save_times(rooms.copy(MANY), extent.saves))))
    return [Figure("Enter → durable p95 (against a plain insert)", 1.5, tuple(ours), tuple(plain))]


def search(rooms: Rooms, extent: Extent) -> list[Figure]:
    """From the first key of the first search to its first result."""
    times = tuple(_ms(visit_search(rooms, MANY)) for _ in range(extent.runs))
    return [Figure("search over 10,000 notes, first result", 50, times, None)]


def export(rooms: Rooms, extent: Extent) -> list[Figure]:
    """The whole process that exports, against reading with sqlite3, writing plain, and importing SQLModel."""
    plain = str(Path(__file__).parent / "programs" / "plain_export.py")
    ours, theirs = [], []
    for _ in range(extent.runs):
        database, home = rooms.copy(MANY), rooms.home()
        ours.append(_run(home, PROGRAM, "--database", str(database), "export", "-o", str(home / "ours.md")))
        theirs.append(_run(home, sys.executable, plain, str(database), str(home / "plain.md")))
    return [Figure("export of 10,000 notes, whole process", 1.5, tuple(ours), tuple(theirs))]


def command(rooms: Rooms, extent: Extent) -> list[Figure]:
    """What is printed without a screen, against Python doing nothing."""
    version, help_, nothing = [], [], []
    home = rooms.home()
    for _ in range(extent.runs * 3):
        nothing.append(_run(home, sys.executable, "-c", "pass"))
        version.append(_run(home, PROGRAM, "--version"))
        help_.append(_run(home, PROGRAM, "--help"))
    return [
        Figure("breakout-tui --version (against python -c pass)", 3, tuple(version), tuple(nothing)),
        Figure("breakout-tui --help (against python -c pass)", 3, tuple(help_), tuple(nothing)),
    ]


ROWS: dict[str, Callable[[Rooms, Extent], list[Figure]]] = {
    "command": command,
    "start": start,
    "live": live,
    "saving": saving,
    "search": search,
    "export": export,
}


class Stamping(sqlite3.Connection):
    """A connection that knows when its last commit returned, whoever commits and in whichever thread."""

    committed_at = 0.0

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As the base class does."""
        cursor = super().execute(sql, parameters)
        if sql == "COMMIT":
            Stamping.committed_at = time.perf_counter()
        return cursor


@contextmanager
def stamping() -> Iterator[None]:
    """Within, all connections are of this sort: those of the program and the plain ones."""
    with mock.patch("sqlite3.connect", partial(sqlite3.connect, factory=Stamping)):
        yield


@stamping()
def save_times(database: Path, count: int) -> list[float]:
    """Seconds from a command until its commit has returned in the writer's thread, one after the other."""
    import random

    from breakout_tui.domain.clock import SystemClock
    from breakout_tui.domain.session import Session, decide
    from breakout_tui.domain.store_events import Opened, Saved, StoreEvent
    from breakout_tui.store.database import Database

    clock = SystemClock()
    store = Database(database, clock)
    session = Session.of(store.load(store.summaries()[0].id))
    told: SimpleQueue[StoreEvent] = SimpleQueue()
    store.start(told.put)

    def hear(sort: type[StoreEvent]) -> None:
        while not isinstance(told.get(timeout=60), sort):
            pass

    hear(Opened)
    times, dice = [], random.Random(7)
    for number in range(count + 5):
        command = note(number, 0, dice)
        began = time.perf_counter()
        outcome = decide(session, command, clock.read())
        session = outcome.session
        store.submit(session.id, outcome.changes)
        hear(Saved)
        times.append(Stamping.committed_at - began)
        time.sleep(0.002)
    store.close(60)
    return times[5:]


@stamping()
def plain_save_times(database: Path, count: int) -> list[float]:
    """Seconds for a note inserted and committed by sqlite3, through a connection with the same settings."""
    from breakout_tui.store.connection import BUSY, open_writing

    times = []
    with closing(open_writing(database, BUSY)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(note)")]
        row = list(connection.execute("SELECT * FROM note ORDER BY serial DESC LIMIT 1").fetchone())
        putting = f"INSERT INTO note VALUES ({', '.join('?' * len(columns))})"
        for number in range(count + 5):
            row[columns.index("serial")] += 1
            row[columns.index("id")] = f"plain-{number}"
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(putting, row)
            connection.execute("COMMIT")
            times.append(Stamping.committed_at - began)
            time.sleep(0.002)
    return times[5:]


def _echo(visit: Visit) -> float:
    return _ms(p95(visit.heard_again))


def _addition(visit: Visit) -> float:
    return _ms(p95(visit.additions))


def _run(home: Path, *command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"HOME": str(home), "LANG": "C.UTF-8"})
    return _ms(time.perf_counter() - began)


def _ms(seconds: float) -> float:
    return seconds * 1000
