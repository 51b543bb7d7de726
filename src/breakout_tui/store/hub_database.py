"""The database of a hub: one file, or a database on a PostgreSQL server, which several programs may use at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import MessageRefused, RowsRefused, StoreError
from breakout_tui.domain.hub_phones import NO_PHONES
from breakout_tui.domain.hub_rooms import HandedOver, HubRoom, HubSession, NewRecords, RoomMark, Taken
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.hub_protocol import HubUpdate
from breakout_tui.store import (
    engines,
    hub_answers,
    hub_floor_rows,
    hub_mail,
    hub_records,
    hub_room_rows,
    sqlite_errors,
)
from breakout_tui.store.connection import BUSY
from breakout_tui.store.database_place import place_of
from breakout_tui.store.hub_floor import StoredHubFloor
from breakout_tui.store.hub_intake import HubIntake
from breakout_tui.store.hub_message_store import StoredMessages
from breakout_tui.store.hub_organisers import HubOrganisers
from breakout_tui.store.hub_votes import StoredHubVotes
from breakout_tui.store.ownership import Window
from breakout_tui.store.session_states import UNREADABLE
from breakout_tui.store.sql_connection import SqlConnection

T = TypeVar("T")

_ATTEMPTS = 60
"""How often it is tried to end a dead connection, a second apart."""
_OF_AN_UPDATE = (*UNREADABLE, OverflowError)
"""What an update raises that no room makes."""


class HubDatabase:
    """Implements ``hub.hub_store.HubStore``; used by one thread at a time. Every method raises StoreError.

    It opens the database at the first call, and anew at the call after one that failed. Nothing that decides how an update is taken is
    remembered from one call to the next, so that several of them on one database are as good as one.
    """

    def __init__(self, name: DatabaseName, clock: Clock, busy: float = BUSY) -> None:
        self._place = place_of(name, busy)
        self._clock = clock
        self._window = Window.of_this_process(clock.read().boot)
        self._opened: SqlConnection | None = None
        self._openings = 0
        """Grows before each attempt to open the database, and after it."""
        self._structure = 0
        self._news = hub_records.SessionNews()
        self._has_erased = False
        self.organisers = HubOrganisers(self, clock)
        self.uncleaned_backups: tuple[str, ...] = ()
        """Backups of the file that may still have what was erased."""
        self.messages = StoredMessages(self, clock)
        """What the organiser says to rooms, and calls for help."""
        self.floor = StoredHubFloor(self, clock)
        """What phones send."""
        self.votes = StoredHubVotes(self, clock)
        """The ballots of phones."""

    def close(self) -> None:
        """End the connection. A file in which something was erased is written anew before."""
        if self._has_erased:
            with suppress(StoreError):  # what was erased is overwritten already
                self.rewrite_freed_space()
        self._disconnect()

    @property
    def pulse(self) -> int:
        """Grows with each question to the database and with each answer: odd while one is waited for, also that to let us in."""
        opened = self._opened
        return self._openings if opened is None else engines.pulse(opened)

    def abandon(self) -> None:
        """While a thread waits for the database, from another one: end the connection, here and there. Tries for a minute; raises nothing.

        At its other end it may hold what all who write wait for.
        """
        pause, opened = threading.Event(), self._opened
        for _ in range(_ATTEMPTS if opened is not None else 0):
            try:
                engines.abandon(cast(SqlConnection, opened))
            except StoreError:
                pause.wait(1)
            else:
                return

    def rooms(self, ids: Collection[str] | None = None) -> tuple[HubRoom, ...]:
        """These rooms, or all, also revoked ones; by name."""

        def look(connection: SqlConnection) -> tuple[HubRoom, ...]:
            now = engines.milliseconds(connection, self._clock)
            every = (
                hub_room_rows.all_room_rows(connection)
                if ids is None
                else [*hub_room_rows.room_rows(connection, ids).values()]
            )
            found_ids = [row.id for row in every]
            notices = hub_mail.notices_of(connection, found_ids, now)
            phones = hub_floor_rows.phones_of(connection, found_ids, now)
            found = (
                hub_room_rows.hub_room(row, now, notices.get(row.id, ()), phones.get(row.id, NO_PHONES))
                for row in every
            )
            return tuple(sorted(found, key=lambda room: (room.name, room.id)))

        return self.read(look)

    def marks(self) -> Mapping[str, RoomMark]:
        """By id, what tells whether there is something new of a room; of those that are not revoked."""
        return self.read(
            lambda connection: hub_room_rows.marks_of(
                connection, engines.milliseconds(connection, self._clock)
            )
        )

    def room_of(self, secret_hash: str) -> HubRoom | None:
        """The room with this secret; None for none, and for one that is revoked."""

        def look(connection: SqlConnection) -> HubRoom | None:
            row = hub_room_rows.row_with_secret(connection, secret_hash)
            now = engines.milliseconds(connection, self._clock)
            return None if row is None else hub_room_rows.hub_room(row, now)

        return self.read(look)

    def add_room(self, name: str, secret_hash: str, display_code: str) -> HubRoom:
        """A new room. Raises StoreError for the name of another one that is not revoked."""

        def add(connection: SqlConnection) -> HubRoom:
            now = engines.milliseconds(connection, self._clock)
            row = hub_room_rows.add_room(connection, name, secret_hash, display_code, now)
            return hub_room_rows.hub_room(row, now)

        return self.write(add)

    def set_secret(self, room_id: str, secret_hash: str) -> None:
        """Another secret: what had the one before is out, also where the room was revoked."""
        self.write(lambda connection: hub_room_rows.set_secret(connection, room_id, secret_hash))

    def set_display_code(self, room_id: str, display_code: str) -> None:
        """Another code for displays."""
        self.write(lambda connection: hub_room_rows.set_display_code(connection, room_id, display_code))

    def revoke(self, room_id: str) -> None:
        """The secret of a room is no longer valid; its sessions stay."""

        def revoke(connection: SqlConnection) -> None:
            now = engines.milliseconds(connection, self._clock)
            hub_room_rows.revoke_room(connection, room_id, now)

        self.write(revoke)

    def leave(self, room_id: str, link: str) -> None:
        """A link of a room says goodbye: if it is the current one, another one may follow at once."""
        self.write(lambda connection: hub_room_rows.end_link(connection, room_id, link))

    def take(self, updates: Sequence[tuple[str, HubUpdate]]) -> tuple[Taken, ...]:
        """Take in updates, each with the id of its room, in one transaction; what is said of each is durable.

        One that can't be taken refuses only itself: then the others are taken in several transactions.
        """
        if not updates:
            return ()
        self._connection()  # what fails here is about the database
        try:
            return self.write(lambda connection: self._taken(connection, updates))
        except (StoreError, *_OF_AN_UPDATE) as error:
            if isinstance(error, StoreError) and type(error) not in (StoreError, RowsRefused):
                raise
            if len(updates) == 1:
                return (self._refused(*updates[0], error),)
        middle = len(updates) // 2
        return (*self.take(updates[:middle]), *self.take(updates[middle:]))

    def new_records(self, session_id: str, mark: int | None) -> NewRecords | None:
        """What has changed of a session since a mark; all of it for None. None without the session."""
        return self.read(lambda connection: self._news.read(connection, session_id, mark))

    def sessions_of(self, room_id: str) -> tuple[HubSession, ...]:
        """The sessions of a room, the latest first."""
        return self.read(lambda connection: hub_records.sessions_of(connection, room_id))

    def hand_over(self, room_id: str, session_id: str) -> HandedOver | None:
        """All of a session of a room; None if it is not the room's."""
        return self.read(lambda connection: hub_records.hand_over(connection, room_id, session_id))

    @property
    def has_anonymous_sessions(self) -> bool:
        """Whether the rule of any session is *none*."""
        return self.read(hub_records.has_anonymous_sessions)

    @property
    def has_freed_space(self) -> bool:
        """Whether ``rewrite_freed_space`` has something to do: something was erased, and its bytes may lie where no row is any more."""
        return self._has_erased or self.read(engines.has_freed_space)

    def rewrite_freed_space(self) -> None:
        """Write the database anew without what was erased, for which it must not be used: at a quiet moment, it takes a while.

        A file has been overwritten before. On a server it waits some seconds for others that read, then raises StoreError.
        """
        if self.has_freed_space:
            with self._failing():
                engines.rewrite_without_freed_space(self._connection())
            self._has_erased = False

    def _taken(
        self, connection: SqlConnection, updates: Sequence[tuple[str, HubUpdate]]
    ) -> tuple[Taken, ...]:
        intake = HubIntake(connection, self._place, self._clock, self._window)
        answers = intake.take(updates)
        self._has_erased = self._has_erased or (intake.has_erased and isinstance(self._place.name, Path))
        self.uncleaned_backups = tuple(dict.fromkeys((*self.uncleaned_backups, *intake.uncleaned_backups)))
        now = engines.milliseconds(connection, self._clock)
        mailed = hub_answers.with_mail(connection, updates, answers, intake.current, now)
        return tuple(hub_answers.with_floor(connection, updates, mailed, intake.current, now))

    def _refused(self, room_id: str, update: HubUpdate, error: Exception) -> Taken:
        """The room was heard, but nothing of what it sent is taken."""
        what = error.what if isinstance(error, StoreError) else str(error) or type(error).__name__
        refusal = f"the hub can't take this session: {what}"
        only_heard = replace(update, part=None, draft=None, has_draft=False, takes_over=False, card=None)
        try:
            (answer,) = self.write(lambda connection: self._taken(connection, [(room_id, only_heard)]))
        except (RowsRefused, *_OF_AN_UPDATE):
            return Taken(refusal=refusal)
        return replace(answer, refusal=answer.refusal or refusal)

    def read(self, look: Callable[[SqlConnection], T]) -> T:
        """What ``look`` finds at one moment."""
        try:
            with self._transaction("BEGIN") as connection:
                return look(connection)
        except UNREADABLE as error:
            raise sqlite_errors.damaged(self._place.name, f"holds what can't be read ({error})") from error

    def write(self, change: Callable[[SqlConnection], T]) -> T:
        """What ``change`` gives, once it is committed."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            if (structure := engines.structure_mark(connection)) != self._structure:
                self._place.examine(connection)
                self._structure = structure
            return change(connection)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqlConnection]:
        with self._failing():
            connection = self._connection()
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _connection(self) -> SqlConnection:
        if self._opened is None:
            self._openings += 1
            with self._failing():
                at = self._clock.read().wall.isoformat(timespec="seconds")
                try:
                    self._opened = self._place.opened(at)
                finally:
                    self._openings += 1
                self._structure = engines.structure_mark(self._opened)
                engines.always_overwrite_what_is_freed(self._opened)
                engines.clear_free_pages(self._opened)
        return self._opened

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Inside the ``with`` block, what goes wrong is a StoreError, after which the database is opened anew."""
        try:
            with self._place.failing():
                yield
        except StoreError as error:
            if not isinstance(error, RowsRefused | MessageRefused):
                self._disconnect()
            raise

    def _disconnect(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None
