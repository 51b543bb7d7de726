"""Does for all who wait at once what each of them wants of the database, in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from breakout_tui.hub.waiting import fail_all, tell_all

MOST_AT_ONCE = 256
"""Of one transaction."""
MOST_WAITING = 2000
"""That wait; more are turned away, and come again."""

W = TypeVar("W")
F = TypeVar("F")


class TooManyWait(Exception):
    """There are so many that this one is turned away."""


class AllAtOnce(Generic[W, F]):
    """``carry_out`` does some of it, and gives what became of each."""

    def __init__(self, carry_out: Callable[[Sequence[W]], Awaitable[Sequence[F]]]) -> None:
        self._carry_out = carry_out
        self._waiting: list[tuple[W, asyncio.Future[F]]] = []
        self._news = asyncio.Event()

    async def do(self, wanted: W) -> F:
        """What became of it; it is done also if nobody waits for it any more. Raises TooManyWait, and what ``carry_out`` raises."""
        if len(self._waiting) >= MOST_WAITING:
            raise TooManyWait
        future: asyncio.Future[F] = asyncio.get_running_loop().create_future()
        self._waiting.append((wanted, future))
        self._news.set()
        return await future

    async def run(self) -> None:
        """Do what comes, until it is cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                some, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                futures = [future for _, future in some]
                try:
                    found = await self._carry_out([wanted for wanted, _ in some])
                except Exception as error:  # noqa: BLE001 - whatever it is, each who waits has to be told
                    fail_all(futures, error)
                else:
                    tell_all(futures, found)
