"""The overview of all rooms of a hub: kept up to date while somebody looks at it, read from the database as far as something has changed.

It has a thread and a connection of its own, so that displays never wait for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from uuid import uuid4

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import DatabaseDamaged, StoreError
from breakout_tui.domain.hub_rooms import HubRoom
from breakout_tui.domain.organiser_mail import OrganiserMail
from breakout_tui.domain.overview import Overview, in_order
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import Silence
from breakout_tui.hub.failures import Failures
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.live_rooms import LiveRooms
from breakout_tui.hub.overview_mail import OverviewMail
from breakout_tui.hub.overview_room import OverviewRoom, RoomRead, read_anew
from breakout_tui.hub.store_thread import StoreThread

AT_ONCE = 16
"""Rooms that are read in one turn of the thread."""
PART = 25
"""In each look the cards of one room in so many are worked out again, because time has passed."""
LEAST = 4
"""At least so many."""
EVERY = 0.9
"""Seconds for which a card is not worked out again only because time has passed."""
FIRST = 1.5
"""Seconds for which the first one who looks waits until all rooms are read."""
UNSEEN = 60.0
"""Seconds after somebody has looked until nothing is kept any more."""


class OverviewRooms:
    """Nothing else uses ``thread``."""

    def __init__(
        self, rooms: LiveRooms, thread: StoreThread[HubStore], clock: Clock, failures: Failures
    ) -> None:
        self._live = rooms
        self._thread = thread
        self._clock = clock
        self._failures = failures
        self._rooms: dict[str, OverviewRoom] = {}
        self._process = uuid4().hex[:12]
        """Tells our editions from those of other processes of the hub."""
        self._number = 0
        self._ordered: tuple[int, tuple[RoomCard, ...]] = (-1, ())
        self._mail = OverviewMail(thread, clock, failures)
        self._seen_at = float("-inf")
        self._watchers: set[asyncio.Event] = set()
        self._looking = asyncio.Lock()
        self.is_ending = False
        """Whether the server stops: every stream ends."""

    # For those who look

    async def seen(self) -> None:
        """Somebody looks: it is up to date from now on, or becomes so soon. Raises StoreError."""
        was_kept = self.is_seen
        self._seen_at = self._clock.read().since_boot
        if not was_kept:
            with suppress(TimeoutError):  # the looks that follow read the rest
                async with asyncio.timeout(FIRST):
                    await self.look()

    @property
    def is_seen(self) -> bool:
        """Whether somebody looks, or did a short while ago."""
        return bool(self._watchers) or self._clock.read().since_boot - self._seen_at < UNSEEN

    @property
    def edition(self) -> str:
        """Another one whenever something has changed."""
        return f"{self._process}-{self._number}"

    def now(self) -> float:
        """Our clock, in seconds since the boot."""
        return self._clock.read().since_boot

    def cards(self) -> tuple[RoomCard, ...]:
        """All cards, in order."""
        if self._ordered[0] != self._number:
            self._ordered = self._number, in_order(room.card for room in self._rooms.values())
        return self._ordered[1]

    def since(self, edition: str) -> Overview:
        """What has changed since an edition; everything for one that is not ours."""
        process, _, number = edition.partition("-")
        is_ours = process == self._process and number.isascii() and number.isdecimal()
        known = int(number) if is_ours and len(number) < 18 else -1
        reading, cards = self._clock.read(), self.cards()
        changed = tuple(card for card in cards if self._rooms[card.id].number > known)
        ids = tuple(card.id for card in cards)
        mail = self._mail.mail if self._mail.number > known else None
        return Overview(self.edition, reading.since_boot, reading.wall, ids, changed, mail)

    def mail(self) -> OrganiserMail:
        """Messages and calls for help as they were read last."""
        return self._mail.mail

    def room(self, room_id: str) -> OverviewRoom | None:
        """One room."""
        return self._rooms.get(room_id)

    @contextmanager
    def watching(self) -> Iterator[asyncio.Event]:
        """An event that is set when something has changed."""
        event = asyncio.Event()
        self._watchers.add(event)
        try:
            yield event
        finally:
            self._watchers.discard(event)
            self._seen_at = self._clock.read().since_boot

    # For the server

    def mail_changes(self) -> None:
        """An organiser has written something, or taken a call: the next look reads it."""
        self._mail.forget_time()

    async def look(self) -> None:
        """Bring it up to date, if somebody looks; else forget it. Raises StoreError."""
        async with self._looking:
            if not self.is_seen:
                self._rooms = {}
                self._mail.forget_time()
                return
            self._find_rooms()
            if await self._mail.look():
                self._number = self._mail.number = self._number + 1
                self._wake()
            waiting = iter([room for room in self._rooms.values() if not room.is_read])
            while some := list(islice(waiting, AT_ONCE)):
                await self._read(some)
            self._count_on()

    def end(self) -> None:
        """Every stream ends."""
        self.is_ending = True
        self._wake()

    def _find_rooms(self) -> None:
        live = {each.room.id: each for each in self._live.every()}
        is_other = live.keys() != self._rooms.keys()
        for room_id in self._rooms.keys() - live.keys():
            del self._rooms[room_id]
        new = [
            self._rooms.setdefault(each, OverviewRoom(live[each]))
            for each in live.keys() - self._rooms.keys()
        ]
        for room_id, room in self._rooms.items():
            room.live = live[room_id]
        if is_other:
            self._number += 1
            self._make(new)
            self._wake()

    async def _read(self, rooms: Sequence[OverviewRoom]) -> None:
        wanted = [(room, room.live.room, room.read) for room in rooms]

        def read(store: HubStore) -> list[RoomRead | Exception]:
            silences: dict[str, dict[str, Silence]] = {}
            for each in store.organisers.silences([about.id for _, about, _ in wanted]):
                silences.setdefault(each.room_id, {})[each.key] = each
            return [_read(store, about, known, silences.get(about.id, {})) for _, about, known in wanted]

        for (room, about, _), found in zip(wanted, await self._thread.do(read), strict=True):
            if isinstance(found, Exception):
                self._failures.add(found)
                found = RoomRead(about.edition)  # until something is new of it
            room.read = found
        self._make(rooms)

    def _count_on(self) -> None:
        """Work out the cards anew that are the oldest, some at each look."""
        now = self._clock.read().since_boot
        oldest = sorted(self._rooms.values(), key=lambda room: room.made_at)
        some = oldest[: max(LEAST, len(oldest) // PART)]
        self._make([room for room in some if now - room.made_at >= EVERY])

    def _make(self, rooms: Sequence[OverviewRoom]) -> None:
        number, now = self._number + 1, self._clock.read().since_boot
        for room in rooms:
            try:
                if room.make_card(now):
                    room.number = self._number = number
            except Exception as error:  # noqa: BLE001 - a session that can't be shown must not keep the others from it
                self._failures.add(error)
        if self._number == number:
            self._wake()

    def _wake(self) -> None:
        for event in self._watchers:
            event.set()


def _read(
    store: HubStore, room: HubRoom, known: RoomRead, silences: Mapping[str, Silence]
) -> RoomRead | Exception:
    """What was read of a room, or why it can't be; raises StoreError where that is not for what this room has sent."""
    try:
        return read_anew(store, room, known, silences)
    except DatabaseDamaged as error:
        return error
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - one session must not keep the others from being read
        return error
