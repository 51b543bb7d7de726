"""What phones ask a hub's database to do with ballots, and what becomes of that."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from breakout_tui.domain.ballots import Ballot


class CastBallot(NamedTuple):
    """A device casts a ballot that is allowed, in place of the one before; an empty one takes it back."""

    room_id: str
    vote_id: str
    device_id: str
    """What is secret in the device's cookie: it is stored nowhere."""
    ballot: Ballot


class AskBallot(NamedTuple):
    """A device asks for its ballot."""

    vote_id: str
    device_id: str


class CastFate(Enum):
    """What became of a ballot that was cast."""

    TAKEN = "taken"
    CLOSED = "closed"
    """Its vote is not open, or not one of the room."""
    FULL = "full"
    """There are as many ballots as there may be."""
