"""The rows saved from a damaged file, by table and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from breakout_tui.domain.text import clean
from breakout_tui.domain.versions import DAMAGED, LOST_STAMP
from breakout_tui.store import schema
from breakout_tui.store.carving import SavedRow, key_of
from breakout_tui.store.cells import Cell
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.table_shape import TableShape


class SavedRows:
    """Rows by table and primary key."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[tuple[Cell, ...], SavedRow]] = {
            table.name: {} for table in schema.ALL_TABLES
        }

    def add(self, table: TableShape, row: SavedRow) -> None:
        """Keep a row, all its text clean, unless its key is damaged or there is a row of that key.

        Columns that were added after the row was written get their default.
        """
        whole: SavedRow = {**table.defaults, **row}
        cleaned = {name: clean(cell) if isinstance(cell, str) else cell for name, cell in whole.items()}
        if (key := key_of(table, cleaned)) is not None:
            self.tables[table.name].setdefault(key, cleaned)

    def of(self, table: str) -> Iterable[SavedRow]:
        """The rows of a table."""
        return self.tables[table].values()

    def of_session(self, table: str, session_id: str) -> list[SavedRow]:
        """The rows of a table that belong to a session."""
        return [row for row in self.of(table) if row["session_id"] == session_id]

    def keep(self, table: str, is_kept: Callable[[SavedRow], bool]) -> None:
        """Drop the other rows of a table."""
        self.tables[table] = {key: row for key, row in self.tables[table].items() if is_kept(row)}

    def clear(self, table: str) -> None:
        """Drop all rows of a table."""
        self.tables[table].clear()


def row_of(mapping: TableMapping[Any], record: object) -> SavedRow:
    """The row of a record that was lost; every row that a sound file has of it is newer."""
    return dict(zip(mapping.columns, mapping.cells(record, stamp=LOST_STAMP), strict=True))


def patched(mapping: TableMapping[Any], row: SavedRow, placeholder: SavedRow) -> SavedRow:
    """The row, with the placeholder's cell for each that can't be read; then its writer says so."""
    kept = {
        column: row[column]
        for column in mapping.columns
        if column in row and mapping.is_readable(column, row[column])
    }
    writer = str(kept.get("writer") or "")
    if len(kept) < len(mapping.columns) and writer:
        kept["writer"] = f"{DAMAGED}{writer.removeprefix(DAMAGED)}"
    return {**placeholder, **kept}
