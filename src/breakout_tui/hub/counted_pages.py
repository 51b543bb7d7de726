"""Tells the database how many phones have their page open at this process of a hub, so that a room is told of those at all processes."""

from __future__ import annotations

import asyncio
from typing import NamedTuple
from uuid import uuid4

from breakout_tui.domain.errors import StoreError
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.live_rooms import LiveRooms
from breakout_tui.hub.store_thread import StoreThread

EVERY = 1.0
"""Seconds between two looks, so that a hundred phones that join together are one word to the database."""
AGAIN = 25.0
"""Seconds after which the same is said again: what was said counts for a minute."""


class _Said(NamedTuple):
    phones: int
    at: float


class CountedPages:
    """For one process."""

    def __init__(self, rooms: LiveRooms, thread: StoreThread[HubStore], failures: Failures) -> None:
        self._rooms = rooms
        self._thread = thread
        self._failures = failures
        self._process = uuid4().hex
        self._said: dict[str, _Said] = {}

    async def run(self) -> None:
        """Tell it until it is cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            now = asyncio.get_running_loop().time()
            counts = {room.room.id: room.phones.devices for room in self._rooms.every()}
            new = {key: count for key, count in counts.items() if self._is_news(key, count, now)}
            with self._failures.caught(StoreError):  # it is told at the next look
                if new:
                    await self._thread.do(lambda store, new=new: store.floor.count_pages(self._process, new))  # type: ignore[misc]
                    self._said |= {key: _Said(count, now) for key, count in new.items()}

    def _is_news(self, room_id: str, count: int, now: float) -> bool:
        said = self._said.get(room_id, _Said(0, now))
        return count != said.phones or (count > 0 and now - said.at >= AGAIN)
