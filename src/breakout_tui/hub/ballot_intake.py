"""Brings ballots of phones into the hub's database, and finds those of devices there: all that wait in one transaction."""

from __future__ import annotations

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate
from breakout_tui.hub.all_at_once import AllAtOnce, TooManyWait
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal
from breakout_tui.hub.store_thread import StoreThread


class BallotIntake:
    """What a phone does with a ballot can be done twice, so it doesn't matter if an answer is lost."""

    def __init__(self, writing: StoreThread[HubStore], asking: StoreThread[HubStore]) -> None:
        self._casting: AllAtOnce[CastBallot, CastFate] = AllAtOnce(
            lambda acts: writing.do(lambda store: store.votes.cast(acts))
        )
        self._asked: AllAtOnce[AskBallot, Ballot] = AllAtOnce(
            lambda asked: asking.do(lambda store: store.votes.ballots(asked))
        )

    async def cast(self, act: CastBallot) -> CastFate:
        """What became of a ballot, durably. Raises FloorRefused."""
        try:
            return await self._casting.do(act)
        except TooManyWait:
            raise FloorRefused(PhoneRefusal.BUSY) from None
        except StoreError as error:
            raise FloorRefused(PhoneRefusal.NOT_SAVED) from error

    async def ballot(self, asked: AskBallot) -> Ballot:
        """The ballot of a device; empty for none. Raises StoreError."""
        try:
            return await self._asked.do(asked)
        except TooManyWait:
            raise StoreError("too many phones ask at once") from None

    async def run_casting(self) -> None:
        """Take what is cast, until it is cancelled."""
        await self._casting.run()

    async def run_asking(self) -> None:
        """Find what is asked for, until it is cancelled."""
        await self._asked.run()
