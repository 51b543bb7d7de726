"""The organisers that a hub knows: who may see all rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Organiser:
    """Somebody who may see all rooms, without the secret."""

    id: str
    name: str
    made_at: datetime
    key: str = field(repr=False)
    """What the cookies of this organiser are signed with: known to the hub only, another one with another secret."""
    revoked_at: datetime | None = None
    """Since when the link is no longer valid; None while it is."""
