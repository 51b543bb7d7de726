"""What the hub needs of its database for organisers; ``store/hub_organisers.py`` implements it.

Every method waits for the database, so the hub calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.room_findings import Silence


class OrganiserStore(Protocol):
    """Organisers, and what they have silenced."""

    def with_secret(self, secret_hash: str) -> Organiser | None:
        """The organiser with this secret; None for none, and for one that is revoked."""
        ...

    def of(self, organiser_id: str) -> Organiser | None:
        """The organiser of this id; None for none, and for one that is revoked."""
        ...

    def silences(self, room_ids: Collection[str]) -> tuple[Silence, ...]:
        """What is silenced of these rooms."""
        ...

    def silence(self, room_id: str, keys: Sequence[str], reason: str, organiser: str) -> None:
        """Silence these keys of a room, for everybody who looks; the edition of the room grows."""
        ...

    def show_again(self, room_id: str, keys: Sequence[str]) -> None:
        """Silence these keys no longer; the edition of the room grows."""
        ...
