"""Rows read straight from the pages of a file, for where SQLite itself gives up (sqlite.org/fileformat2.html).

Each page is read alone, so that a broken page costs only its own rows. The table of a row is recognised by the types of
its cells. Tables WITHOUT ROWID are stored in what SQLite calls an index. A row written before a column was added has no
cell for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from breakout_tui.store.cells import Cell
from breakout_tui.store.row_format import cells_of, varint
from breakout_tui.store.table_shape import ColumnShape, TableShape

SavedRow = dict[str, Cell]

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_FILE_HEADER = 100
"""Bytes before the content of the first page."""
_LONGEST = 64 * 1024 * 1024
"""Bytes of the longest row that is believed."""
_USUAL_PAGE = 4096


def carve(data: bytes, tables: Iterable[TableShape]) -> Iterator[tuple[TableShape, SavedRow]]:
    """Every row of these tables that a page of the file still shows, in no order; some may be of earlier states.

    A row has no cells for the columns that were added after it was written.
    """
    size = _page_size(data)
    usable = size - (data[20] if len(data) > 20 and data[20] < 64 else 0)
    stored = [(table, table.stored_columns) for table in tables]
    for start in range(0, len(data), size):
        page = _Page(data, start, size, usable)
        for cells in filter(None, map(cells_of, page.payloads())):
            fitting = [
                (table, columns)
                for table, columns in stored
                if table.has_rowid == page.has_rowid and _fits(columns, cells)
            ]
            if fitting:
                table, columns = min(fitting, key=lambda each: len(each[1]))
                yield table, {column.name: cell for column, cell in zip(columns, cells, strict=False)}


def key_of(table: TableShape, row: SavedRow) -> tuple[Cell, ...] | None:
    """The primary key of a row; None where the key itself is damaged."""
    columns = [column for column in table.columns if column.name in table.key]
    is_sound = all(
        isinstance(row.get(column.name), str if column.is_text else int) and row[column.name] != ""
        for column in columns
    )
    return tuple(row[name] for name in table.key) if is_sound else None


def _fits(columns: Sequence[ColumnShape], cells: Sequence[Cell]) -> bool:
    """Whether a row of these cells can have these columns; only added ones may be missing."""
    present, missing = columns[: len(cells)], columns[len(cells) :]
    return (
        len(cells) == len(present)
        and all(column.is_added for column in missing)
        and all(
            column.is_nullable if cell is None else isinstance(cell, str if column.is_text else int)
            for column, cell in zip(present, cells, strict=True)
        )
    )


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_PAGE


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the file: ``size`` bytes from ``start``, of which ``usable`` hold content."""

    data: bytes
    start: int
    size: int
    usable: int

    @property
    def has_rowid(self) -> bool:
        """Whether its rows are those of a table with rowids."""
        return self._kind == _TABLE_LEAF

    def payloads(self) -> Iterator[bytes]:
        """The bytes of each row; nothing for a page that holds no rows."""
        if self._kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        page, head = self._content, self._head
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        first = head + (12 if self._kind == _INDEX_INTERIOR else 8)
        for index in range(min(count, (self.size - first) // 2)):
            at = int.from_bytes(page[first + 2 * index : first + 2 * index + 2], "big")
            if head + 8 <= at < len(page) and (payload := self._payload(page, at)):
                yield payload

    @property
    def _content(self) -> bytes:
        return self.data[self.start : self.start + self.size]

    @property
    def _head(self) -> int:
        return _FILE_HEADER if self.start == 0 else 0

    @property
    def _kind(self) -> int:
        at = self.start + self._head
        return self.data[at] if at < min(len(self.data), self.start + self.size) else 0

    def _payload(self, page: bytes, at: int) -> bytes:
        """The row that begins here; empty for one that can't be."""
        try:
            at += 4 if self._kind == _INDEX_INTERIOR else 0
            length, at = varint(page, at)
            if self.has_rowid:
                _, at = varint(page, at)
        except IndexError:
            return b""
        if not 0 < length <= _LONGEST:
            return b""
        local = self._local_length(length)
        if local == length:
            return page[at : at + length]
        overflow = int.from_bytes(page[at + local : at + local + 4], "big")
        return page[at : at + local] + self._overflow(overflow, length - local)

    def _local_length(self, length: int) -> int:
        """How many bytes of a row of this length are in the page itself (section 1.6 of the file format)."""
        most = (self.usable - 35) if self.has_rowid else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        return local if local <= most else least

    def _overflow(self, number: int, length: int) -> bytes:
        """The rest of a long row, in a chain of pages of its own; as much as the chain gives."""
        pieces, seen = [], set()
        while number and length > 0 and number not in seen:
            seen.add(number)
            start = (number - 1) * self.size
            page = self.data[start : start + self.usable]
            piece = page[4 : 4 + length]
            if not piece:
                break
            pieces.append(piece)
            length -= len(piece)
            number = int.from_bytes(page[:4], "big")
        return b"".join(pieces)
