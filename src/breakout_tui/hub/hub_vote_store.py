"""What the hub needs of its database for votes on phones; ``store/hub_votes.py`` implements it for a file and for a PostgreSQL server.

Every method waits for the database, so the hub calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate


class HubVoteStore(Protocol):
    """The ballots in one database, used by one thread at a time. They are counted with the updates of their rooms."""

    def cast(self, acts: Sequence[CastBallot]) -> tuple[CastFate, ...]:
        """Take these ballots in one transaction, which is on the disk when this returns; what became of each."""
        ...

    def ballots(self, asked: Sequence[AskBallot]) -> tuple[Ballot, ...]:
        """The ballot of each device; empty for none."""
        ...

    def forget_old(self) -> None:
        """Erase ballots that nobody counts, and tallies that no room fetches."""
        ...
