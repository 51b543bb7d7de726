"""The steps of a program that is one version ahead of this one: it adds a column to notes and to sessions."""

from __future__ import annotations

import sqlite3

from breakout_tui.store import schema
from breakout_tui.store.migrations import STEPS, VERSION, Migration
from breakout_tui.store.table_shape import ColumnShape, TableShape


def _add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE note ADD COLUMN one_to_come TEXT NOT NULL DEFAULT 'calm'")
    connection.execute("ALTER TABLE session ADD COLUMN one_to_come TEXT NOT NULL DEFAULT 'calm'")


NEXT = Migration(VERSION + 1, "a later form", _add_column)
LATER = (*STEPS, NEXT)


def with_later_column(table: TableShape) -> TableShape:
    """A table as that program knows it."""
    added = ColumnShape("one_to_come", "words", since=NEXT.number, default="calm")
    return table._replace(columns=(*table.columns, added))


LATER_TABLES = [
    with_later_column(table) if table in (schema.NOTE, schema.SESSION) else table
    for table in schema.ALL_TABLES
]
