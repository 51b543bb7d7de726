"""The rows of one session that somebody has not seen, read from a file in short transactions and decoded afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from breakout_tui.domain.versions import Stamp, Version
from breakout_tui.store import table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.stored_records import ranking_parts
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.unseen_rows import Condition

SLICE = 500
"""Rows of a large table that are read in one transaction: about a millisecond."""
_MOST_SLICES = 10_000
"""Of a damaged file, whose numbers can be any."""
_SLICED = (table_mappings.NOTE, table_mappings.UNDO_STEP)
_AT_ONCE = tuple(each for each in table_mappings.MAPPINGS.values() if each not in _SLICED)

Row = Sequence[Cell]


def saved_after(revision: int) -> Condition:
    """What was saved since the session had this revision."""
    return Condition("counter > ?", (revision,))


@contextmanager
def moment(connection: sqlite3.Connection) -> Iterator[None]:
    """One read transaction."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@dataclass(slots=True)
class ChangedRows:
    """Rows as they are in the file, by their keys; one that is read again replaces the earlier one."""

    session_id: str
    slice_rows: int = SLICE
    _records: dict[TableMapping[Any], dict[Cell, Row]] = field(default_factory=dict)
    _links: dict[Cell, tuple[int, ...]] = field(default_factory=dict)
    _wordings: dict[Cell, list[Row]] = field(default_factory=dict)
    _rankings: Mapping[str, Any] = field(default_factory=dict)

    def read(self, connection: sqlite3.Connection, condition: Condition) -> None:
        """Read these rows too: a transaction for the small tables, and one for each slice of the large ones."""
        with moment(connection):
            for mapping in _AT_ONCE:
                where = f"{mapping.shape.session_column} = ? AND ({condition.sql})"
                self._add(mapping, connection.execute(_selection(mapping, where), self._values(condition)))
            if self._records[table_mappings.RANKING]:
                self._rankings = ranking_parts(connection, self.session_id)
        for mapping in _SLICED:
            place = mapping.shape.key[-1]
            where = f"session_id = ? AND ({condition.sql}) AND {place} BETWEEN ? AND ? ORDER BY {place}"
            select = _selection(mapping, where)
            for first, last in slices(connection, mapping, self.session_id, self.slice_rows):
                with moment(connection):
                    found = connection.execute(select, (*self._values(condition), first, last))
                    keys = self._add(mapping, found)
                    if mapping is table_mappings.NOTE and keys:
                        self._read_note_parts(connection, keys)

    def decoded(self) -> Iterator[Version]:
        """The current versions of the records. Raises what an unreadable row raises."""
        for mapping, found in self._records.items():
            width = len(mapping.own_columns)
            records = mapping.records((row[:width] for row in found.values()), self._apart(mapping))
            stamps: list[Any] = [row[width:] for row in found.values()]
            for record, (counter, writer, *made_by) in zip(records, stamps, strict=True):
                yield Version(record, Stamp(counter, writer), *made_by)

    def _values(self, condition: Condition) -> tuple[Cell, ...]:
        return (self.session_id, *condition.values)

    def _add(self, mapping: TableMapping[Any], found: Iterable[Row]) -> list[Cell]:
        """Add rows; gives their keys."""
        place = mapping.own_columns.index(mapping.shape.key[-1])
        new = {row[place]: row for row in found}
        self._records.setdefault(mapping, {}).update(new)
        return list(new)

    def _read_note_parts(self, connection: sqlite3.Connection, serials: Sequence[Cell]) -> None:
        """The links and wordings of notes; ``serials`` are in order."""
        between = (self.session_id, serials[0], serials[-1])
        where = "WHERE session_id = ? AND serial BETWEEN ? AND ? ORDER BY serial, position"
        links: dict[Cell, list[int]] = {serial: [] for serial in serials}
        for serial, target in connection.execute(f"SELECT serial, target FROM note_link {where}", between):
            if serial in links:
                links[serial].append(int(target))
        self._links.update((serial, tuple(targets)) for serial, targets in links.items())
        wordings: dict[Cell, list[Row]] = {serial: [] for serial in serials}
        own = ", ".join(table_mappings.WORDING.own_columns)
        for serial, *row in connection.execute(f"SELECT serial, {own} FROM note_wording {where}", between):
            if serial in wordings:
                wordings[serial].append(row)
        self._wordings.update(wordings)

    def _apart(self, mapping: TableMapping[Any]) -> Mapping[str, Any]:
        """The fields that have tables of their own."""
        if mapping is table_mappings.RANKING:
            return self._rankings
        if mapping is not table_mappings.NOTE:
            return {}
        decode = table_mappings.WORDING.records
        wordings = {serial: tuple(decode(rows)) for serial, rows in self._wordings.items() if rows}
        return {"links": self._links, "wordings": wordings}


def slices(
    connection: sqlite3.Connection, mapping: TableMapping[Any], session_id: str, rows: int
) -> Iterator[tuple[int, int]]:
    """The first and the last serial or number of each slice of about so many rows; what is added later is in none."""
    place, name = mapping.shape.key[-1], mapping.shape.name
    ends = (f"(SELECT {each}({place}) FROM {name} WHERE session_id = ?1)" for each in ("min", "max"))
    ((first, last),) = connection.execute(f"SELECT {', '.join(ends)}", (session_id,)).fetchall()
    if first is not None:
        step = max(rows, (last - first) // _MOST_SLICES + 1)
        yield from ((start, start + step - 1) for start in range(first, last + 1, step))


def _selection(mapping: TableMapping[Any], where: str) -> str:
    columns = ", ".join((*mapping.own_columns, *mapping.stamp))
    return f"SELECT {columns} FROM {mapping.shape.name} WHERE {where}"
