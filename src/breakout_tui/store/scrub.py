"""Takes names out of every text of a file, in columns and inside JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from breakout_tui.domain import codec
from breakout_tui.domain.clusters import SIGN
from breakout_tui.domain.erased_words import STRUCK
from breakout_tui.domain.joining import laptop_name
from breakout_tui.domain.notes import LAPTOP_SIGN
from breakout_tui.store import schema
from breakout_tui.store.cells import Cell
from breakout_tui.store.name_search import NameSearch
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns
from breakout_tui.store.struck_clusters import StruckClusters
from breakout_tui.store.table_shape import ColumnShape, Holds, TableShape

_PROGRAM_KEYS = frozenset(
    ["is", "starts", "ends", "agenda", "note_id", "theme_id", "themes", "entries", "one", "other"]
)
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
_ALIASES = frozenset(
    column.field for table in schema.ALL_TABLES for column in table.columns if column.holds == "aliases"
)
"""Keys of JSON whose texts hold codes, a single name, a list of names, or references that may name a laptop."""
_CLUSTERS = frozenset(["cluster", "subject", "title"])
"""Fields that may hold the name of a cluster and nothing else."""


class Names:
    """The names to remove; ``name_search`` says in which spellings they are found."""

    def __init__(self, names: Iterable[str]) -> None:
        self.count = 0
        """In how many places they were found so far."""
        self.search = NameSearch(names)

    def scrub(self, text: str, holds: Holds = "words") -> str:
        """The text without them. From a list of names they are left out."""
        spans = self.search.spans(text)
        if not spans:
            return text
        self.count += len(spans)
        struck = self.search.replaced(text, STRUCK)
        if holds != "name":
            return struck
        return ", ".join(name for each in struck.split(",") if (name := each.strip()) != STRUCK)


class RowScrubber:
    """Takes the names out of the rows of one file."""

    def __init__(self, names: Names, clusters: StruckClusters) -> None:
        self._names = names
        self._clusters = clusters
        self._session = ""
        self._maker = ""
        """The writer that made the row, as far as it says."""

    def cells(self, columns: Sequence[ColumnShape], row: Sequence[Cell], session_id: str) -> dict[str, str]:
        """The cells of a session's row that change, by column."""
        self._session = session_id
        named = {column.name: cell for column, cell in zip(columns, row, strict=True)}
        self._maker = str(named.get("made_by") or named.get("writer") or "")
        changed = {}
        for column, cell in zip(columns, row, strict=True):
            if column.has_words and isinstance(cell, str):
                scrubbed = self._cell(column, cell)
                if scrubbed != cell:
                    changed[column.name] = scrubbed
        return changed

    def _cell(self, column: ColumnShape, cell: str) -> str:
        if not self._names.search.are_in(cell) and "\\" not in cell:  # JSON may spell a name in escapes
            return cell
        if column.is_json:
            return self._json(column, cell)
        if column.holds == "tally id":
            return self._tally_id(cell)
        scrubbed = self._text(cell, column.field, column.holds)
        # The claim of a window that is gone needs no host.
        return "" if column.holds == "machine" and scrubbed != cell else scrubbed

    def _text(self, text: str, field: str, holds: Holds = "words") -> str:
        """A text; the name of a cluster, or the title of one on the list, becomes the cluster's new name."""
        scrubbed = self._names.scrub(text, holds)
        if field not in _CLUSTERS or scrubbed == text:
            return scrubbed
        sign = SIGN if text.startswith(SIGN) else ""
        new = self._clusters.name(self._session, text.removeprefix(SIGN))
        return scrubbed if new is None else f"{sign}{new}"

    def _alias(self, alias: str) -> str:
        """A reference; the laptop that it names becomes the first digits of the writer."""
        own, sign, _ = alias.partition(LAPTOP_SIGN)
        scrubbed = self._names.scrub(alias)
        return f"{own}{sign}{laptop_name(self._maker, {})}" if sign and scrubbed != alias else scrubbed

    def _tally_id(self, tally_id: str) -> str:
        new = self._clusters.tally_id(tally_id)
        self._names.count += new != tally_id
        return new

    def _json(self, column: ColumnShape, cell: str) -> str:
        try:
            plain = json.loads(cell)
        except (ValueError, RecursionError):
            return self._names.scrub(cell)
        before = self._names.count
        scrubbed = self._walk(plain, column.field)
        if self._names.count == before:
            return cell
        return codec.as_text(scrubbed)

    def _walk(self, plain: Any, key: str) -> Any:
        match plain:
            case str():
                return self._value(plain, key)
            case list():
                items = [self._walk(item, key) for item in plain]
                return [item for item in items if item != STRUCK] if key in _LISTS else items
            case dict():
                return {name: self._walk(value, name) for name, value in plain.items()}
            case _:
                return plain

    def _value(self, text: str, key: str) -> str:
        if key == "id":
            return self._tally_id(text)
        if key in _ALIASES:
            return self._alias(text)
        if key in _CODES:
            return text
        return self._text(text, key, "name" if key in _NAMES else "words")


def scrub_rows(connection: SqlConnection, names: Names, *, writes: bool) -> Iterator[str | None]:
    """Take the names out of every row; gives the session of each place found, None where it has none.

    Without ``writes`` the file stays as it is and the places are only counted.
    """
    scrubber = RowScrubber(names, StruckClusters(connection, names.search, STRUCK))
    sessions = dict(connection.execute("SELECT id, session_id FROM ranking").fetchall())
    for table in schema.ALL_TABLES:
        columns = stored_columns(connection, table)
        if any(column.has_words for column in columns):
            yield from _scrub_table(connection, table, scrubber, names, sessions, writes=writes)


def _scrub_table(
    connection: SqlConnection,
    table: TableShape,
    scrubber: RowScrubber,
    names: Names,
    sessions: Mapping[str, str],
    *,
    writes: bool,
) -> Iterator[str | None]:
    columns = stored_columns(connection, table)
    selected = ", ".join(f'"{column.name}"' for column in columns)  # "window" is a word of SQL
    for row in connection.execute(f"SELECT {selected} FROM {table.name}").fetchall():
        before = names.count
        cells = {column.name: cell for column, cell in zip(columns, row, strict=True)}
        of_ranking = sessions.get(str(cells.get("ranking_id")))
        session = cells["id"] if table is schema.SESSION else cells.get("session_id", of_ranking)
        changed = scrubber.cells(columns, row, str(session))
        if not changed:
            continue
        if writes:
            _update(connection, table, changed, [cells[name] for name in table.key])
        for _ in range(names.count - before):
            yield session


def _update(connection: SqlConnection, table: TableShape, cells: dict[str, str], key: Sequence[Cell]) -> None:
    setting = ", ".join(f"{name} = ?" for name in cells)
    where = " AND ".join(f"{name} = ?" for name in table.key)
    connection.execute(f"UPDATE {table.name} SET {setting} WHERE {where}", (*cells.values(), *key))
