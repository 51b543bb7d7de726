"""Ballots as the server has them, until they are counted. Nothing in them says whose one is, or which of them came first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from breakout_tui.domain.ballots import Ballot


@dataclass(frozen=True, slots=True)
class HeldBallots:
    """The ballots of a vote that is not counted."""

    id: str
    """Of the vote."""
    session_id: str
    salt: str
    """A secret of this vote, made with it and erased with it: keys of two votes can't be compared."""
    began_at: int
    """Milliseconds since 1970, by the server's clock."""
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    """By key, in the order of the keys. A key is made of the vote, its salt and the secret of a device, which the server does not store."""


@dataclass(frozen=True, slots=True)
class CountedVote:
    """The tally of a vote whose ballots are gone, until the room has it."""

    id: str
    session_id: str
    ballots: int
    counts: tuple[tuple[int, ...], ...]
    """As :attr:`PhoneVote.counts` has them."""


class StoredVotes(NamedTuple):
    """What a server's file has of votes."""

    held: tuple[HeldBallots, ...] = ()
    counted: tuple[CountedVote, ...] = ()
