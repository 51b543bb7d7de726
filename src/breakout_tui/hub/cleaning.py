"""Writes a server's tables anew without what was erased, once no room has said anything for a while.

An erasure takes words out of the rows at once. A server keeps the space of the rows that were there before until its tables are written anew,
for which it needs them for itself: displays and rooms would wait. So the hub does it at a quiet moment, such as at lunch, on a connection of its
own, and tries again later if others read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from breakout_tui.domain.errors import StoreError
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.store_thread import StoreThread


class CleaningTimes(NamedTuple):
    """When it is done, in seconds."""

    quiet: float = 60.0
    """So long no room has changed, whichever process of the hub it sends to."""
    pause: float = 10.0
    """Between two looks whether it is quiet."""
    longest: float = 600.0
    """For writing the tables."""


def _clean(store: HubStore) -> None:
    store.votes.forget_old()
    store.floor.forget_old()
    store.rewrite_freed_space()


class Cleaning:
    """``quiet_for`` says for how many seconds no room has changed."""

    def __init__(
        self,
        connect: Callable[[], HubStore],
        quiet_for: Callable[[], float],
        failures: Failures,
        times: CleaningTimes,
    ) -> None:
        # One statement takes as long as a table is large, and must not be taken for a dead connection.
        self.thread = StoreThread(connect, "hub-cleans", times.longest, times.longest)
        self._quiet_for = quiet_for
        self._failures = failures
        self._times = times

    async def run(self) -> None:
        """Look whether it is quiet, until it is cancelled."""
        while True:
            await asyncio.sleep(self._times.pause)
            if self._quiet_for() >= self._times.quiet:
                with self._failures.caught(StoreError):  # others read, or the server can't be reached
                    await self.thread.do(_clean)
