"""The rooms of a hub as they are now in its database, and what their displays show.

The database is looked at a few times a second, whichever process of the hub a room sends to: one short statement says which rooms have
changed. Of a session only what is new is read, and only while a display of its room is open here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_rooms import HubRoom, NewRecords
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.live_room import LiveRoom
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.shown_room import ShownRoom
from breakout_tui.hub.store_thread import StoreThread

Read = tuple[HubRoom, NewRecords | None]


class LiveRooms:
    """Implements what ``display_pages`` needs to find rooms. Nothing else uses ``thread``."""

    def __init__(
        self,
        thread: StoreThread[HubStore],
        pages: Pages,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        failures: Failures,
    ) -> None:
        self._thread = thread
        self._failures = failures
        self._pages = pages
        self._clock = clock
        self._addresses = addresses
        self._rooms: dict[str, LiveRoom] = {}
        self._looking = asyncio.Lock()
        self._has_looked = False
        self._changed_at = clock.read().since_boot

    @property
    def quiet_for(self) -> float:
        """Seconds since any room has changed, as far as it was looked at."""
        return self._clock.read().since_boot - self._changed_at

    def of(self, room_id: str) -> HubRoom | None:
        """The room as it was at the last look; None for none, and for one that is revoked."""
        live = self._rooms.get(room_id)
        return None if live is None else live.room

    def every(self) -> Collection[LiveRoom]:
        """All rooms as they were at the last look, without revoked ones."""
        return self._rooms.values()

    def other_laptop_sends(self, room_id: str, laptop: str) -> None:
        """A computer that is not the current one sends with the code of a room."""
        if (room := self._rooms.get(room_id)) is not None:
            room.other_laptop, room.other_at = laptop, self._clock.read().since_boot

    async def look(self) -> None:
        """Look at the database once, and show what is new. Raises StoreError."""
        async with self._looking:
            marks = await self._thread.do(lambda store: store.marks())
            for room_id in self._rooms.keys() - marks.keys():
                self._rooms.pop(room_id).shown.displays.forget_all()
            changed = [each for each, mark in marks.items() if self._edition(each) != mark.edition]
            for room_id, mark in marks.items():
                if (room := self._rooms.get(room_id)) is not None:
                    room.copy.is_heard(mark.silent)
            await self._read(changed)
            self._has_looked = True

    async def _first_look(self) -> None:
        """A display that comes to a hub that has just started is not told that its room does not exist. Raises StoreError."""
        if not self._has_looked:
            await self.look()

    async def look_at(self, ids: Collection[str]) -> None:
        """Show what is new of these rooms. Raises StoreError."""
        async with self._looking:
            await self._read(ids)

    def _edition(self, room_id: str) -> int | None:
        room = self._rooms.get(room_id)
        return None if room is None else room.room.edition

    async def _read(self, ids: Collection[str]) -> None:
        """Read these rooms, and what is new of the sessions that are watched."""
        if not ids:
            return
        self._changed_at = self._clock.read().since_boot
        live = {each: self._rooms[each] for each in ids if each in self._rooms}
        known = {each: (room.session_id, room.mark) for each, room in live.items() if room.is_watched}
        for room, new in await self._thread.do(lambda store: _read(store, ids, known)):
            if room.id not in self._rooms:
                self._rooms[room.id] = LiveRoom(room, self._pages, self._clock, self._addresses)
            try:
                self._rooms[room.id].take(room, new)
            except Exception as error:  # noqa: BLE001 - a session that can't be shown must not keep the others from it
                self._failures.add(error)

    async def admitting(self, typed: str) -> ShownRoom | None:
        """The room whose displays join with this code. Raises StoreError while the database was never reached."""
        await self._first_look()
        if not (found := self._admitting(typed)):
            # Its room may have been added a moment ago. How often this is tried is limited.
            with suppress(StoreError):
                await self.look()
            found = self._admitting(typed)
        return None if not found else await self._watched(found[0])

    def _admitting(self, typed: str) -> list[LiveRoom]:
        return [room for room in self._rooms.values() if room.shown.credentials.admits(typed)]

    async def named(self, name: str) -> ShownRoom | None:
        """The room that a cookie names. Raises StoreError while the database was never reached."""
        await self._first_look()
        room = self._rooms.get(name)
        return None if room is None else await self._watched(room)

    async def _watched(self, room: LiveRoom) -> ShownRoom:
        """The room, with its session as it is now."""
        if not room.is_watched:
            async with self._looking:
                room.is_watched = True
                with suppress(StoreError):  # then it shows what is known; the next look reads it
                    await self._read([room.room.id])
        return room.shown

    def show(self) -> None:
        """Let the displays show what is new; forget what nobody watches any more."""
        now = self._clock.read().since_boot
        for room in self._rooms.values():
            if room.is_watched:
                room.beat(now)

    def end(self) -> None:
        """Every stream ends."""
        for room in self._rooms.values():
            room.shown.displays.end()


def _read(store: HubStore, ids: Collection[str], known: Mapping[str, tuple[str, int | None]]) -> list[Read]:
    found: list[Read] = []
    for room in store.rooms(ids):
        if room.revoked_at is not None:
            continue
        new = None
        if room.id in known and room.session_id:
            session_id, mark = known[room.id]
            new = store.new_records(room.session_id, mark if session_id == room.session_id else None)
        found.append((room, new))
    return found
