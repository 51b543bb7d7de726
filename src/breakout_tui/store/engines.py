"""What SQLite and PostgreSQL do differently, beside opening and closing. Everything else in SQL is written so that both read it."""

from __future__ import annotations

import sqlite3
from typing import cast

from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_shape import TableShape

TYPE_CHECKING = False  # no room imports what only a server needs
if TYPE_CHECKING:
    from breakout_tui.store.server_connection import ServerConnection


def order_of_writing(connection: SqlConnection, table: TableShape) -> str:
    """By what to order rows so that the first stored come first. A server has gathered rows, which are stored by their keys."""
    return "rowid" if isinstance(connection, sqlite3.Connection) else ", ".join(table.key)


def column_names(connection: SqlConnection, table: TableShape) -> frozenset[str]:
    """The columns that a table has; none for a table that isn't there. A server's tables are always of the newest form."""
    if isinstance(connection, sqlite3.Connection):
        return frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({table.name})"))
    return frozenset(column.name for column in table.columns)


def overwrite_what_is_freed(connection: SqlConnection) -> None:
    """From here on SQLite overwrites freed space with zeros, in the file and in the journal of this transaction.

    A server frees space when its tables are rewritten: raises StoreError for a user who may not do that.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA secure_delete = ON")
    else:
        cast("ServerConnection", connection).demand_ownership()


def rewrite_without_freed_space(connection: SqlConnection) -> None:
    """Write all anew, without what was removed or replaced; outside of a transaction."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA temp_store = MEMORY")  # SQLite's temporary data stays in memory
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
    else:
        cast("ServerConnection", connection).rewrite_tables()
