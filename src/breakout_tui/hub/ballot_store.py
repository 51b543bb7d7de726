"""What the server needs of its file for votes; ``store/ballot_rows.py`` implements it.

Every method waits for the disk, so the server calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from breakout_tui.domain.held_votes import CountedVote, HeldBallots, StoredVotes


class BallotStore(Protocol):
    """Part of the file of what phones sent."""

    def all(self) -> StoredVotes:
        """All votes that are not the room's yet."""
        ...

    def put(self, votes: Sequence[HeldBallots]) -> None:
        """Store the ballots of these votes in one transaction, which is on the disk when this returns."""
        ...

    def count(self, vote: CountedVote) -> None:
        """Store a tally, and in the same transaction erase the ballots, their keys and the salt, and overwrite where they were."""
        ...

    def forget(self, vote_ids: Collection[str]) -> None:
        """Erase all that there is of these votes."""
        ...
