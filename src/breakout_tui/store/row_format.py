"""SQLite's record format: the bytes of a row as cells (sqlite.org/fileformat2.html, section 2.1)."""

from __future__ import annotations

import struct

from breakout_tui.store.cells import Cell

_LENGTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a cell by its serial type, below 10."""


def cells_of(payload: bytes) -> list[Cell] | None:
    """The cells of a row; None for bytes that are no row, or not all of one."""
    try:
        end, at = varint(payload, 0)
        types = []
        while at < end:
            serial_type, at = varint(payload, at)
            types.append(serial_type)
        lengths = [_length(serial_type) for serial_type in types]
    except (IndexError, ValueError):
        return None
    if not types or at != end or end + sum(lengths) != len(payload):
        return None
    cells = []
    for serial_type, length in zip(types, lengths, strict=True):
        cells.append(_cell(serial_type, payload[at : at + length]))
        at += length
    return cells


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises IndexError at the end of the data."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def _cell(serial_type: int, raw: bytes) -> Cell:
    if serial_type == 0:
        return None
    if serial_type in (8, 9):
        return serial_type - 8
    if serial_type == 7:
        return float(struct.unpack(">d", raw)[0])
    if serial_type < 7:
        return int.from_bytes(raw, "big", signed=True)
    return raw.decode("utf-8", "replace")


def _length(serial_type: int) -> int:
    if serial_type in (10, 11):
        raise ValueError("reserved")
    return _LENGTHS[serial_type] if serial_type < 10 else (serial_type - 12) // 2
