"""A database on a PostgreSQL server as a place to write to, and as a source that is only read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import cast

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.server_address import DatabaseName, ServerAddress
from breakout_tui.domain.versions import Erasure
from breakout_tui.store.migrations import VERSION
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_migrations import migrate, version_of
from breakout_tui.store.sql_connection import SqlConnection


class ServerPlace:
    """A database on a server. Its backups are the server's."""

    def __init__(self, address: ServerAddress) -> None:
        self.name = address

    def opened(self, at: str) -> SqlConnection:
        """Its tables are made if it is empty."""
        connection = ServerConnection(self.name)
        try:
            migrate(connection, at)
        except BaseException:
            connection.close()
            raise
        return connection

    def examine(self, connection: SqlConnection) -> None:
        """As at each opening."""
        version_of(cast(ServerConnection, connection))

    def failing(self) -> AbstractContextManager[None]:
        """A server's connection raises nothing but a StoreError."""
        return nullcontext()

    def is_same(self, source: DatabaseName) -> bool:
        """By what the server itself says: one database has many URLs."""
        return source == self.name or (
            isinstance(source, ServerAddress) and _identity(source) == _identity(self.name)
        )

    def erase_from_copies(self, erasures: Collection[Erasure]) -> tuple[str, ...]:  # noqa: ARG002 - none to clean
        """There are none that we made."""
        return ()


@contextmanager
def reading_server(address: ServerAddress, at: str) -> Iterator[SqlConnection | None]:
    """A connection in one read transaction, or None for an empty database; migrated before, if it is of an earlier form.

    Raises StoreError.
    """
    with closing(ServerConnection(address)) as connection:
        version = version_of(connection)
        if 0 < version < VERSION:
            migrate(connection, at)
        connection.execute("BEGIN")
        yield connection if version else None


def _identity(address: ServerAddress) -> object:
    """Which database of which server it is, and which schema; nothing where that can't be found out."""
    try:
        with closing(ServerConnection(address)) as connection:
            select = "SELECT system_identifier, current_database(), current_schema() FROM pg_control_system()"
            return tuple(connection.execute(select).fetchone())
    except StoreError:
        return address
