"""Tables as CSV (RFC 4180), one file each, for spreadsheets and programs.

A spreadsheet runs a cell that begins like a formula, whoever typed it. So a text that begins with one of the characters that
OWASP lists ("CSV Injection": ``= + - @``, tab, CR, LF, and their full-width forms), also behind spaces or a quotation mark, gets an
apostrophe before it. A reader has the text back when it drops one apostrophe before such a beginning. Figures and times
are the program's own and stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

from breakout_tui.report.data.session_tables import DataTable, Value

_RUNS = re.compile(r"""[\s'"]*[=+\-@\t\r\n＝＋－＠]|[\t\r\n]""")
"""The beginning of a text that a spreadsheet may run, with what may stand before it."""

_BOM = "\ufeff"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The same tables give the same bytes."""


def csv_files(tables: Iterable[DataTable], *, for_spreadsheets: bool = False) -> dict[str, bytes]:
    """A file for each table, by name, in UTF-8; ``for_spreadsheets``: with the byte order mark that Excel needs to see UTF-8."""
    mark = _BOM if for_spreadsheets else ""
    return {f"{table.name}.csv": f"{mark}{csv_text(table)}".encode() for table in tables}


def csv_archive(tables: Iterable[DataTable], *, for_spreadsheets: bool = False) -> bytes:
    """The files in one zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in csv_files(tables, for_spreadsheets=for_spreadsheets).items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def csv_text(table: DataTable) -> str:
    """A table as text: a line of column names, then a line a row."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return written.getvalue()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(timespec="seconds")
        case int():
            return str(value)
        case str():
            return harmless(value)


def harmless(text: str) -> str:
    """The text as no spreadsheet runs it."""
    return f"'{text}" if _RUNS.match(text) else text


def as_typed(cell: str) -> str:
    """The text of a cell that ``harmless`` made."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell[1:]) else cell
