"""The votes of a room of a hub: all is in the database, which several processes of the hub share. Nothing of a ballot is kept here."""

from __future__ import annotations

from breakout_tui.domain.ballots import Ballot, is_allowed
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.session_state import Session
from breakout_tui.hub.ballot_intake import BallotIntake
from breakout_tui.hub.phone_refusal import FloorRefused, PhoneRefusal

_REFUSALS = {CastFate.CLOSED: PhoneRefusal.VOTE_CLOSED, CastFate.FULL: PhoneRefusal.VOTE_FULL}


class SharedVotes:
    """Those of one room. They are counted in the transaction of the update that closes them."""

    def __init__(self, room_id: str, intake: BallotIntake) -> None:
        self._room_id = room_id
        self._intake = intake

    async def cast(self, vote: PhoneVote, device_id: str, ballot: Ballot) -> None:
        """Take the ballot of a device in place of the one before, or an empty one to take it back; durable when this returns.

        Raises FloorRefused.
        """
        if not is_allowed(ballot, vote):
            raise FloorRefused(PhoneRefusal.NO_BALLOT)
        fate = await self._intake.cast(CastBallot(self._room_id, vote.id, device_id, ballot))
        if fate in _REFUSALS:
            raise FloorRefused(_REFUSALS[fate])

    async def ballot(self, vote_id: str, device_id: str) -> Ballot:
        """The ballot of a device; empty for none. Raises StoreError."""
        return await self._intake.ballot(AskBallot(vote_id, device_id))

    def look(self, session: Session | None) -> None:
        """Nothing is to be done here: the database has the session too."""

    def mail(self, session: Session | None) -> tuple[VoteCount, ...]:  # noqa: ARG002 - see above
        """Nothing: what is told of votes is in the mail that the database gives."""
        return ()
