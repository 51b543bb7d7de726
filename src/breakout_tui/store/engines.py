"""What SQLite and PostgreSQL do differently, beside opening and closing. Everything else in SQL is written so that both read it."""

from __future__ import annotations

import sqlite3
from typing import cast

from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_shape import TableShape

TYPE_CHECKING = False  # no room imports what only a server needs
if TYPE_CHECKING:
    from breakout_tui.domain.clock import Clock
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


def always_overwrite_what_is_freed(connection: SqlConnection) -> None:
    """From here on SQLite overwrites freed space with zeros, whoever owns the tables; a server does not."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA secure_delete = ON")


def rewrite_without_freed_space(connection: SqlConnection) -> None:
    """Write all anew, without what was removed or replaced; outside of a transaction."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA temp_store = MEMORY")  # SQLite's temporary data stays in memory
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
    else:
        cast("ServerConnection", connection).rewrite_tables()


def clear_free_pages(connection: SqlConnection) -> None:
    """Outside of a transaction, after the opening of a file whose freed space is overwritten: what a transaction that was cut short has left in it.

    SQLite gives free pages no place in its journal: what such a transaction wrote into them stays when it is rolled back
    (sqlite.org/atomiccommit.html, section 3.4).
    """
    if (
        isinstance(connection, sqlite3.Connection)
        and connection.execute("PRAGMA freelist_count").fetchone()[0]
    ):
        rewrite_without_freed_space(connection)


def note_freed_space(connection: SqlConnection) -> None:
    """Remember, with the transaction, that a server's tables have to be rewritten. A file's freed space is overwritten by then."""
    if not isinstance(connection, sqlite3.Connection):
        cast("ServerConnection", connection).note_freed_space()


def note_what_may_be_freed(connection: SqlConnection) -> None:
    """The same where the user may rewrite them; where not, what is erased stays until the server itself uses the space again."""
    if not isinstance(connection, sqlite3.Connection):
        server = cast("ServerConnection", connection)
        if server.owns_tables:
            server.note_freed_space()


def has_freed_space(connection: SqlConnection) -> bool:
    """Whether a server's tables have to be rewritten, whoever erased from them."""
    return not isinstance(connection, sqlite3.Connection) and (
        cast("ServerConnection", connection).has_freed_space()
    )


def pulse(connection: SqlConnection) -> int:
    """Grows with each question to a server and with each answer: odd while one is waited for. A file answers at once, or says why not."""
    return 0 if isinstance(connection, sqlite3.Connection) else cast("ServerConnection", connection).pulse


def abandon(connection: SqlConnection) -> None:
    """End a connection to a server while another thread waits for it. Raises StoreError."""
    if not isinstance(connection, sqlite3.Connection):
        cast("ServerConnection", connection).abandon()


def milliseconds(connection: SqlConnection, clock: Clock) -> int:
    """The time since 1970 by the clock of the database: a server's own one, so that all programs that use it agree."""
    if isinstance(connection, sqlite3.Connection):
        return int(clock.read().wall.timestamp() * 1000)
    select = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
    return int(connection.execute(select).fetchone()[0])


def structure_mark(connection: SqlConnection) -> int:
    """Changes when another program has changed the tables of a file, or brought a server's to another form."""
    if isinstance(connection, sqlite3.Connection):
        return int(connection.execute("PRAGMA schema_version").fetchone()[0])
    return int(connection.execute("SELECT max(number) FROM migration").fetchone()[0])
