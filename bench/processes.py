"""Processes that are measured from outside: their CPU time and memory. Linux."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any

_PATIENCE = 60.0


def cpu_seconds(process: int) -> float:
    """The CPU time of all threads that run."""
    tasks = Path(f"/proc/{process}/task")
    used = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())
    return used / 1e9


def resident_bytes(process: int) -> int:
    """The resident memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class AskedProcess:
    """A process that ends with the ``with`` block; it has begun when it has printed a line that is ``first``, if one is given."""

    def __init__(self, command: list[str], first: str = "") -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self._process.pid
        assert self._process.stdout is not None
        if first and self._process.stdout.readline() != f"{first}\n":
            raise RuntimeError(f"{command[2]} did not begin")

    def __enter__(self) -> AskedProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def wait_for_port(self, port: int) -> None:
        """Wait until it listens."""
        ends = time.perf_counter() + _PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                if self._process.poll() is not None or time.perf_counter() > ends:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.05)
            else:
                return

    def ask(self) -> None:
        """Give it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write("enough\n")
        self._process.stdin.flush()

    def told(self) -> Any:
        """What it says then, as JSON."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def answer(self) -> Any:
        """Give it a line; what it says, as JSON."""
        self.ask()
        return self.told()
