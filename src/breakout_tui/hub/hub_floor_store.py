"""What the hub needs of its database for phones; ``store/hub_floor.py`` implements it for a file and for a PostgreSQL server.

Every method waits for the database, so the hub calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PhoneAct


class HubFloorStore(Protocol):
    """The statements in one database, used by one thread at a time."""

    def carry_out(self, acts: Sequence[PhoneAct]) -> tuple[HeldStatement | None, ...]:
        """Carry these out in one transaction; how the statement of each is then, durably.

        None for one of a room without phones, and for one that is not theirs who ask.
        """
        ...

    def changed(self, room_id: str, since: int) -> tuple[HeldStatement, ...]:
        """The statements of a room of which something has changed after this edition of its floor."""
        ...

    def forget_old(self) -> None:
        """Remove what phones sent 30 days ago, also of rooms whose phones send no more."""
        ...

    def count_pages(self, process: str, counts: Mapping[str, int]) -> None:
        """A process of the hub has so many phones' pages open, by room: that counts for a minute."""
        ...
