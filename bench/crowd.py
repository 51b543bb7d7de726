"""Crowd: many displays in a process of their own, on a core of their own, which note when each event came.

``python -m bench.crowd PORT COUNT CODE``; without a code the displays don't join first. It prints a line when all streams are open, and
after a line on stdin what it noted, as JSON.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import subprocess
import sys
import time
from types import TracebackType
from typing import NamedTuple
from urllib.parse import urlencode

MARK = re.compile(rb"mark(\d{6})")
"""Names a statement. An event may name several; the newest one has the largest number."""
_OPENING = 60.0
"""Seconds in which all streams have to be open."""


class Noted(NamedTuple):
    """What the displays noted."""

    times: dict[int, list[float]]
    """For each statement when each of the displays had it, by the performance counter."""
    cpu: float
    """The CPU time that the displays took in a second, in seconds."""


class Crowd:
    """Starts the displays, and ends them."""

    def __init__(self, port: int, count: int, code: str) -> None:
        command = [sys.executable, "-m", "bench.crowd", str(port), str(count), code]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "open\n":
            raise RuntimeError("the displays could not be opened")

    def __enter__(self) -> Crowd:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def noted(self) -> Noted:
        """What they noted. They stay open, and note nothing more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("enough\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        return Noted({int(mark): times for mark, times in found["times"].items()}, found["cpu"])


class _Notes:
    """What all displays of this process note."""

    def __init__(self) -> None:
        self.opened = 0
        self.times: dict[int, list[float]] = {}


class _Display(asyncio.Protocol):
    def __init__(self, request: bytes, notes: _Notes) -> None:
        self._request = request
        self._notes = notes
        self._is_open = False
        self._latest = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self._is_open and b"retry" in data:
            self._is_open = True
            self._notes.opened += 1
        if (mark := max(map(int, MARK.findall(data)), default=-1)) > self._latest:
            self._latest = mark
            self._notes.times.setdefault(mark, []).append(time.perf_counter())


def joined(port: int, code: str) -> str:
    """The cookie of a new display."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/join", urlencode({"code": code}), headers)
    cookie = connection.getresponse().headers["set-cookie"]
    connection.close()
    return cookie.partition(";")[0]


async def _watch(port: int, count: int, code: str) -> None:
    notes, loop = _Notes(), asyncio.get_running_loop()
    for _ in range(count):
        cookie = f"Cookie: {joined(port, code)}\r\n" if code else ""
        request = f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}\r\n".encode()
        await loop.create_connection(lambda request=request: _Display(request, notes), "127.0.0.1", port)  # type: ignore[misc]
    async with asyncio.timeout(_OPENING):
        while notes.opened < count:
            await asyncio.sleep(0.01)
    began, used = time.perf_counter(), time.process_time()
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    cpu = (time.process_time() - used) / (time.perf_counter() - began)
    print(json.dumps({"times": notes.times, "cpu": cpu}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[min(1, len(cores) - 1)]})
    asyncio.run(_watch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
