"""The phones of the rooms of a hub: which room a code or a cookie is of."""

from __future__ import annotations

from breakout_tui.hub.live_rooms import LiveRooms
from breakout_tui.hub.phone_room import PhoneRoom


class LivePhones:
    """Implements what ``phone_pages`` needs to find rooms."""

    def __init__(self, rooms: LiveRooms) -> None:
        self._rooms = rooms

    async def admitting(self, typed: str) -> PhoneRoom | None:
        """The room whose phones join with this code. Raises StoreError while the database was never reached."""
        found = await self._rooms.found(lambda room: room.phones.credentials.admits(typed))
        return None if found is None else found.phones

    async def named(self, name: str) -> PhoneRoom | None:
        """The room that a cookie names. Raises StoreError while the database was never reached."""
        found = await self._rooms.of_name(name)
        return None if found is None else found.phones
