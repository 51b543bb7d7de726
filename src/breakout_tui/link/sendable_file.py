"""What a link needs of the room's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from breakout_tui.hub_protocol import FileMark, RoomChanges


class SendableFile(Protocol):
    """The sessions of the room, as they may be sent; ``store/room_changes.py`` reads it."""

    def read(
        self,
        session_id: str,
        hub_knowledge: Mapping[str, int],
        *,
        whole: bool = False,
        since: FileMark | None = None,
    ) -> RoomChanges | None:
        """What a hub that knows so much does not have; None if nothing has changed ``since``, or without the session. Raises StoreError."""
        ...
