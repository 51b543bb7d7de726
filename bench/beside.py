"""Beside: how a key and a note fare in a real room while its server is well, frozen, killed or without disk.

One window stays open in a terminal; the servers come and go. Each state is compared with the same window without a server, a moment before.
"""

from __future__ import annotations

import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from statistics import median

from bench.crowd import Crowd
from bench.figures import Figure, p95
from bench.measured_terminal import Terminal
from bench.phones import PhonesNoted, phones
from bench.sample_databases import CLUSTERS, SampleDatabases
from bench.served_room import ServerProcess, free_port, marked, our_server
from bench.visits import Visit, type_keys
from breakout_tui.cli.share_file import read_share, remove_share

NOTES = 500
"""In the session: as many as a long day has."""
PHONES = 40
GOAL = 1.2
_TIMED = str(Path(__file__).parent / "programs" / "timed_room.py")
_SETTLED = 3.0
"""Seconds until the link has noticed a change; it looks every two."""
_DRAFT = 0.9
"""Seconds after the last key until the draft is stored; Enter's COMMIT is then the next one."""
_PATIENCE = 30.0


@dataclass(slots=True)
class Typed:
    """What was measured in one state, in seconds."""

    echoes: list[float] = field(default_factory=list)
    durable: list[float] = field(default_factory=list)


class Room:
    """A window in a terminal, and the times of its COMMITs."""

    def __init__(self, samples: SampleDatabases) -> None:
        self.database = samples.copy(NOTES, CLUSTERS[2:])  # so that phones can vote on few lines
        self._times = self.database.with_suffix(".commits")
        self._times.touch()
        self._notes = 0
        command = (sys.executable, _TIMED, str(self._times), "--database", str(self.database), "resume")
        self.terminal = Terminal(command, samples.home())
        self.terminal.wait_for("saved ✓", self.terminal.started_at)
        self.terminal.read_for(_SETTLED)

    def typed(self, keys: int, notes: int) -> Typed:
        """Type so many keys, then so many notes."""
        visit = Visit()
        type_keys(self.terminal, visit, keys)
        durable = [self._noted() for _ in range(notes + 1)]
        return Typed(visit.echoes, durable[1:])  # the first one saves the keys

    def _noted(self) -> float:
        """The seconds from Enter until the note's COMMIT has returned."""
        self._notes += 1
        self.terminal.type(f"{marked(self._notes)} was said")
        self.terminal.read_for(_DRAFT + self._notes % 7 * 0.01)
        known = self._times.stat().st_size
        pressed = self.terminal.type("\r")
        while self._times.stat().st_size == known:
            if time.perf_counter() - pressed > _PATIENCE:
                raise RuntimeError("a note was not saved")
            self.terminal.read_for(0.002)
        self.terminal.read_for(0.1)
        (committed,) = struct.unpack("d", self._times.read_bytes()[known : known + 8])
        return float(committed) - pressed


State = Callable[[Room], Iterator[None]]


def _displays(count: int) -> State:
    def shown(room: Room) -> Iterator[None]:
        with _server(room) as server, Crowd(server.port, count, server.share.code) as crowd:
            room.terminal.read_for(_SETTLED)
            yield
            if not any(len(times) == count for times in crowd.noted().times.values()):
                raise RuntimeError("the displays did not show the notes")

    return shown


def _phones(room: Room) -> Iterator[None]:
    """Forty phones send 300 statements a minute, and all their ballots at once every two seconds."""
    with _server(room) as server:
        room.terminal.read_for(_SETTLED)
        for command in ("/floor open", "/rank clusters", "/ballot open"):
            room.terminal.type(f"{command}\r")
            room.terminal.read_for(_SETTLED)
        with phones(server.port, PHONES, server.share.phone_code) as crowd:
            room.terminal.read_for(_SETTLED)
            yield
            noted = PhonesNoted(**crowd.answer())
        if not noted.statements or not noted.ballots or noted.refused:
            raise RuntimeError(f"the phones were not heard: {noted}")
        for command in ("/ballot close", "/floor close"):
            room.terminal.type(f"{command}\r")
            room.terminal.read_for(_SETTLED)


def _frozen(room: Room) -> Iterator[None]:
    with _server(room) as server, Crowd(server.port, 3, server.share.code):
        room.terminal.read_for(_SETTLED)
        server.process.send_signal(signal.SIGSTOP)
        yield
        server.process.send_signal(signal.SIGCONT)


def _killed(room: Room) -> Iterator[None]:
    with _server(room) as server:
        room.terminal.read_for(_SETTLED)
        server.process.kill()
        server.process.wait()
        yield
        _end_another(room.database)


def _full(room: Room) -> Iterator[None]:
    with _server(room) as server, Crowd(server.port, 3, server.share.code):
        room.terminal.read_for(_SETTLED)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, 0))
        yield


STATES: dict[str, State] = {
    "server with 3 displays": _displays(3),
    "server with 500 displays": _displays(500),
    f"server with {PHONES} phones that send and vote": _phones,
    "server frozen (SIGSTOP)": _frozen,
    "server killed (kill -9), started again by the window": _killed,
    "server that can write no file": _full,
}


def _server(room: Room) -> ServerProcess:
    return our_server(room.database, free_port())


def _end_another(database: Path) -> None:
    """End the server that the window has started in place of the killed one."""
    share = read_share(database)
    remove_share(database)  # first, so that there is nothing to start again
    if share is not None and share.process:
        with suppress(ProcessLookupError):
            os.kill(share.process, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class BesideRow:
    """All runs of one state, and what was typed without a server just before each of them."""

    name: str
    runs: tuple[Typed, ...]
    alone: tuple[Typed, ...]

    def figures(self) -> list[Figure]:
        """The rows of the table."""

        def figure(name: str, what: Callable[[Typed], list[float]]) -> Figure:
            ours, alone = (
                [[value * 1000 for value in what(run)] for run in runs] for runs in (self.runs, self.alone)
            )
            return Figure(
                f"{self.name}: {name} p95 (against no server)",
                GOAL,
                tuple(map(p95, ours)),
                tuple(map(p95, alone)),
                together=(p95([*chain(*ours)]), p95([*chain(*alone)])),
            )

        return [figure("key → echo", _echoes), figure("Enter → durable", _durable)]

    def cells(self) -> tuple[str, ...]:
        """The row of the table of all values: with the server, and without."""

        def both(of: Callable[[list[float]], float], what: Callable[[Typed], list[float]]) -> str:
            each = ([value * 1000 for run in runs for value in what(run)] for runs in (self.runs, self.alone))
            return " / ".join(f"{of(values):.1f}" for values in each)

        values = (both(of, what) for what in (_echoes, _durable) for of in (median, p95))
        return (self.name, *values)


BESIDE_HEADS = (
    "the room beside its server / alone",
    "echo p50, ms",
    "echo p95, ms",
    "durable p50, ms",
    "durable p95, ms",
)


def beside(samples: SampleDatabases, runs: int, keys: int, notes: int) -> list[BesideRow]:
    """Each run is a window; in each one the states come in another order, and before each of them no server."""
    typed: dict[str, list[Typed]] = {name: [] for name in STATES}
    alone: dict[str, list[Typed]] = {name: [] for name in STATES}
    for run in range(runs):
        room = Room(samples)
        with room.terminal:
            room.typed(keys // 4, notes // 4)  # to be as warm as later
            names = list(STATES)
            for name in names[run % len(names) :] + names[: run % len(names)]:
                alone[name].append(room.typed(keys, notes))
                with contextmanager(STATES[name])(room):
                    typed[name].append(room.typed(keys, notes))
                with suppress(OSError):
                    remove_share(room.database)
                room.terminal.read_for(_SETTLED)
    return [BesideRow(name, tuple(typed[name]), tuple(alone[name])) for name in STATES]


def _echoes(typed: Typed) -> list[float]:
    return typed.echoes


def _durable(typed: Typed) -> list[float]:
    return typed.durable
