"""Failures: what nobody expected, told once of each kind, so that neither a log nor a pipe that nobody reads is filled by it."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

MOST = 100
"""Kinds that are told."""
_LIBRARIES = ("asyncio", "python_multipart", "uvicorn")


class Failures:
    """Tells ``report`` of each error of a type, or from a line, that none before had."""

    def __init__(self, report: Callable[[Exception], None]) -> None:
        self._report = report
        self._seen: set[tuple[str, str]] = set()

    def add(self, error: Exception) -> None:
        """One more."""
        lines = traceback.extract_tb(error.__traceback__)
        kind = type(error).__name__, f"{lines[-1].filename}:{lines[-1].lineno}" if lines else ""
        if kind not in self._seen and len(self._seen) < MOST:
            self._seen.add(kind)
            self._report(error)

    @contextmanager
    def caught(self, *expected: type[Exception]) -> Iterator[None]:
        """Inside the ``with`` block nothing fails for good: it is done again later. An expected error is passed over, any other one is told."""
        try:
            yield
        except expected:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the next time may work again
            self.add(error)

    async def end(self, tasks: Iterable[asyncio.Future[None]]) -> None:
        """Cancel these and wait for their end. One that has failed is told, so that whoever ends them can go on."""
        ending = tuple(tasks)
        for task in ending:
            task.cancel()
        for ended in await asyncio.gather(*ending, return_exceptions=True):
            if isinstance(ended, Exception):
                self.add(ended)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take what is raised in callbacks and tasks of the loop, which would print it with all that it says."""
        loop.set_exception_handler(self._taken)

    def _taken(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            self.add(error)


def silence_libraries() -> None:
    """Keep what libraries log off stderr: it may quote what a client sent."""
    for name in _LIBRARIES:
        logging.getLogger(name).addHandler(logging.NullHandler())
