"""Brings what phones send into the hub's database: all that waits in one transaction, as ``intake.py`` does with what rooms send.

What a phone does can be done twice, so it doesn't matter if an answer is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PhoneAct
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub.waiting import fail_all, tell_all

MOST_AT_ONCE = 256
"""Statements of one transaction."""
MOST_WAITING = 2000
"""Statements that wait; more are refused, and their phones send again."""

_Waiting = tuple[PhoneAct, "asyncio.Future[HeldStatement | None]"]


class FloorIntake:
    """``changed`` is told after each transaction which rooms it was about."""

    def __init__(self, thread: StoreThread[HubStore], changed: Callable[[Collection[str]], None]) -> None:
        self._thread = thread
        self._changed = changed
        self._waiting: list[_Waiting] = []
        self._news = asyncio.Event()

    async def carry_out(self, act: PhoneAct) -> HeldStatement | None:
        """Carry it out; how the statement is then, durably. It is carried out also if the phone has gone meanwhile. Raises FloorRefused."""
        if len(self._waiting) >= MOST_WAITING:
            raise FloorRefused(PhoneRefusal.BUSY)
        future: asyncio.Future[HeldStatement | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((act, future))
        self._news.set()
        try:
            return await future
        except StoreError as error:
            raise FloorRefused(PhoneRefusal.NOT_SAVED) from error

    async def run(self) -> None:
        """Carry out what comes, until it is cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                await self._carry_out_some()

    async def _carry_out_some(self) -> None:
        some, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        acts = [act for act, _ in some]
        try:
            found = await self._thread.do(lambda store: store.floor.carry_out(acts))
        except Exception as error:  # noqa: BLE001 - whatever it is, each phone that waits has to be told
            fail_all((future for _, future in some), error)
            return
        tell_all((future for _, future in some), found)
        self._changed({act.room_id for act in acts})
