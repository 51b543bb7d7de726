"""Takes names out of every text of a file, in columns and inside JSON."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from breakout_tui.store import schema
from breakout_tui.store.cells import Cell
from breakout_tui.store.stored_columns import stored_columns
from breakout_tui.store.table_shape import ColumnShape, Holds, TableShape

STRUCK = "▮▮▮"
"""In place of a name inside a text."""

_PROGRAM_KEYS = frozenset(["is", "ends", "agenda"])
"""Keys of JSON that hold words of the program and times, and are no column: those of the codec and the programme."""

_CODES = _PROGRAM_KEYS.union(
    *(
        (column.name, column.field)
        for table in schema.ALL_TABLES
        for column in table.columns
        if column.holds == "code"
    )
)
_NAMES = frozenset(
    column.field for table in schema.ALL_TABLES for column in table.columns if column.holds == "name"
)
_LISTS = frozenset(
    column.field for table in schema.ALL_TABLES for column in table.columns if column.holds == "names"
)
"""Keys of JSON whose texts hold codes, a single name, or a list of names."""


class Names:
    """The names to remove. Finds them as whole words, in any case and Unicode form, with ``@``, quotes or ``_``."""

    def __init__(self, names: Iterable[str]) -> None:
        self.count = 0
        """In how many places they were found so far."""
        spellings = {
            unicodedata.normalize(form, name.strip().lstrip("@").strip('"'))
            for name in names
            for form in ("NFC", "NFD")
        }
        ordered = sorted(filter(None, spellings), key=len, reverse=True)
        words = "|".join(r"[\s_]+".join(map(re.escape, name.replace("_", " ").split())) for name in ordered)
        self._found = re.compile(
            rf'(?<![^\W_])(?:@+"(?:{words})"|@*(?:{words}))(?![^\W_]|[\u0300-\u036f])', re.I
        )

    def scrub(self, text: str, holds: Holds = "words") -> str:
        """The text without them. A field that holds only a name becomes empty."""
        if self._found.fullmatch(text.strip()) is not None:
            self.count += 1
            return "" if holds == "name" else STRUCK
        scrubbed, times = self._found.subn(STRUCK, text)
        self.count += times
        return scrubbed

    def scrub_cell(self, column: ColumnShape, cell: str) -> str:
        """The cell of a column without them."""
        if not self._found.search(cell) and "\\" not in cell:  # JSON may spell a name in escapes
            return cell
        if column.is_json:
            return self._scrub_json(column, cell)
        scrubbed = self._scrub_id(cell) if column.holds == "tally id" else self.scrub(cell, column.holds)
        # The claim of a window that is gone needs no host.
        return "" if column.holds == "machine" and scrubbed != cell else scrubbed

    def _scrub_json(self, column: ColumnShape, cell: str) -> str:
        try:
            plain = json.loads(cell)
        except (ValueError, RecursionError):
            return self.scrub(cell)
        before = self.count
        scrubbed = self._walk(plain, column.field)
        if self.count == before:
            return cell
        return json.dumps(scrubbed, ensure_ascii=False, separators=(",", ":"))

    def _walk(self, plain: Any, key: str) -> Any:
        match plain:
            case str():
                return self._scrub_value(plain, key)
            case list():
                items = [self._walk(item, key) for item in plain]
                return [item for item in items if item != STRUCK] if key in _LISTS else items
            case dict():
                return {name: self._walk(value, name) for name, value in plain.items()}
            case _:
                return plain

    def _scrub_value(self, text: str, key: str) -> str:
        if key == "id":
            return self._scrub_id(text)
        if key in _CODES:
            return text
        return self.scrub(text, "name" if key in _NAMES else "words")

    def _scrub_id(self, cell: str) -> str:
        """A tally's identifier ends in its subject, which may be a cluster of that name."""
        start, sign, cluster = cell.partition(":tally:#")
        return start + sign + self.scrub(cluster) if sign else cell


def scrub_rows(connection: sqlite3.Connection, names: Names, *, writes: bool) -> Iterator[str | None]:
    """Take the names out of every row; gives the session of each place found, None where it has none.

    Without ``writes`` the file stays as it is and the places are only counted.
    """
    for table in schema.ALL_TABLES:
        if any(column.has_words for column in stored_columns(connection, table)):
            yield from _scrub_table(connection, table, names, writes=writes)


def _scrub_table(
    connection: sqlite3.Connection, table: TableShape, names: Names, *, writes: bool
) -> Iterator[str | None]:
    columns = stored_columns(connection, table)
    selected = ", ".join(column.name for column in columns)
    for row in connection.execute(f"SELECT {selected} FROM {table.name}").fetchall():
        before = names.count
        changed = _scrubbed_cells(columns, row, names)
        if not changed:
            continue
        cells = {column.name: cell for column, cell in zip(columns, row, strict=True)}
        if writes:
            _update(connection, table, changed, [cells[name] for name in table.key])
        session = cells["id"] if table is schema.SESSION else cells.get("session_id")
        for _ in range(names.count - before):
            yield session


def _scrubbed_cells(columns: Sequence[ColumnShape], row: Sequence[Cell], names: Names) -> dict[str, str]:
    """The cells that change, by column."""
    changed = {}
    for column, cell in zip(columns, row, strict=True):
        if column.has_words and isinstance(cell, str):
            scrubbed = names.scrub_cell(column, cell)
            if scrubbed != cell:
                changed[column.name] = scrubbed
    return changed


def _update(
    connection: sqlite3.Connection, table: TableShape, cells: dict[str, str], key: Sequence[Cell]
) -> None:
    setting = ", ".join(f"{name} = ?" for name in cells)
    where = " AND ".join(f"{name} IS ?" for name in table.key)
    connection.execute(f"UPDATE {table.name} SET {setting} WHERE {where}", (*cells.values(), *key))
