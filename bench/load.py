"""Load: many displays at one statement a second, compared with a bare event stream that sends the same bytes to as many."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.crowd import MARK, Crowd, joined
from bench.figures import Figure, p95
from bench.sample_databases import SampleDatabases
from bench.served_room import ServerProcess, SpeakingRoom, bare_server, free_port, marked, our_server
from breakout_tui.link.room_link import ServerPlace

SIZES = (10, 100, 500)
MOST_DELAY = 300
"""Milliseconds."""
_SETTLED = 1.5
"""Seconds to wait after the streams are open."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one server did for one crowd."""

    cpu: float
    """CPU time in a second, in milliseconds."""
    delays: tuple[float, ...]
    """From the statement to its event at each display, in milliseconds."""
    memory: float
    """Bytes of each connection."""
    crowd: float
    """CPU time of the displays in a second, in milliseconds."""
    lost: int
    """Events that did not come."""

    @property
    def delay(self) -> float:
        """The 95th percentile."""
        return p95(self.delays)


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The runs for one number of displays."""

    displays: int
    ours: tuple[Load, ...]
    bare: tuple[Load, ...]

    def figures(self) -> list[Figure]:
        """The rows of the table."""
        name = f"{self.displays} displays, a statement a second"

        def pair(what: Callable[[Load], float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
            return tuple(map(what, self.ours)), tuple(map(what, self.bare))

        cpu, delay, memory = pair(_cpu), pair(_delay), pair(_memory)
        figures = [
            Figure(f"{name}: CPU (against a bare event stream)", 2, *cpu, "ms/s"),
            Figure(f"{name}: statement → event p95 (against the same)", 2, *delay),
            Figure(f"{name}: statement → event p95", MOST_DELAY, delay[0], None),
        ]
        if self.displays == SIZES[-1]:  # with fewer, the memory is that of anything else
            figures.append(Figure(f"{name}: memory a connection (against the same)", 1.5, *memory, "kB"))
        return figures

    def cells(self) -> tuple[str, ...]:
        """The row of the growth table: ours and the bare one's."""

        def both(what: Callable[[Load], float], form: str) -> str:
            return " / ".join(format(median(map(what, loads)), form) for loads in (self.ours, self.bare))

        return (
            f"{self.displays:,}",
            both(_cpu, ".0f"),
            both(lambda load: median(load.delays), ".1f"),
            both(_delay, ".1f"),
            both(_memory, ".0f"),
            both(lambda load: load.crowd, ".0f"),
            str(sum(load.lost for load in self.ours)),
        )


LOAD_HEADS = (
    "displays",
    "server CPU, ms/s",
    "statement → event p50, ms",
    "p95, ms",
    "memory a connection, kB",
    "CPU of the displays, ms/s",
    "events lost",
)


def load(samples: SampleDatabases, runs: int, seconds: int) -> list[LoadRow]:
    """Both servers for each number of displays, by turns, in so many runs of so many seconds."""
    ours: dict[int, list[Load]] = {size: [] for size in SIZES}
    bare: dict[int, list[Load]] = {size: [] for size in SIZES}
    for _ in range(runs):
        for size in SIZES:
            measured, event = _ours(samples, size, seconds)
            ours[size].append(measured)
            bare[size].append(_bare(event, size, seconds))
    return [LoadRow(size, tuple(ours[size]), tuple(bare[size])) for size in SIZES]


def _ours(samples: SampleDatabases, displays: int, seconds: int) -> tuple[Load, bytes]:
    """The load, and the event of a statement as it was sent."""
    with our_server(samples.home() / "room.db", free_port()) as server:
        place = ServerPlace(server.share.url, server.share.secret)
        with SpeakingRoom(place) as room:
            room.speak(0)
            event = _event(server)
            return _measured(server, displays, seconds, room.speak, server.share.code), event


def _bare(event: bytes, displays: int, seconds: int) -> Load:
    with bare_server(free_port()) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)

        def speak(mark: int) -> float:
            body = event.replace(marked(0).encode(), marked(mark).encode())
            moment = time.perf_counter()
            connection.request("POST", "/", body)
            connection.getresponse().read()
            return moment

        speak(0)
        return _measured(server, displays, seconds, speak, "")


def _measured(
    server: ServerProcess, displays: int, seconds: int, speak: Callable[[int], float], code: str
) -> Load:
    before = server.resident_bytes()
    with Crowd(server.port, displays, code) as crowd:
        time.sleep(_SETTLED)
        speak(1)
        time.sleep(1)
        memory = (server.resident_bytes() - before) / displays
        said: dict[int, float] = {}
        began, used = time.perf_counter(), server.cpu_seconds()
        for mark in range(2, seconds + 2):
            said[mark] = speak(mark)
            time.sleep(max(0.0, began + mark - 1 - time.perf_counter()))
        cpu = (server.cpu_seconds() - used) / (time.perf_counter() - began)
        noted = crowd.noted()
    delays = tuple(
        (at - said[mark]) * 1000 for mark, times in noted.times.items() if mark in said for at in times
    )
    return Load(cpu * 1000, delays, memory / 1000, noted.cpu * 1000, displays * seconds - len(delays))


def _event(server: ServerProcess) -> bytes:
    """The event that shows statement 0, as a display gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/live", headers={"Cookie": joined(server.port, server.share.code)})
    response = connection.getresponse()
    lines: list[bytes] = []
    while not MARK.search(b"".join(lines)):
        if (line := response.readline()) == b"\n":
            lines.clear()
        lines.append(line)
    connection.close()
    return b"".join(lines).lstrip(b"\n") + b"\n"


def _cpu(load: Load) -> float:
    return load.cpu


def _delay(load: Load) -> float:
    return load.delay


def _memory(load: Load) -> float:
    return load.memory
