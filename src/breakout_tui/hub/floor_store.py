"""What the server needs of its file of statements; ``store/floor_file.py`` implements it.

Every method waits for the disk, so the server calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.hub.ballot_store import BallotStore
from breakout_tui.hub.store_thread import UsedStore


class FloorStore(UsedStore, Protocol):
    """One file, used by one thread at a time."""

    @property
    def ballots(self) -> BallotStore:
        """What it has of votes."""
        ...

    def all(self) -> tuple[HeldStatement, ...]:
        """All statements, the earliest first."""
        ...

    def put(self, statements: Sequence[HeldStatement]) -> None:
        """Add or change statements in one transaction, which is on the disk when this returns."""
        ...
