"""Ballots as the server has them, until they are counted. Nothing in them says whose one is, or which of them came first."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from breakout_tui.domain.ballots import Ballot

MOST_BALLOTS = 2_000
"""Ballots of one vote at one server."""
BALLOTS_KEPT = 2 * 24 * 60 * 60 * 1000
"""Milliseconds for which ballots are kept that nobody counts: a device's cookie is valid for half of that."""


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

    @property
    def part(self) -> str:
        """As ``VotePart.id`` has it."""
        return part_of(self.salt)

    def key_of(self, device_id: str) -> str:
        """The key of a device's ballot."""
        return hmac.new(self.salt.encode(), f"{self.id}\0{device_id}".encode(), sha256).hexdigest()[:32]

    def ballot_of(self, device_id: str) -> Ballot:
        """The ballot of a device; empty for none."""
        return self.ballots.get(self.key_of(device_id), ())


@dataclass(frozen=True, slots=True)
class CountedVote:
    """The tally of a vote whose ballots are gone, until the room has it."""

    id: str
    session_id: str
    ballots: int
    counts: tuple[tuple[int, ...], ...]
    """As :attr:`PhoneVote.counts` has them."""
    part: str = ""
    """As ``VotePart.id`` has it."""


class StoredVotes(NamedTuple):
    """What a server's file has of votes."""

    held: tuple[HeldBallots, ...] = ()
    counted: tuple[CountedVote, ...] = ()


def part_of(salt: str) -> str:
    """The name of what has this salt, from which nobody can find the salt."""
    return sha256(f"part {salt}".encode()).hexdigest()[:16]
