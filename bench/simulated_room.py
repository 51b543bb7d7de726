"""A simulated room: a real file, written by the store's own thread, and a real link to a hub."""

from __future__ import annotations

import http.client
import shutil
import socket
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.hub_address import HubPlace
from breakout_tui.domain.hub_standing import HubContact
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.room_code import RoomCode
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.store_events import HeldElsewhere, Saved, SaveFailed, StoreEvent
from breakout_tui.domain.versions import is_seen
from breakout_tui.hub_protocol import FileMark, RoomChanges, read_answer
from breakout_tui.link.hub_link import HubLink
from breakout_tui.link.pinned_connection import connection_to
from breakout_tui.store.database import Database
from breakout_tui.store.room_changes import ChangesReader


@dataclass
class Spoken:
    """What became of one statement; times by the performance counter, in seconds."""

    mark: int
    saved: float = 0.0
    """When COMMIT had returned, and the link was told."""
    read: float = 0.0
    """When the link had read it from the file."""
    answered: float = 0.0
    """When the hub had said that it has it; 0 for not yet."""
    was_away: bool = False
    """Whether the network was gone then, or the file was being restored."""


@dataclass
class SimulatedRoom:
    """Used by one thread, beside those of its store and its link."""

    path: Path
    session_id: str
    url: str
    code: RoomCode
    clock: Clock
    spoken: list[Spoken] = field(default_factory=list)
    is_away: bool = False
    """Whether the network is gone."""
    back_at: float = 0.0
    problems: list[str] = field(default_factory=list)
    _by_ticket: dict[int, Spoken] = field(default_factory=dict)
    _waiting: deque[Spoken] = field(default_factory=deque)
    """Those of which the link was told and the hub has not said that it has them."""
    _read: int = 0
    """How many of these the link has read from the file."""
    _told: Mapping[str, int] = field(default_factory=dict)
    """What the hub has to know to have these."""
    _opened: list[http.client.HTTPConnection] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, *, takes_over: bool = False) -> None:
        """Open the window: the store and the link."""
        self._store = Database(self.path, self.clock)
        self._session = Session.of(self._store.load(self.session_id))
        if takes_over:
            self._store.take_over(self.session_id)
        self._store.start(self._heard)
        file = _WatchedFile(self, ChangesReader(lambda: self.path))
        place = HubPlace((self.url,), self.code)
        self._link = HubLink(place, file, self.clock, "laptop", connect=self._connected)
        self._link.offer(self.session_id)

    def close(self) -> None:
        """Close the window."""
        self._link.close()
        self._link._thread.join(10)
        if not self._store.close(30):
            self.problems.append("something could not be saved")

    @property
    def is_on(self) -> bool:
        """Whether the hub has answered."""
        return self._link.standing.contact is HubContact.ON

    @property
    def is_up_to_date(self) -> bool:
        """Whether the hub has everything that was said."""
        with self._lock:
            return not self._waiting and not self._by_ticket and self.is_on

    def speak(self, mark: int, words: str) -> None:
        """Save a statement."""
        command = c.Capture(f"mark{mark:06} {words}", Kind.CHALLENGE)
        outcome = decide(self._session, command, self.clock.read())
        self._session = outcome.session
        said = Spoken(mark, was_away=self.is_away)
        self.spoken.append(said)
        with self._lock:  # until the ticket is known
            self._by_ticket[self._store.submit(self.session_id, outcome.changes)] = said

    def leave(self) -> None:
        """The network is gone, without a word."""
        self.is_away = True
        with self._lock:
            for said in (*self._waiting, *self._by_ticket.values()):
                said.was_away = True
        for connection in tuple(self._opened):
            with suppress(OSError, AttributeError):  # it may be closed already
                connection.sock.shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        """The network is there again."""
        self.is_away, self.back_at = False, time.perf_counter()

    def back_up(self) -> None:
        """Make a copy of the file."""
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(self._backup)) as copy:
            source.backup(copy)

    def restore(self) -> None:
        """Close the window, put the copy in the place of the file, and open the window again."""
        self.close()
        with self._lock:
            lost = [*self._waiting, *self._by_ticket.values()]
            self._waiting.clear()
            self._by_ticket.clear()
            self._read = 0
            for said in lost:
                said.was_away = True
        shutil.copyfile(self._backup, self.path)
        self.open(takes_over=True)

    @property
    def _backup(self) -> Path:
        return self.path.with_suffix(".backup")

    # On the threads of the store and of the link

    def _heard(self, event: StoreEvent) -> None:
        if isinstance(event, Saved):
            with self._lock:
                said = self._by_ticket.pop(event.ticket)
                said.saved = time.perf_counter()
                self._waiting.append(said)
            self._link.offer(self.session_id)
        elif isinstance(event, SaveFailed | HeldElsewhere):
            self.problems.append(str(event))

    def _connected(self, url: str, fingerprint: str, patience: float) -> http.client.HTTPConnection:
        if self.is_away:
            raise ConnectionRefusedError(111, "the network is gone")
        made = connection_to(url, fingerprint, patience)
        made.response_class = lambda *given, **named: _WatchedResponse(self, *given, **named)  # type: ignore[assignment]
        self._opened[:] = [made]
        return made

    def is_reading(self) -> int:
        """The link begins to read: how many statements it will find."""
        with self._lock:
            return len(self._waiting)

    def has_read(self, count: int, changes: RoomChanges | None) -> None:
        """The link has read so many statements; without changes the hub has them."""
        now = time.perf_counter()
        with self._lock:
            for said in list(self._waiting)[:count]:
                said.read = said.read or now
            if changes is None:
                self._answered(count, now)
            else:
                self._read, self._told = count, changes.part.state.knowledge

    def has_answered(self, text: bytes) -> None:
        """The hub has answered."""
        now, taken = time.perf_counter(), read_answer(text).taken
        with self._lock:
            if self._read and not taken.wants_whole and is_seen(self._told, taken.knowledge):
                self._answered(self._read, now)

    def _answered(self, count: int, now: float) -> None:
        for _ in range(count):
            self._waiting.popleft().answered = now
        self._read = 0


class _WatchedFile:
    """Implements ``link.hub_link.RoomFile``."""

    def __init__(self, room: SimulatedRoom, reader: ChangesReader) -> None:
        self._room = room
        self._reader = reader

    def read(
        self,
        session_id: str,
        hub_knowledge: Mapping[str, int],
        *,
        whole: bool = False,
        since: FileMark | None = None,
    ) -> RoomChanges | None:
        """What the reader finds."""
        count = self._room.is_reading()
        changes = self._reader.read(session_id, hub_knowledge, whole=whole, since=since)
        self._room.has_read(count, changes)
        return changes


class _WatchedResponse(http.client.HTTPResponse):
    """Tells the room of each answer."""

    def __init__(self, room: SimulatedRoom, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._room = room

    def read(self, amt: int | None = None) -> bytes:
        """The body."""
        text = super().read(amt)
        if self.status == 200 and text:
            self._room.has_answered(text)
        return text
