"""Reads a table from a workbook (XLSX), by openpyxl. Formulas are refused: what they would show is not in the file for sure."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from breakout_tui.inputs.office_package import PackageRefused
from breakout_tui.inputs.sheet_rows import MOST_COLUMNS, Row, Sheet, SheetRefused, letters, sheet_of
from breakout_tui.inputs.workbook_guard import GuardedWorkbook, Worksheet, guarded

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_DAMAGED = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, BadZipFile, zlib.error, struct.error),
)
"""What zipfile, the parsers of XML and openpyxl raise for a damaged file; a parser's error is a SyntaxError."""
_RETURN = re.compile("_x000D_")
"""How XLSX writes a carriage return."""


def workbook_sheet(data: bytes, worksheet: str = "") -> Sheet:
    """The table in the bytes of a workbook: in the named worksheet, or in the first one with content. Raises SheetRefused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            book = guarded(archive)
        chosen, remarks = _chosen(book, worksheet)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and checks of cells, which no list needs
            return sheet_of(_rows(_opened(book.data), chosen), remarks)
    except (PackageRefused, *_DAMAGED) as error:
        raise SheetRefused(
            "not a spreadsheet, or damaged; open it in a spreadsheet and save it as XLSX or CSV"
        ) from error


def _chosen(book: GuardedWorkbook, name: str) -> tuple[Worksheet, list[str]]:
    """The worksheet to read, and remarks. Raises SheetRefused."""
    filled = [each for each in book.worksheets if each.last_row]
    titles = ", ".join(f'"{each.title}"' for each in filled)
    if not filled:
        raise SheetRefused("it is empty; name a file with a list of delegates")
    remarks = []
    chosen = filled[0]
    if name:
        found = [each for each in filled if each.title.strip().casefold() == name.strip().casefold()]
        if not found:
            raise SheetRefused(f'no worksheet "{name}" with content; there is {titles}')
        chosen = found[0]
    elif len(filled) > 1:
        remarks.append(f'Of the worksheets {titles}, the first one was read: "{chosen.title}".')
    if chosen.formula:
        raise SheetRefused(
            f"cell {chosen.formula} is a formula; copy the list, and paste it as values into a new file"
        )
    if chosen.last_column > MOST_COLUMNS:
        raise SheetRefused(f"more than {MOST_COLUMNS} columns; remove those that no delegate needs")
    return chosen, remarks


def _opened(data: bytes) -> Workbook:
    """The workbook. Raises SheetRefused without openpyxl, and what openpyxl raises."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise SheetRefused(
            "XLSX needs openpyxl: pip install 'breakout-tui[organiser]'; or save it as CSV"
        ) from error
    return load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)


def _rows(book: Workbook, worksheet: Worksheet) -> Iterator[Row]:
    """The rows of a worksheet. Raises SheetRefused, and what openpyxl raises."""
    sheet = book[worksheet.title]
    sheet.reset_dimensions()  # the file says how large it is, not always truly
    empty: object = None
    rows = sheet.iter_rows(max_row=worksheet.last_row, max_col=worksheet.last_column)
    for number, cells in enumerate(rows, 1):
        if cells is empty:  # the rows of a gap are the same object
            continue
        if all(cell.value is None for cell in cells):
            empty = cells
            continue
        for index, cell in enumerate(cells):
            if cell.data_type == "f":
                raise SheetRefused(f"cell {letters(index)}{number} is a formula; paste the list as values")
        yield Row(number, tuple(_text(cell.value) for cell in cells))


def _text(value: object) -> str:
    """A value as a person would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.15g}"
        case datetime():
            is_day = value.time() == time()
            return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case str():
            return _RETURN.sub("", value)
        case _:
            return str(value)
