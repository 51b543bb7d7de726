"""Many rooms: real links and files in a process of their own, on a core of their own.

``python -m bench.many_rooms PLAN``. It prints a line when the hub has all sessions, speaks for a while after a line on stdin, and prints what
came of it, as JSON.
"""

from __future__ import annotations

import heapq
import json
import os
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

from bench.simulated_room import SimulatedRoom, Spoken
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.room_code import RoomCode

_OPENING = 300.0
"""Seconds in which all rooms have to be linked."""
_LAST = 60.0
"""Seconds in which the hub has to have everything after the last statement."""
_CLOSING = 16
"""Rooms that are closed at the same time."""
_WORDS = (
    "council",
    "data",
    "budget",
    "city",
    "shared",
    "training",
    "people",
    "services",
    "open",
    "trust",
    "rules",
)


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A room of a plan."""

    file: str
    session: str
    secret: str
    display_code: str


@dataclass(frozen=True, slots=True)
class RoomsPlan:
    """What the rooms do."""

    url: str
    fingerprint: str
    rooms: tuple[PlannedRoom, ...]
    seconds: float
    """For how long they speak."""
    every: float
    """Seconds between two statements of a room, on average."""
    away: int
    """How many lose the network for the middle third."""
    restored: int
    """How many others get an older copy of their file in the middle."""
    first_mark: int = 1
    """Of their statements. Each group of rooms has marks of its own."""


@dataclass(frozen=True, slots=True)
class RoomsNoted:
    """What came of it."""

    spoken: dict[str, list[Spoken]]
    """By session."""
    caught_up: list[float]
    """Seconds from when the network was there again until the hub had all that was said meanwhile."""
    restored: list[str]
    """The sessions whose files were restored."""
    cpu: float
    """The CPU time that the rooms took in a second, in seconds."""
    seconds: float
    """For how long they spoke, until the hub had everything."""
    problems: list[str] = field(default_factory=list)


class ManyRooms:
    """All rooms of a plan."""

    def __init__(self, plan: RoomsPlan) -> None:
        self._plan = plan
        clock = SystemClock()
        self._rooms = [
            SimulatedRoom(
                Path(each.file), each.session, plan.url, RoomCode(each.secret, plan.fingerprint), clock
            )
            for each in plan.rooms
        ]
        shuffled = random.Random(3).sample(self._rooms, len(self._rooms))
        self._away = shuffled[: plan.away]
        self._restored = shuffled[plan.away : plan.away + plan.restored]
        self._marks = count(plan.first_mark)
        self._words = random.Random(plan.first_mark + 7)
        self._restoring: list[threading.Thread] = []

    def open(self) -> None:
        """Open all windows, until the hub has all sessions."""
        for room in self._rooms:
            room.open()
        self._wait(lambda: all(room.is_on for room in self._rooms), _OPENING)
        time.sleep(2)

    def speak(self) -> RoomsNoted:
        """Speak as planned, and wait until the hub has everything."""
        began, used = time.perf_counter(), time.process_time()
        for at, _, act in self._acts(began):
            time.sleep(max(0.0, at - time.perf_counter()))
            act()
        cpu = (time.process_time() - used) / (time.perf_counter() - began)
        problems = [] if self._all_there() else ["the hub does not have everything"]
        took = time.perf_counter() - began
        with ThreadPoolExecutor(_CLOSING) as closing:
            list(closing.map(SimulatedRoom.close, self._rooms))
        problems += [problem for room in self._rooms for problem in room.problems]
        return RoomsNoted(
            {room.session_id: room.spoken for room in self._rooms},
            [max(said.answered for said in room.spoken if said.was_away) - room.back_at for room in self._away
             if any(said.was_away for said in room.spoken)],
            [room.session_id for room in self._restored],
            cpu,
            took,
            problems,
        )  # fmt: skip

    def _acts(self, began: float) -> list[tuple[float, int, Callable[[], None]]]:
        """What happens when, in order."""
        plan, numbers = self._plan, count()
        generator = random.Random(plan.first_mark + 5)
        acts: list[tuple[float, int, Callable[[], None]]] = []
        for room in self._rooms:
            at = generator.uniform(0, plan.every)
            while at < plan.seconds:
                acts.append((began + at, next(numbers), lambda room=room: self._say(room)))  # type: ignore[misc]
                at += plan.every * generator.uniform(0.5, 1.5)
        third = plan.seconds / 3
        for room in self._away:
            acts.append((began + third, next(numbers), room.leave))
            acts.append((began + 2 * third, next(numbers), room.come_back))
        for room in self._restored:
            acts.append((began + third, next(numbers), room.back_up))
            acts.append((began + 2 * third, next(numbers), lambda room=room: self._restore(room)))  # type: ignore[misc]
        heapq.heapify(acts)
        return [heapq.heappop(acts) for _ in range(len(acts))]

    def _say(self, room: SimulatedRoom) -> None:
        if room not in self._restored or not any(each.is_alive() for each in self._restoring):
            room.speak(next(self._marks), " ".join(self._words.choices(_WORDS, k=self._words.randint(6, 20))))

    def _restore(self, room: SimulatedRoom) -> None:
        """Beside what the other rooms do."""
        thread = threading.Thread(target=room.restore)
        self._restoring.append(thread)
        thread.start()

    def _all_there(self) -> bool:
        for thread in self._restoring:
            thread.join(_LAST)
        try:
            self._wait(lambda: all(room.is_up_to_date for room in self._rooms), _LAST)
        except TimeoutError:
            return False
        return True

    def _wait(self, is_so: Callable[[], bool], seconds: float) -> None:
        ends = time.perf_counter() + seconds
        while not is_so():
            if time.perf_counter() > ends:
                raise TimeoutError("the rooms do not reach the hub")
            time.sleep(0.05)


def read_plan(path: Path) -> RoomsPlan:
    """The plan in a file."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return RoomsPlan(**{**found, "rooms": tuple(PlannedRoom(**each) for each in found["rooms"])})


def pin_to_second_core() -> None:
    """This process leaves the first core to what is measured."""
    cores = range(os.cpu_count() or 1)
    os.sched_setaffinity(0, {cores[min(1, len(cores) - 1)]})


if __name__ == "__main__":
    pin_to_second_core()
    try:
        rooms = ManyRooms(read_plan(Path(sys.argv[1])))
        rooms.open()
        print("open", flush=True)
        sys.stdin.readline()
        print(json.dumps(asdict(rooms.speak())), flush=True)
    except BaseException:  # noqa: BLE001 - whatever it is
        traceback.print_exc()
        os._exit(1)  # the threads of the stores would go on
