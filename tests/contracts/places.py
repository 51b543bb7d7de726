"""Where windows store sessions: a database file, or memory. The contract suite runs on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from breakout_tui.domain.joining import in_order
from breakout_tui.domain.ports import Store
from breakout_tui.domain.versions import Version
from breakout_tui.store.database import Database
from breakout_tui.store.session_states import read_state, write_state
from tests.store.builders import QUICK, SESSION, StillClock
from tests.tui.fake_store import FakeStore, MemoryDisk

PREVIEW_FROM = 3
"""Notes from which the windows give a preview."""


class Place(Protocol):
    """Somewhere that several windows can store to."""

    def window(self, name: str = "room.db") -> Store:
        """A new window on a file."""
        ...

    def gather(self, session_id: str, name: str = "room.db") -> None:
        """Mark a stored session as another room's."""
        ...

    def unwritable(self) -> AbstractContextManager[None]:
        """Nothing can be written to ``room.db`` inside the ``with`` block."""
        ...

    def join(self, *others: Version) -> None:
        """Join into ``room.db`` what another laptop made of the session at the same time."""
        ...


class DatabasePlace:
    """Database files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def window(self, name: str = "room.db") -> Store:
        """A database."""
        return Database(self._folder / name, StillClock(), retry_policy=QUICK, preview_from=PREVIEW_FROM)

    def gather(self, session_id: str, name: str = "room.db") -> None:
        """As gathering does."""
        with closing(sqlite3.connect(self._folder / name)) as connection, connection:
            connection.execute("INSERT INTO gathered VALUES (?, 'annex.db', '')", (session_id,))

    @contextmanager
    def unwritable(self) -> Iterator[None]:
        """Another program holds the write lock."""
        with closing(sqlite3.connect(self._folder / "room.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def join(self, *others: Version) -> None:
        """In a transaction."""
        with closing(sqlite3.connect(self._folder / "room.db", isolation_level=None)) as connection:
            state = read_state(connection, SESSION)
            assert state is not None
            whole = replace(state, versions=tuple(in_order((*state.versions, *others))))
            connection.execute("BEGIN IMMEDIATE")
            write_state(connection, whole)
            connection.execute("COMMIT")


class MemoryPlace:
    """Files in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._disk = MemoryDisk()

    def window(self, name: str = "room.db") -> Store:
        """A store in memory."""
        return FakeStore(self._disk, self._folder / name, preview_from=PREVIEW_FROM)

    def gather(self, session_id: str, name: str = "room.db") -> None:
        """As gathering does."""
        self._disk.files[self._folder / name].gathered.add(session_id)

    def unwritable(self) -> AbstractContextManager[None]:
        """The disk is full."""
        return self._disk.files[self._folder / "room.db"].unwritable()

    def join(self, *others: Version) -> None:
        """Into the file."""
        self._disk.files[self._folder / "room.db"].siblings += others
