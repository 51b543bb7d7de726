"""Rows read straight from the pages of a file, for where SQLite itself gives up (sqlite.org/fileformat2.html).

Each page is looked at by itself, so that a broken page costs its own rows and no others; which table a row is of shows
in its shape. What SQLite calls an index is also where tables WITHOUT ROWID lie.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from breakout_tui.store.first_form import FIRST_FORM

Cell = None | int | float | str
Row = dict[str, Cell]

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_LONGEST = 64 * 1024 * 1024
"""Bytes of the longest row that is believed."""
_USUAL_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table look in the file: the columns in the order stored, their sorts, and where they lie."""

    table: str
    columns: tuple[str, ...]
    sorts: tuple[tuple[str, bool], ...]
    """Per column its sort (TEXT, INTEGER) and whether it is always filled."""
    is_in_index: bool
    key: tuple[str, ...]

    def fits(self, cells: Sequence[Cell]) -> bool:
        """Whether a row of these cells can be one of this table."""
        if len(cells) != len(self.sorts):
            return False
        for cell, (sort, is_filled) in zip(cells, self.sorts, strict=True):
            if cell is None:
                if is_filled:
                    return False
            elif isinstance(cell, str) != (sort == "TEXT") or isinstance(cell, float):
                return False
        return True

    def key_of(self, row: Mapping[str, Cell]) -> tuple[Cell, ...] | None:
        """What tells the row from others; None where that itself is damaged."""
        sorts = dict(zip(self.columns, self.sorts, strict=True))
        key = tuple(row.get(column) for column in self.key)
        is_good = all(
            isinstance(cell, str if sorts[column][0] == "TEXT" else int) and cell != ""
            for column, cell in zip(self.key, key, strict=True)
        )
        return key if is_good else None


def shapes() -> Mapping[str, Shape]:
    """The shapes of all tables, by name, as the present form has them."""
    found = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in FIRST_FORM:
            connection.execute(statement)
        for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            about = connection.execute(f"PRAGMA table_info({name})").fetchall()
            is_in_index = "WITHOUT ROWID" in sql
            key = [row for row in sorted(about, key=lambda row: row[5]) if row[5]]
            stored = [*key, *(row for row in about if not row[5])] if is_in_index else about
            found[name] = Shape(
                table=name,
                columns=tuple(row[1] for row in stored),
                sorts=tuple((row[2], bool(row[3])) for row in stored),
                is_in_index=is_in_index,
                key=tuple(row[1] for row in key),
            )
    return found


def carve(data: bytes, wanted: Mapping[str, Shape]) -> Iterator[tuple[str, Row]]:
    """Every row of these tables that a page of the file still shows, in no order; some may be of earlier days."""
    size = _page_size(data)
    usable = size - (data[20] if len(data) > 20 and data[20] < 64 else 0)
    for start in range(0, len(data), size):
        page = data[start : start + size]
        is_in_index, payloads = _payloads(data, page, 100 if start == 0 else 0, size, usable)
        for payload in payloads:
            cells = _record(payload)
            if cells is None:
                continue
            for shape in wanted.values():
                if shape.is_in_index == is_in_index and shape.fits(cells):
                    yield shape.table, dict(zip(shape.columns, cells, strict=True))
                    break


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_PAGE


def _payloads(data: bytes, page: bytes, head: int, size: int, usable: int) -> tuple[bool, Iterator[bytes]]:
    sort = page[head] if len(page) > head else 0
    if sort not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
        return False, iter(())
    return sort != _TABLE_LEAF, _cells(data, page, head, sort, size, usable)


def _cells(data: bytes, page: bytes, head: int, sort: int, size: int, usable: int) -> Iterator[bytes]:
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    first = head + (12 if sort == _INDEX_INTERIOR else 8)
    most = (usable - 35) if sort == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    least = (usable - 12) * 32 // 255 - 23
    for index in range(min(count, (size - first) // 2)):
        at = int.from_bytes(page[first + 2 * index : first + 2 * index + 2], "big")
        if not head + 8 <= at < len(page):
            continue
        try:
            at += 4 if sort == _INDEX_INTERIOR else 0
            length, at = _varint(page, at)
            if sort == _TABLE_LEAF:
                _, at = _varint(page, at)
        except IndexError:
            continue
        if not 0 < length <= _LONGEST:
            continue
        if length <= most:
            yield page[at : at + length]
            continue
        kept = least + (length - least) % (usable - 4)
        kept = kept if kept <= most else least
        overflow = int.from_bytes(page[at + kept : at + kept + 4], "big")
        yield page[at : at + kept] + _overflow(data, overflow, length - kept, size, usable)


def _overflow(data: bytes, number: int, length: int, size: int, usable: int) -> bytes:
    """What of a long row lies in pages of its own; as much as the chain gives."""
    pieces, seen = [], set()
    while number and length > 0 and number not in seen:
        seen.add(number)
        page = data[(number - 1) * size : (number - 1) * size + usable]
        piece = page[4 : 4 + length]
        if not piece:
            break
        pieces.append(piece)
        length -= len(piece)
        number = int.from_bytes(page[:4], "big")
    return b"".join(pieces)


def _record(payload: bytes) -> list[Cell] | None:
    """The cells of a row; None for bytes that are none, or not all there."""
    try:
        end, at = _varint(payload, 0)
        sorts = []
        while at < end:
            sort, at = _varint(payload, at)
            sorts.append(sort)
        lengths = [_length(sort) for sort in sorts]
    except (IndexError, ValueError):
        return None
    if not sorts or at != end or end + sum(lengths) != len(payload):
        return None
    cells = []
    for sort, length in zip(sorts, lengths, strict=True):
        cells.append(_cell(sort, payload[at : at + length]))
        at += length
    return cells


def _cell(sort: int, raw: bytes) -> Cell:
    if sort == 0:
        return None
    if sort in (8, 9):
        return sort - 8
    if sort == 7:
        return float(struct.unpack(">d", raw)[0])
    if sort < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode("utf-8", "replace")


def _length(sort: int) -> int:
    if sort in (10, 11):
        raise ValueError("reserved")
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[sort] if sort < 10 else (sort - 12) // 2


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes and where it ends."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9
