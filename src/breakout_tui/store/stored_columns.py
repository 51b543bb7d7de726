"""Which columns a file has: a backup may be of an earlier version."""

from __future__ import annotations

from breakout_tui.store.engines import column_names
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_shape import ColumnShape, TableShape


def stored_columns(connection: SqlConnection, table: TableShape) -> list[ColumnShape]:
    """The columns of a table that this file has, in order; none where it doesn't have the table."""
    stored = column_names(connection, table)
    return [column for column in table.columns if column.name in stored]
