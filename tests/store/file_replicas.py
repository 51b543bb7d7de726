"""Copies of a file that go on apart: real commands, stored by real windows, and gathered from one another."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.commands import Command
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.gathering import GatheredSource
from breakout_tui.domain.identity import derived_id
from breakout_tui.domain.records import Change
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.session import Session, decide
from breakout_tui.domain.store_events import Saved
from breakout_tui.report.data.session_json import sessions_json
from breakout_tui.store import hub_schema, schema
from breakout_tui.store.database import Database
from breakout_tui.store.erasure import Wanted, erase
from breakout_tui.store.gather import Gathering
from breakout_tui.store.server_store import ServerStore
from breakout_tui.store.sql_connection import SqlConnection
from tests.domain.day import NINE, Room
from tests.domain.replicas import Move
from tests.domain.strategies import Wish
from tests.store.builders import RecordingListener, StillClock, database
from tests.stored import records_of

JOINED = tuple(
    table
    for table in schema.ALL_TABLES
    if table not in (schema.OWNERSHIP, schema.DRAFT, schema.GATHERED, schema.MIGRATION)
    and table not in (hub_schema.HUB_ROOM, hub_schema.HUB_SESSION)
)
"""The tables that are the same in all files that have gathered the same."""


@dataclass
class FileReplica:
    """One copy of a session's file on one laptop."""

    path: Path
    session_id: str
    seconds: float = 3600.0
    made: count[int] = field(default_factory=count)
    session: Session = field(init=False)
    _store: Database | None = None
    _heard: RecordingListener = field(default_factory=RecordingListener)
    _submitted: int = 0

    def __post_init__(self) -> None:
        self._load()

    def wish(self, wish: Wish | Command) -> None:
        """Carry out a wish, if it can be, and store it."""
        command = wish.command(self.session) if isinstance(wish, Wish) else wish
        reading = Reading("boot-1", 5000.0 + self.seconds, NINE + timedelta(seconds=self.seconds))
        try:
            outcome = decide(self.session, command, reading, self._new_id) if command is not None else None
        except CommandRefused:
            return
        if outcome is not None:
            self.seconds += 7
            self._save(outcome.changes)
            self.session = outcome.session

    def ends_window(self) -> None:
        """Close the window; the next command is that of another one."""
        if self._store is not None:
            assert self._store.close(20)
            self._store = None

    def flushes(self) -> None:
        """Wait until all is in the file; the window stays open."""
        if self._store is not None:
            self._heard.wait_for(Saved, self._submitted)

    def copy(self, path: Path) -> FileReplica:
        """A copy of the file."""
        self.ends_window()
        return FileReplica(Path(shutil.copyfile(self.path, path)), self.session_id, self.seconds)

    def take_in(self, other: FileReplica) -> None:
        """Gather the other copy."""
        self.ends_window()
        other.ends_window()
        assert gather(self.path, other.path)[0].refusal is None or other is self
        self._load()

    def erase(self, place: int) -> None:
        """Erase a statement."""
        notes = self.session.book.notes
        if notes:
            self.ends_window()
            erase(
                self.path,
                Wanted(notes=((self.session_id, notes[place % len(notes)].serial),)),
                StillClock().read(),
            )
            self._load()

    def _load(self) -> None:
        self.session = Session.of(database(self.path).load(self.session_id))

    def _save(self, changes: Sequence[Change]) -> None:
        if self._store is None:
            self._store = database(self.path)
            self._store.load(self.session_id)
            self._heard, self._submitted = RecordingListener(), 0
            self._store.start(self._heard)
        self._store.submit(self.session_id, changes)
        self._submitted += 1

    def _new_id(self, at: datetime) -> str:
        return derived_id(at, next(self.made), str(self.path))


def first_file(room: Room, path: Path) -> FileReplica:
    """The file of a room on its first laptop."""
    store = database(path)
    store.submit(room.session.id, [Change(None, record) for record in records_of(room.session)])
    assert store.close(20)
    return FileReplica(path, room.session.id)


def files_after(
    base: Room,
    moves: Sequence[Move],
    folder: Path,
    sends: Callable[[Sequence[FileReplica], Move], None] = lambda *_: None,
) -> list[Path]:
    """The files after all this, two at least; ``sends`` is called for a move that sends one of them."""
    first = first_file(base, folder / "a.db")
    copies = [first, first.copy(folder / "b.db")]
    for move in moves:
        here, other = copies[move.where % len(copies)], copies[move.other % len(copies)]
        if move.what == "copy":
            if len(copies) < 4:
                copies.append(here.copy(folder / f"{'abcd'[len(copies)]}.db"))
        elif move.what == "join":
            here.take_in(other)
        elif move.what == "erase":
            here.erase(move.other)
        elif move.what == "claim":
            here.ends_window()
        elif move.what == "send":
            sends(copies, move)
        elif not isinstance(move.what, str):
            here.wish(move.what)
    for each in copies:
        each.ends_window()
    return [each.path for each in copies]


def gather(target: DatabaseName, *sources: DatabaseName) -> list[GatheredSource]:
    """What becomes of the sources."""
    with Gathering(target, StillClock(), busy=0.05) as gathering:
        return [gathering.take_in(source) for source in sources]


def rows(name: DatabaseName) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the joined tables, by their keys."""
    with closing(_connected(name)) as connection:
        return {
            table.name: connection.execute(
                f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}"
            ).fetchall()
            for table in JOINED
        }


def _connected(name: DatabaseName) -> SqlConnection:
    if isinstance(name, Path):
        return sqlite3.connect(name)
    from breakout_tui.store.server_connection import ServerConnection

    return ServerConnection(name)


def as_json(name: DatabaseName) -> str:
    """The export of all sessions and papers."""
    store = database(name) if isinstance(name, Path) else ServerStore(name, StillClock())
    return sessions_json((store.state(summary.id) for summary in store.summaries()), store.papers())
