"""Brings what phones send into the hub's database: all that waits in one transaction, as ``intake.py`` does with what rooms send.

What a phone does can be done twice, so it doesn't matter if an answer is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PhoneAct
from breakout_tui.hub.all_at_once import AllAtOnce, TooManyWait
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread


class FloorIntake:
    """``changed`` is told after each transaction which rooms it was about."""

    def __init__(self, thread: StoreThread[HubStore], changed: Callable[[Collection[str]], None]) -> None:
        self._thread = thread
        self._changed = changed
        self._acts: AllAtOnce[PhoneAct, HeldStatement | None] = AllAtOnce(self._carried_out)

    async def carry_out(self, act: PhoneAct) -> HeldStatement | None:
        """Carry it out; how the statement is then, durably. It is carried out also if the phone has gone meanwhile. Raises FloorRefused."""
        try:
            return await self._acts.do(act)
        except TooManyWait:
            raise FloorRefused(PhoneRefusal.BUSY) from None
        except StoreError as error:
            raise FloorRefused(PhoneRefusal.NOT_SAVED) from error

    async def run(self) -> None:
        """Carry out what comes, until it is cancelled."""
        await self._acts.run()

    async def _carried_out(self, acts: Sequence[PhoneAct]) -> Sequence[HeldStatement | None]:
        found = await self._thread.do(lambda store: store.floor.carry_out(acts))
        self._changed({act.room_id for act in acts})
        return found
