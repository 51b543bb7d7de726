"""Conference: hundreds of rooms and displays on one hub with PostgreSQL, compared with the least that a hub has to do."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.conference_check import problems_of
from bench.many_rooms import PlannedRoom, RoomsPlan
from bench.measured_postgresql import MeasuredPostgresql
from bench.processes import AskedProcess, cpu_seconds, resident_bytes
from bench.sample_databases import write_sample
from bench.served_room import PROGRAM, free_port
from bench.simulated_room import Spoken
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.room_code import new_room_secret, secret_hash
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.hub.certificate import Certificate, certificate_at
from breakout_tui.hub.credentials import new_code
from breakout_tui.store.database import Database
from breakout_tui.store.hub_database import HubDatabase

BARE_HUB = str(Path(__file__).parent / "programs" / "bare_hub.py")
DISPLAYS = 2
"""For each room."""
EVERY = 20.0
"""Seconds between two statements of a room, on average."""
NOTES = 40
"""That each room has when it joins: half an hour."""


GROUP = 100
"""Rooms in one process. Python lets one thread of a process run at a time: with 500 rooms in one, their threads wait for each other."""
_MARKS = 100_000
"""More than the statements of a group."""
_LATE = 1.0
"""Seconds in which the displays have the last statement."""


@dataclass(frozen=True, slots=True)
class ConferenceLoad:
    """What one hub did for so many rooms; times in milliseconds, CPU as a part of a core."""

    rooms: int
    acknowledged: tuple[float, ...]
    """From telling the link of a saved statement until the hub has said that it has it."""
    answered: tuple[float, ...]
    """Of it, from when the link has read it from the file."""
    delays: tuple[float, ...]
    """From COMMIT in the room's file until a display of the room has it."""
    caught_up: tuple[float, ...]
    """Seconds from the network's return until the hub has all that was said meanwhile."""
    idle_bytes: int
    """Memory of the hub before the rooms come."""
    bytes: int
    """Memory at the end."""
    hub_cpu: float
    postgresql_cpu: float
    rooms_cpu: float
    displays_cpu: float
    face_bytes: int
    statements: int
    problems: tuple[str, ...]


class Conference:
    """A folder with the files of rooms, a certificate, and a server."""

    def __init__(self, folder: Path, postgresql: MeasuredPostgresql, rooms: int) -> None:
        self._folder = folder
        self._postgresql = postgresql
        self._clock = SystemClock()
        self._certificate: Certificate = certificate_at(folder / "hub.pem", ["127.0.0.1"], self._clock)
        self._first = [folder / f"first-{number}.db" for number in range(rooms)]
        for path in self._first:
            write_sample(path, NOTES)
        self._sessions = [Database(path, self._clock).latest() or "" for path in self._first]
        self._runs = 0

    def ours(self, rooms: int, seconds: float) -> ConferenceLoad:
        """What our hub does."""
        database = self._postgresql.new_database()
        planned = self._added(database, rooms)
        files = {each.session: Path(each.file) for each in planned}
        port = free_port()
        where = ["--port", str(port), "--certificate", str(self._certificate.path)]
        command = [PROGRAM, "serve", "--database", str(database), *where]
        return self._measured(
            command, port, planned, seconds, lambda noted: problems_of(database, noted, files)
        )

    def bare(self, rooms: int, seconds: float, face_bytes: int) -> ConferenceLoad:
        """What the bare hub does, for the same rooms; its faces have so many bytes."""
        database = self._postgresql.new_database()
        planned = [
            PlannedRoom(str(path), session, new_room_secret(), session)
            for path, session in self._files(rooms)
        ]
        port = free_port()
        given = [str(port), str(database), str(self._certificate.path), str(face_bytes)]
        command = [sys.executable, BARE_HUB, *given]
        return self._measured(command, port, planned, seconds, lambda _: [])

    def _files(self, rooms: int) -> list[tuple[Path, str]]:
        """New copies of the files, with their sessions."""
        self._runs += 1
        folder = self._folder / f"run-{self._runs}"
        folder.mkdir()
        copies = (Path(shutil.copy(path, folder)) for path in self._first[:rooms])
        return list(zip(copies, self._sessions, strict=False))

    def _added(self, name: ServerAddress, rooms: int) -> list[PlannedRoom]:
        """The rooms, which the hub knows."""
        database, planned = HubDatabase(name, self._clock), []
        for number, (path, session) in enumerate(self._files(rooms)):
            secret, code = new_room_secret(), new_code()
            database.add_room(f"Room {number}", secret_hash(secret), code)
            planned.append(PlannedRoom(str(path), session, secret, code))
        database.close()
        return planned

    def _measured(
        self,
        command: list[str],
        port: int,
        planned: list[PlannedRoom],
        seconds: float,
        problems: Callable[[Any], list[str]],
    ) -> ConferenceLoad:
        count = len(planned)
        paths = [
            self._planned(planned[first : first + GROUP], port, seconds, first // GROUP)
            for first in range(0, count, GROUP)
        ]
        everything = self._planned(planned, port, seconds, len(paths))
        self._postgresql.settle()
        with AskedProcess(command) as hub:
            hub.wait_for_port(port)
            idle = resident_bytes(hub.pid)
            displays_command = [
                sys.executable,
                "-m",
                "bench.many_displays",
                str(everything),
                str(count * DISPLAYS),
            ]
            with ExitStack() as groups:
                rooms = [
                    groups.enter_context(
                        AskedProcess([sys.executable, "-m", "bench.many_rooms", str(path)], "open")
                    )
                    for path in paths
                ]
                displays = groups.enter_context(AskedProcess(displays_command, "open"))
                before = time.perf_counter(), cpu_seconds(hub.pid), self._postgresql.cpu_seconds()
                for each in rooms:
                    each.ask()
                noted = _together([each.told() for each in rooms])
                took = time.perf_counter() - before[0]
                used = cpu_seconds(hub.pid) - before[1], self._postgresql.cpu_seconds() - before[2]
                time.sleep(_LATE)
                seen = displays.answer()
                memory = resident_bytes(hub.pid)
        return _load(count, noted, seen, (idle, memory), (used[0] / took, used[1] / took), problems(noted))

    def _planned(self, rooms: list[PlannedRoom], port: int, seconds: float, group: int) -> Path:
        """The file of a plan."""
        plan = RoomsPlan(
            url=f"https://127.0.0.1:{port}",
            fingerprint=self._certificate.fingerprint,
            rooms=tuple(rooms),
            seconds=seconds,
            every=EVERY,
            away=len(rooms) // 10,
            restored=-(-len(rooms) // 100),
            first_mark=group * _MARKS + 1,
        )
        path = self._folder / f"plan-{self._runs}-{group}.json"
        path.write_text(json.dumps(asdict(plan)), encoding="utf-8")
        return path


def _together(noted: list[Any]) -> Any:
    """What all groups of rooms noted."""
    return {
        "spoken": {session: spoken for each in noted for session, spoken in each["spoken"].items()},
        **{
            name: [item for each in noted for item in each[name]]
            for name in ("caught_up", "restored", "problems")
        },
        "cpu": sum(each["cpu"] for each in noted),
    }


def _load(
    rooms: int,
    noted: Any,
    seen: Any,
    memory: tuple[int, int],
    used: tuple[float, float],
    problems: list[str],
) -> ConferenceLoad:
    spoken = [Spoken(**each) for of_room in noted["spoken"].values() for each in of_room]
    calm = {each.mark: each for each in spoken if not each.was_away}
    times = {int(mark): at for mark, at in seen["times"].items()}
    newest = {
        session: max((each["mark"] for each in of_room), default=0)
        for session, of_room in noted["spoken"].items()
    }
    stale = sum(mark != newest[session] for session, marks in seen["latest"].items() for mark in marks)
    problems = [*problems, *noted["problems"], *([f"{stale} displays are stale"] if stale else [])]
    if seen["ended"]:
        problems.append(f"{seen['ended']} streams ended")
    return ConferenceLoad(
        rooms=rooms,
        acknowledged=tuple((each.answered - each.saved) * 1000 for each in calm.values()),
        answered=tuple((each.answered - each.read) * 1000 for each in calm.values()),
        delays=tuple((at - calm[mark].saved) * 1000 for mark, found in times.items() if mark in calm for at in found),
        caught_up=tuple(noted["caught_up"]),
        idle_bytes=memory[0],
        bytes=memory[1],
        hub_cpu=used[0],
        postgresql_cpu=used[1],
        rooms_cpu=noted["cpu"],
        displays_cpu=seen["cpu"],
        face_bytes=round(seen["face_bytes"] / max(1, seen["faces"])),
        statements=len(spoken),
        problems=tuple(problems),
    )  # fmt: skip
