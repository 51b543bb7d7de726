"""What the organiser's pages and commands need: messages to rooms, and the queue of calls for help.

``store/hub_message_store.py`` implements it for a file and for a PostgreSQL server. Every method waits for the database and raises StoreError, MessageRefused
where only what was asked is wrong.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from breakout_tui.domain.hub_messages import HubMessage, MessageStanding, RoomHelp


class HubMessages(Protocol):
    """The messages and calls in one database, used by one thread at a time."""

    def send(
        self, message: HubMessage, seconds: float, room_ids: Collection[str] | None = None
    ) -> MessageStanding:
        """Send a message that expires after so many seconds, to these rooms, or to all that are not revoked.

        Its id is the key of the sending: one that is there already stays as it is, whatever is given here. What is returned is durable.
        Raises MessageRefused for what can't be sent.
        """
        ...

    def withdraw(self, message_id: str) -> MessageStanding:
        """Take a message back: rooms that have it no longer show it. What a room has answered stays."""
        ...

    def messages(self) -> tuple[MessageStanding, ...]:
        """All messages with what has become of them in each room, the earliest first."""
        ...

    def open_mail(self) -> tuple[tuple[RoomHelp, ...], tuple[MessageStanding, ...]]:
        """At one moment the open calls, as ``calls`` gives them, and the messages that are not over, the latest first."""
        ...

    def calls(self, *, with_closed: bool = False) -> tuple[RoomHelp, ...]:
        """The calls for help that are open, or all; the one that waits longest first."""
        ...

    def take_call(self, call_id: str, by: str) -> RoomHelp:
        """Somebody goes to the room. Raises MessageRefused if another one has taken the call, or it is closed."""
        ...

    def close_call(self, call_id: str) -> RoomHelp:
        """The call is dealt with."""
        ...
