"""Which columns a file has: a backup may be of an earlier version."""

from __future__ import annotations

import sqlite3

from breakout_tui.store.table_shape import ColumnShape, TableShape


def stored_columns(connection: sqlite3.Connection, table: TableShape) -> list[ColumnShape]:
    """The columns of a table that this file has, in order; none where it doesn't have the table."""
    stored = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
    return [column for column in table.columns if column.name in stored]
