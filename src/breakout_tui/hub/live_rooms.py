"""The rooms of a hub as they are now in its database, and what their displays show.

The database is looked at a few times a second, whichever process of the hub a room sends to: one short statement says which rooms have
changed. Of a session and of what phones sent only what is new is read, and only while a display or a phone of the room is open here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor_exchange import FloorMail
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_rooms import HubRoom, NewRecords, RoomMark
from breakout_tui.hub.ballot_intake import BallotIntake
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.floor_intake import FloorIntake
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.live_room import Known, LiveRoom
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.shown_room import ShownRoom
from breakout_tui.hub.store_thread import StoreThread

Read = tuple[HubRoom, NewRecords | None, Sequence[HeldStatement] | None]


class LiveRooms:
    """Implements what ``display_pages`` needs to find rooms. Nothing else uses ``thread``."""

    def __init__(
        self,
        thread: StoreThread[HubStore],
        pages: Pages,
        clock: Clock,
        addresses: Callable[[], Sequence[str]],
        failures: Failures,
        floors: FloorIntake,
        ballots: BallotIntake,
    ) -> None:
        self._thread = thread
        self._failures = failures
        self._pages = pages
        self._clock = clock
        self._addresses = addresses
        self._floors = floors
        self._ballots = ballots
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

    def phone_mail(self, room_id: str, mail: FloorMail) -> FloorMail:
        """What phones have for a room, with how it is with them here."""
        live = self._rooms.get(room_id)
        return mail if live is None else live.phones.mail(mail)

    async def look(self) -> None:
        """Look at the database once, and show what is new. Raises StoreError."""
        async with self._looking:
            marks = await self._thread.do(lambda store: store.marks())
            for room_id in self._rooms.keys() - marks.keys():
                self._rooms.pop(room_id).let_go()
            changed = [each for each, mark in marks.items() if self._is_behind(each, mark)]
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

    def _is_behind(self, room_id: str, mark: RoomMark) -> bool:
        room = self._rooms.get(room_id)
        if room is None or (room.room.edition, room.room.phones.edition) != (mark.edition, mark.floor):
            return True
        return room.is_watched and room.floor.edition != mark.floor

    async def _read(self, ids: Collection[str]) -> None:
        """Read these rooms, and what is new of the sessions that are watched."""
        if not ids:
            return
        self._changed_at = self._clock.read().since_boot
        live = {each: self._rooms[each] for each in ids if each in self._rooms}
        known = {each: room.known for each, room in live.items() if room.is_watched}
        for room, new, sent in await self._thread.do(lambda store: _read(store, ids, known)):
            before = self._rooms.get(room.id)
            if before is None or before.room.display_key != room.display_key:
                if before is not None:  # it has another secret: whatever had joined is out
                    before.let_go()
                self._rooms[room.id] = LiveRoom(
                    room, self._pages, self._clock, self._addresses, self._floors, self._ballots
                )
            try:
                self._rooms[room.id].take(room, new, sent)
            except Exception as error:  # noqa: BLE001 - a session that can't be shown must not keep the others from it
                self._failures.add(error)

    async def admitting(self, typed: str) -> ShownRoom | None:
        """The room whose displays join with this code. Raises StoreError while the database was never reached."""
        found = await self.found(lambda room: room.shown.credentials.admits(typed))
        return None if found is None else found.shown

    async def named(self, name: str) -> ShownRoom | None:
        """The room that a cookie names. Raises StoreError while the database was never reached."""
        found = await self.of_name(name)
        return None if found is None else found.shown

    async def found(self, admits: Callable[[LiveRoom], bool]) -> LiveRoom | None:
        """The room of which this holds, which is watched from now on. Raises StoreError while the database was never reached."""
        await self._first_look()
        if not (found := [*filter(admits, self._rooms.values())]):
            # Its room may have been added a moment ago. How often this is tried is limited.
            with suppress(StoreError):
                await self.look()
            found = [*filter(admits, self._rooms.values())]
        return None if not found else await self._watched(found[0])

    async def of_name(self, name: str) -> LiveRoom | None:
        """The room of this id, which is watched from now on. Raises StoreError while the database was never reached."""
        await self._first_look()
        room = self._rooms.get(name)
        return None if room is None else await self._watched(room)

    async def _watched(self, room: LiveRoom) -> LiveRoom:
        """The room, with its session as it is now."""
        if not room.is_watched:
            async with self._looking:
                room.is_watched = True
                with suppress(StoreError):  # then it shows what is known; the next look reads it
                    await self._read([room.room.id])
        return room

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
            room.phones.end()


def _read(store: HubStore, ids: Collection[str], known: Mapping[str, Known]) -> list[Read]:
    found: list[Read] = []
    for room in store.rooms(ids):
        if room.revoked_at is not None:
            continue
        new, sent = None, None
        if room.id in known:
            session_id, mark, floor = known[room.id]
            if room.session_id:
                new = store.new_records(room.session_id, mark if session_id == room.session_id else None)
            if room.phones.edition != floor:
                sent = store.floor.changed(room.id, floor)
        found.append((room, new, sent))
    return found
