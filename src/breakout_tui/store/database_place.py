"""Where a database is, a file or a server: how it is opened, examined and named, for those that otherwise do the same with both."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.domain.versions import Erasure
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import open_writing
from breakout_tui.store.erasure import erase_again_from_copies
from breakout_tui.store.integrity import refuse_damage
from breakout_tui.store.migrations import migrate, version_of
from breakout_tui.store.source_search import is_same
from breakout_tui.store.sql_connection import SqlConnection


class DatabasePlace(Protocol):
    """A database that can be written to."""

    @property
    def name(self) -> DatabaseName:
        """What messages call it."""
        ...

    def opened(self, at: str) -> SqlConnection:
        """A connection in autocommit mode, to the newest form: made or migrated if need be. Raises StoreError."""
        ...

    def examine(self, connection: SqlConnection) -> None:
        """Inside a transaction: refuse a structure that is not ours. Raises StoreError."""
        ...

    def failing(self) -> AbstractContextManager[None]:
        """Inside the ``with`` block, what goes wrong is about this database: a StoreError."""
        ...

    def is_same(self, source: DatabaseName) -> bool:
        """Whether the source is this database."""
        ...

    def erase_from_copies(self, erasures: Collection[Erasure]) -> tuple[str, ...]:
        """Erase from the backups that the program made; gives those that could not be cleaned."""
        ...


def place_of(name: DatabaseName, busy: float) -> DatabasePlace:
    """The place of a file or of a server's database; ``busy`` are the seconds to wait for others that hold a file."""
    if isinstance(name, ServerAddress):
        from breakout_tui.store.server_place import ServerPlace

        return ServerPlace(name)
    return FilePlace(name, busy)


class FilePlace:
    """A file."""

    def __init__(self, path: Path, busy: float) -> None:
        self.name = path
        self._busy = busy

    def opened(self, at: str) -> SqlConnection:
        """Its folder and the file itself are made if need be. Also raises sqlite3.Error, OSError: see ``failing``."""
        connection = open_writing(self.name, self._busy)
        try:
            refuse_damage(connection, self.name)
            migrate(connection, self.name, at)
        except BaseException:
            connection.close()
            raise
        return connection

    def examine(self, connection: SqlConnection) -> None:
        """As at each opening."""
        assert isinstance(connection, sqlite3.Connection)
        version_of(connection, self.name)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """What SQLite and the system say."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise sqlite_errors.as_store_error(error, self.name) from error

    def is_same(self, source: DatabaseName) -> bool:
        """Also through a link of either kind."""
        return isinstance(source, Path) and is_same(source, self.name)

    def erase_from_copies(self, erasures: Collection[Erasure]) -> tuple[str, ...]:
        """From all backups beside it."""
        return tuple(map(str, erase_again_from_copies(self.name, erasures, busy=self._busy)))
