"""Many displays of many rooms: event streams in a process of their own, on a core of their own, which note when each event came.

``python -m bench.many_displays PLAN COUNT``. It prints a line when all streams are open, and after a line on stdin what it noted, as JSON.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import ssl
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.crowd import MARK
from bench.many_rooms import RoomsPlan, pin_to_second_core, read_plan

_OPENING = 300.0
"""Seconds in which all streams have to be open."""
_AT_ONCE = 20
"""Streams that are opened at the same time."""


@dataclass
class DisplaysNoted:
    """What the displays noted."""

    times: dict[int, list[float]] = field(default_factory=dict)
    """For each statement when each of the displays of its room had it, by the performance counter."""
    latest: dict[str, list[int]] = field(default_factory=dict)
    """By session, the newest statement that each of its displays shows."""
    faces: int = 0
    face_bytes: int = 0
    """Of all faces together."""
    ended: int = 0
    """Streams that ended."""
    cpu: float = 0.0
    """The CPU time that the displays took in a second, in seconds."""


class StreamOfRoom(asyncio.Protocol):
    """One display."""

    def __init__(self, request: bytes, noted: DisplaysNoted) -> None:
        self._request = request
        self._noted = noted
        self.is_open = asyncio.Event()
        self.latest = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Note what came."""
        if b"retry" in data:
            self.is_open.set()
        if b"event: face" in data:
            self._noted.faces += 1
            self._noted.face_bytes += len(data)
        if (mark := max(map(int, MARK.findall(data)), default=0)) > self.latest:
            self.latest = mark
            self._noted.times.setdefault(mark, []).append(time.perf_counter())

    def connection_lost(self, _exc: Exception | None) -> None:
        """It should not have ended."""
        self._noted.ended += 1


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _cookies(plan: RoomsPlan, count: int) -> list[tuple[str, str]]:
    """For each display the session that it shows, and its cookie; all asked for on one connection."""
    host = urlsplit(plan.url).netloc
    connection = http.client.HTTPSConnection(host, timeout=30, context=_trusting())
    headers = {"Origin": plan.url, "Content-Type": "application/x-www-form-urlencoded"}
    found = []
    for number in range(count):
        room = plan.rooms[number % len(plan.rooms)]
        connection.request("POST", "/join", urlencode({"code": room.display_code}), headers)
        answer = connection.getresponse()
        answer.read()
        found.append((room.session, answer.headers["set-cookie"].partition(";")[0]))
    connection.close()
    return found


async def _watch(plan: RoomsPlan, count: int) -> None:
    noted, loop = DisplaysNoted(), asyncio.get_running_loop()
    found, context, turn = urlsplit(plan.url), _trusting(), asyncio.Semaphore(_AT_ONCE)
    streams: list[tuple[str, StreamOfRoom]] = []

    async def open_one(session: str, cookie: str) -> None:
        request = f"GET /live HTTP/1.1\r\nHost: {found.netloc}\r\nCookie: {cookie}\r\n\r\n".encode()
        async with turn:
            stream = StreamOfRoom(request, noted)
            await loop.create_connection(lambda: stream, found.hostname or "", found.port or 443, ssl=context)
            await stream.is_open.wait()
        streams.append((session, stream))

    async with asyncio.timeout(_OPENING):
        await asyncio.gather(*(open_one(*each) for each in _cookies(plan, count)))
    await asyncio.sleep(1)
    noted.faces = noted.face_bytes = 0
    began, used = time.perf_counter(), time.process_time()
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    noted.cpu = (time.process_time() - used) / (time.perf_counter() - began)
    for session, stream in streams:
        noted.latest.setdefault(session, []).append(stream.latest)
    print(json.dumps(asdict(noted)), flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    pin_to_second_core()
    asyncio.run(_watch(read_plan(Path(sys.argv[1])), int(sys.argv[2])))
