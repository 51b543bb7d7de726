"""Where windows store sessions: a database file, or memory. The contract suite runs on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

from breakout_tui.domain.ports import Store
from breakout_tui.store.database import Database
from tests.store.builders import QUICK, StillClock
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
