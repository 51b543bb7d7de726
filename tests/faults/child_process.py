"""Processes forked from one that has imported everything, so that hundreds can be started and killed quickly."""

from __future__ import annotations

import multiprocessing
import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["pytest", "tests.faults.day_writer"])

PATIENCE = 30.0
"""Seconds to wait for a line."""


class Victim:
    """A running process and the lines that it reported."""

    def __init__(self, process: ForkServerProcess, reported: Connection) -> None:
        self._process = process
        self._told = reported
        self._rest = b""
        self.lines: list[str] = []

    def read(self, seconds: float = 0.0) -> bool:
        """Read what it reported, waiting at most this long; False when nothing more comes."""
        if not select.select([self._told], [], [], seconds)[0]:
            return True
        data = os.read(self._told.fileno(), 65536)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.lines += [line.decode() for line in lines]
        return bool(data)

    def wait_for(self, count: int) -> None:
        """Wait until it reported that many lines, or ended."""
        while len(self.lines) < count and self.read(PATIENCE):
            pass

    def last(self, word: str) -> int:
        """The number in the last line that begins with the word; 0 for none."""
        return max((int(line.split()[1]) for line in self.lines if line.startswith(f"{word} ")), default=0)

    def kill(self) -> None:
        """Kill it; then read all that it reported before."""
        self._process.kill()
        self._process.join()
        while self.read(1.0):
            pass


def _run(work: Callable[..., None], reported: Connection, arguments: tuple[Any, ...]) -> None:
    work(*(reported.fileno() if argument is ... else argument for argument in arguments))


@contextmanager
def victim(work: Callable[..., None], *arguments: Any) -> Iterator[Victim]:
    """A process that does the work; ``...`` among the arguments is replaced by the descriptor to report to."""
    reported, reporting = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_run, args=(work, reporting, arguments))
    process.start()
    reporting.close()
    try:
        yield Victim(process, reported)
    finally:
        process.kill()
        process.join()
        process.close()
        reported.close()
