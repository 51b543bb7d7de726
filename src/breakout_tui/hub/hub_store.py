"""What the hub needs of its database; ``store/hub_database.py`` implements it for a file and for a PostgreSQL server.

Every method waits for the database, so the hub calls it on a thread, and raises StoreError.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from breakout_tui.domain.hub_rooms import HandedOver, HubRoom, HubSession, NewRecords, RoomMark, Taken
from breakout_tui.hub.hub_floor_store import HubFloorStore
from breakout_tui.hub.hub_messages import HubMessages
from breakout_tui.hub.hub_vote_store import HubVoteStore
from breakout_tui.hub.organiser_store import OrganiserStore
from breakout_tui.hub.store_thread import UsedStore
from breakout_tui.hub_protocol import HubUpdate


class HubStore(UsedStore, Protocol):
    """One database, used by one thread at a time."""

    @property
    def messages(self) -> HubMessages:
        """What the organiser says to rooms, and calls for help."""
        ...

    @property
    def floor(self) -> HubFloorStore:
        """What phones send."""
        ...

    @property
    def votes(self) -> HubVoteStore:
        """The ballots of phones."""
        ...

    @property
    def organisers(self) -> OrganiserStore:
        """Who may see all rooms, and what they have silenced."""
        ...

    def rooms(self, ids: Collection[str] | None = None) -> tuple[HubRoom, ...]:
        """These rooms, or all, also revoked ones; by name."""
        ...

    def marks(self) -> Mapping[str, RoomMark]:
        """By id, what tells whether there is something new of a room; of those that are not revoked."""
        ...

    def room_of(self, secret_hash: str) -> HubRoom | None:
        """The room with this secret; None for none, and for one that is revoked."""
        ...

    def take(self, updates: Sequence[tuple[str, HubUpdate]]) -> tuple[Taken, ...]:
        """Take in updates, each with the id of its room, in one transaction; what is said of each is durable.

        One that can't be taken refuses only itself.
        """
        ...

    def leave(self, room_id: str, link: str) -> None:
        """A link of a room says goodbye: if it is the current one, another one may follow at once."""
        ...

    def new_records(self, session_id: str, mark: int | None) -> NewRecords | None:
        """What has changed of a session since a mark; all of it for None. None without the session."""
        ...

    def sessions_of(self, room_id: str) -> tuple[HubSession, ...]:
        """The sessions of a room, the latest first."""
        ...

    def hand_over(self, room_id: str, session_id: str) -> HandedOver | None:
        """All of a session of a room; None if it is not the room's."""
        ...

    def rewrite_freed_space(self) -> None:
        """Write the database anew without what was erased, if there is such: it must not be used meanwhile."""
        ...
