"""Brings what rooms send into the hub's database: on one thread, and all that waits in one transaction.

So a commit, which waits for the disk, is shared by all rooms that sent in the meantime. A room is answered only when the commit has
returned. What a room sends can be taken twice, so it doesn't matter if an answer is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence

from breakout_tui.domain.hub_rooms import Taken
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub.waiting import fail_all, tell_all
from breakout_tui.hub_protocol import HubUpdate

PAUSE = 0.1
"""Seconds for which updates wait that bring nothing, such as the sign that a room is there: they come with those of others."""
MOST_AT_ONCE = 64
"""Updates of one transaction, so that none waits long for the others."""
MOST_VERSIONS = 2000
"""Versions of records in one transaction, unless a single update has more: whole sessions take long."""
MOST_WAITING = 2000
"""Updates that wait; more are refused, and their rooms send again."""

_Waiting = tuple[str, HubUpdate, "asyncio.Future[Taken]"]


class Intake:
    """Nothing else uses ``thread``; ``taken`` is told after each transaction which rooms have brought something."""

    def __init__(self, thread: StoreThread[HubStore], taken: Callable[[Collection[str]], None]) -> None:
        self._thread = thread
        self._taken = taken
        self._waiting: list[_Waiting] = []
        self._news = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken now."""
        return len(self._waiting) >= MOST_WAITING

    async def take(self, room_id: str, update: HubUpdate) -> Taken:
        """Take in an update of a room; what is answered is durable. Raises what the store raises, and then nothing is."""
        future: asyncio.Future[Taken] = asyncio.get_running_loop().create_future()
        self._waiting.append((room_id, update, future))
        if brings_something(update):
            self._news.set()
        elif len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(PAUSE, self._news.set)
        return await future

    async def run(self) -> None:
        """Take in what comes, until it is cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                await self._take_in()

    async def _take_in(self) -> None:
        count = at_once([update for _, update, _ in self._waiting[:MOST_AT_ONCE]])
        some, self._waiting = self._waiting[:count], self._waiting[count:]
        updates = [(room_id, update) for room_id, update, _ in some]
        try:
            answers = await self._thread.do(lambda store: store.take(updates))
        except Exception as error:  # noqa: BLE001 - whatever it is, each of them has to be told
            fail_all((future for *_, future in some), error)
            return
        tell_all((future for *_, future in some), answers)
        if rooms := {room_id for room_id, update in updates if brings_something(update)}:
            self._taken(rooms)


def at_once(updates: Sequence[HubUpdate]) -> int:
    """How many of these, from the first on, make one transaction; at least one."""
    versions = 0
    for count, update in enumerate(updates):
        versions += 0 if update.part is None else len(update.part.state.versions)
        if count and versions > MOST_VERSIONS:
            return count
    return len(updates)


def brings_something(update: HubUpdate) -> bool:
    """Whether there is more in it than that the room is there."""
    news = update.news
    has_mail = news is not None and bool(news.stored or news.withdrawn or news.answers or news.calls)
    floor = update.floor
    has_floor = floor is not None and bool(
        floor.stored or floor.results or floor.renews_code or floor.lacks_waiting
    )
    return update.part is not None or update.has_draft or update.takes_over or has_mail or has_floor
