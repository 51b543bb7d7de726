"""Reads a table from text: CSV with any usual separator and encoding, as spreadsheets and form tools of many countries write it."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice

from breakout_tui.inputs.sheet_rows import Row, Sheet, SheetRefused, sheet_of

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
"""What may be between two cells, with its name; the first one is preferred."""
_SAMPLE = 50
"""Rows that are read to find the separator."""
_MOST_ALIKE = 0.8
"""The share of rows that must fit the titles for a separator to be likely."""
_SEP_LINE = re.compile(r'"?sep=(?P<separator>[,;|\t])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""By which Excel is told the separator; it is no row there."""
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_MOST_CONTROLS = 0.02
"""The share of control characters up to which a text is one."""
_FEW_CONTROLS = 5
_END = "\ue000end of the table"
_TEXT_CELL = re.compile(r'="(?P<text>[^"]*)"')
"""By which some programs keep a spreadsheet from changing a text such as 007."""


def text_sheet(data: bytes) -> Sheet:
    """The table in the bytes of a text file. Raises SheetRefused."""
    text, encoding = _decoded(data)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or (controls > _FEW_CONTROLS and controls > _MOST_CONTROLS * len(text)):
        raise SheetRefused("not a table, but binary data; save it as XLSX or CSV")
    marked = _SEP_LINE.match(text)
    if marked is not None:
        text = text[marked.end() :]
    separator = marked["separator"] if marked is not None else _separator(text)
    remarks = [f"Read as {encoding}, separated by {SEPARATORS[separator]}."]
    if encoding == "Windows-1252":
        remarks.append("If letters with accents look wrong, save the file as CSV UTF-8.")
    return sheet_of(_rows(text, separator), remarks, is_separated=True)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises SheetRefused."""
    try:
        if data.startswith(codecs.BOM_UTF8):
            return data[3:].decode("utf-8"), "UTF-8"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16"), "UTF-16"
    except UnicodeDecodeError as error:
        raise SheetRefused("its text is damaged; save it as CSV UTF-8") from error
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        raise SheetRefused("its encoding is not known; save it as CSV UTF-8") from error


def _separator(text: str) -> str:
    """The separator with which the rows fit their titles; of several the one whose titles come first, then the one with most columns."""
    best: tuple[bool, int, float, int] | None = None
    found = ","
    for separator in SEPARATORS:
        quality = _quality(text, separator)
        if quality is not None and (best is None or quality > best):
            best, found = quality, separator
    return found


def _quality(text: str, separator: str) -> tuple[bool, int, float, int] | None:
    """How well rows fit their titles with a separator; a larger one is better, None if there are no titles."""
    try:
        sample = list(islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _SAMPLE))
    except csv.Error:
        return None
    widths = [len(row) for row in sample]
    filled = [sum(bool(cell.strip()) for cell in row) for row in sample]
    titles = next((index for index, count in enumerate(filled) if count >= 2), None)
    if titles is None:
        return None
    below = [width for width, count in zip(widths[titles + 1 :], filled[titles + 1 :], strict=True) if count]
    others = len(below) + sum(map(bool, filled[:titles]))
    share = sum(width == widths[titles] for width in below) / others if others else 1.0
    return share >= _MOST_ALIKE, -titles, share, widths[titles]


def _rows(text: str, separator: str) -> Iterator[Row]:
    """The rows, each with its number. Raises SheetRefused."""
    lines = chain(StringIO(text, newline=""), [_END])
    reader = csv.reader(lines, delimiter=separator)
    before = 0
    try:
        for number, cells in enumerate(reader, 1):
            if cells == [_END]:
                return
            before = number
            yield Row(number, tuple(map(_unwrapped, cells)))
    except csv.Error as error:
        raise SheetRefused(
            f"row {before + 1}: a cell is too long; close an open quotation mark there"
        ) from error
    raise SheetRefused(f"row {before}: a quotation mark is not closed; close it, or remove it")


def _unwrapped(cell: str) -> str:
    found = _TEXT_CELL.fullmatch(cell)
    return found["text"] if found is not None else cell
