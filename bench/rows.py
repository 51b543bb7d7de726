"""The benchmarks, one function per group of rows: what is measured, how often, and with which goal."""

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
from bench.gathering import gathering
from bench.pairs import statement_pairs
from bench.papers import papers
from bench.sample_databases import SampleDatabases, note
from bench.similar import similar_notes
from bench.visits import PROGRAM, Visit, VisitPlan, visit_bare, visit_programme, visit_search, visit_session
from bench.writers import writers

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: the number of runs, and for each the keys, notes, saves, idle seconds, gathered rooms, seconds of load."""

    runs: int
    keys: int
    notes: int
    saves: int
    idle: float
    rooms: int
    seconds: int


FULL = Extent(runs=7, keys=80, notes=30, saves=300, idle=8.0, rooms=200, seconds=20)
QUICK = Extent(runs=3, keys=30, notes=8, saves=40, idle=3.0, rooms=20, seconds=6)


def start(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time from the start of the process until a typed key is shown."""
    bare, programme, resumed = [], [], []
    for _ in range(extent.runs):
        bare.append(_ms(visit_bare(samples, VisitPlan()).start))
        programme.append(_ms(visit_programme(samples).start))
        resumed.append(_ms(visit_session(samples, MANY, VisitPlan()).start))
    return [
        Figure("start → Programme screen shows a key", 1.15, tuple(programme), tuple(bare)),
        Figure("resume 10,000 notes → capture line shows a key", 1.5, tuple(resumed), tuple(bare)),
    ]


def live(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """Typing, adding, idling and memory, in the same visits."""
    typing = VisitPlan(keys=extent.keys, idle=extent.idle, memory=True)
    adding = VisitPlan(keys=extent.keys, notes=extent.notes, idle=extent.idle, memory=True)
    bare, empty, many = [], [], []
    for _ in range(extent.runs):
        bare.append(visit_bare(samples, typing))
        empty.append(visit_session(samples, 0, typing))
        many.append(visit_session(samples, MANY, adding))

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
        figure("bytes to the terminal per key", 0.5, empty, lambda v: median(v.bytes_per_key), "B"),
        figure(
            "bytes to the terminal per key, 10,000 notes", 0.5, many, lambda v: median(v.bytes_per_key), "B"
        ),
        figure(
            "Enter → note on screen p95, 10,000 notes (against the echo)", 2, many, _addition, "ms", "echo"
        ),
        figure("idle CPU time, clock ticking", 1.5, empty, lambda v: v.cpu * 1000, "ms/s"),
        figure("idle CPU time, 10,000 notes", 1.5, many, lambda v: v.cpu * 1000, "ms/s"),
        figure("idle bytes to the terminal, clock ticking", 0.5, empty, lambda v: v.bytes_per_second, "B/s"),
        figure("memory, empty session", 2, empty, lambda v: v.memory / 1e6, "MB"),
        figure("memory, 10,000 notes", 2.3, many, lambda v: v.memory / 1e6, "MB"),
    ]


def saving(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time from a command until COMMIT has returned, compared with a plain insert with the same settings."""
    ours, plain = [], []
    for _ in range(extent.runs):
        ours.append(_ms(p95(save_times(samples.copy(MANY), extent.saves))))
        plain.append(_ms(p95(plain_save_times(samples.copy(MANY), extent.saves))))
    return [Figure("Enter → durable p95 (against a plain insert)", 1.5, tuple(ours), tuple(plain))]


def search(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time from the first key of the first search to its first result."""
    times = tuple(_ms(visit_search(samples, MANY)) for _ in range(extent.runs))
    return [Figure("search over 10,000 notes, first result", 50, times, None)]


def export(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time of the export process, compared with reading by sqlite3, writing plain lines and importing SQLModel."""
    plain = str(Path(__file__).parent / "programs" / "plain_export.py")
    ours, baseline = [], []
    for _ in range(extent.runs):
        database, home = samples.copy(MANY), samples.home()
        ours.append(_run(home, PROGRAM, "--database", str(database), "export", "-o", str(home / "ours.md")))
        baseline.append(_run(home, sys.executable, plain, str(database), str(home / "plain.md")))
    return [
        Figure(
            "export of 10,000 notes, whole process (against a plain export)",
            1.5,
            tuple(ours),
            tuple(baseline),
        )
    ]


def command(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time of commands that only print, compared with a Python process that does nothing."""
    version, help_, nothing = [], [], []
    home = samples.home()
    for _ in range(extent.runs * 3):
        nothing.append(_run(home, sys.executable, "-c", "pass"))
        version.append(_run(home, PROGRAM, "--version"))
        help_.append(_run(home, PROGRAM, "--help"))
    return [
        Figure("breakout-tui --version (against python -c pass)", 3, tuple(version), tuple(nothing)),
        Figure("breakout-tui --help (against python -c pass)", 3, tuple(help_), tuple(nothing)),
    ]


def similar(_: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time to find a note that says the same."""
    return similar_notes(extent.runs, extent.saves)


def paired(_: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time to find the pairs of a large conference."""
    return statement_pairs(extent.runs)


def paper(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time to write the paper of a large conference."""
    return papers(samples, min(3, extent.runs))


def documents(_: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time to write a long report in each format."""
    return writers(extent.runs)


def gather(samples: SampleDatabases, extent: Extent) -> list[Figure]:
    """The time to take in the files of many rooms."""
    return gathering(samples, extent.rooms, extent.runs)


ROWS: dict[str, Callable[[SampleDatabases, Extent], list[Figure]]] = {
    "command": command,
    "start": start,
    "live": live,
    "saving": saving,
    "search": search,
    "export": export,
    "similar": similar,
    "pairs": paired,
    "paper": paper,
    "documents": documents,
    "gather": gather,
}


SCREEN_ROWS = ("start", "live")
"""The rows that hooks into Textual's internals can change; they are also measured without hooks."""


@contextmanager
def no_hooks() -> Iterator[None]:
    """Start programs that use only public names of Textual."""
    with mock.patch.dict("os.environ", {"BREAKOUT_TUI_NO_HOOKS": "1"}):
        yield


class TimedConnection(sqlite3.Connection):
    """A connection that records when the last COMMIT returned, in any thread."""

    committed_at = 0.0

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Execute as the base class does, and record the time after a COMMIT."""
        cursor = super().execute(sql, parameters)
        if sql == "COMMIT":
            TimedConnection.committed_at = time.perf_counter()
        return cursor


@contextmanager
def timed_connections() -> Iterator[None]:
    """While active, all new connections are TimedConnections, in breakout-tui and in the plain insert."""
    with mock.patch("sqlite3.connect", partial(sqlite3.connect, factory=TimedConnection)):
        yield


@timed_connections()
def save_times(database: Path, count: int) -> list[float]:
    """For each of ``count`` notes, the seconds from the command until COMMIT has returned in the writer thread."""
    import random

    from breakout_tui.domain.clock import SystemClock
    from breakout_tui.domain.session import Session, decide
    from breakout_tui.domain.store_events import Opened, Saved, StoreEvent
    from breakout_tui.store.database import Database

    clock = SystemClock()
    store = Database(database, clock)
    session = Session.of(store.load(store.summaries()[0].id))
    events: SimpleQueue[StoreEvent] = SimpleQueue()
    store.start(events.put)

    def wait_for(kind: type[StoreEvent]) -> None:
        while not isinstance(events.get(timeout=60), kind):
            pass

    wait_for(Opened)
    times, generator = [], random.Random(7)
    for number in range(count + 5):
        command = note(number, 0, generator)
        began = time.perf_counter()
        outcome = decide(session, command, clock.read())
        session = outcome.session
        store.submit(session.id, outcome.changes)
        wait_for(Saved)
        times.append(TimedConnection.committed_at - began)
        time.sleep(0.002)
    store.close(60)
    return times[5:]


@timed_connections()
def plain_save_times(database: Path, count: int) -> list[float]:
    """The seconds to insert and commit a note with sqlite3, on a connection with the same settings."""
    from breakout_tui.store.connection import BUSY, open_writing

    times = []
    with closing(open_writing(database, BUSY)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(note)")]
        row = list(connection.execute("SELECT * FROM note ORDER BY serial DESC LIMIT 1").fetchone())
        insert = f"INSERT INTO note VALUES ({', '.join('?' * len(columns))})"
        for number in range(count + 5):
            row[columns.index("serial")] += 1
            row[columns.index("id")] = f"plain-{number}"
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(insert, row)
            connection.execute("COMMIT")
            times.append(TimedConnection.committed_at - began)
            time.sleep(0.002)
    return times[5:]


def _echo(visit: Visit) -> float:
    return _ms(p95(visit.echoes))


def _addition(visit: Visit) -> float:
    return _ms(p95(visit.additions))


def _run(home: Path, *command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={"HOME": str(home), "LANG": "C.UTF-8"})
    return _ms(time.perf_counter() - began)


def _ms(seconds: float) -> float:
    return seconds * 1000
