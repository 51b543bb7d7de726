"""The votes of a room as its phones' pages need them, whichever server keeps the ballots."""

from __future__ import annotations

from typing import Protocol

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.floor_exchange import VoteCount
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.session_state import Session


class Votes(Protocol):
    """Those of one room."""

    async def cast(self, vote: PhoneVote, device_id: str, ballot: Ballot) -> None:
        """Take the ballot of a device in place of the one before, or an empty one to take it back; durable when this returns.

        Raises FloorRefused.
        """
        ...

    async def ballot(self, vote_id: str, device_id: str) -> Ballot:
        """The ballot of a device; empty for none. Raises StoreError."""
        ...

    def look(self, session: Session | None) -> None:
        """This is the room's session now."""
        ...

    def mail(self, session: Session | None) -> tuple[VoteCount, ...]:
        """What the room is told that is not in its mail anyway."""
        ...
