"""Reads a list of delegates from a file as people have it: CSV in any encoding and separator, or XLSX. By content, not by name.

The file comes from outside, so it is read in bounded time and memory.
"""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.inputs.regular_file import read_bytes
from breakout_tui.inputs.separated_text import text_sheet
from breakout_tui.inputs.sheet_rows import Sheet, SheetRefused
from breakout_tui.inputs.workbook_file import workbook_sheet

LARGEST = 10_000_000
"""Bytes of a file."""
_TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "save it as XLSX or CSV"
_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
)
"""How files begin that are no table."""
_WEB = (b"<html", b"<!doctype", b"<?xml", b"<table")
"""How a web page begins; some programs call one a spreadsheet."""


def read_delegate_sheet(path: Path, worksheet: str = "") -> Sheet:
    """The table in a file; ``worksheet`` names one of a workbook. Raises DelegatesRefused, which names the file."""
    try:
        data = read_bytes(path, LARGEST)
    except (OSError, ValueError) as error:
        reason = (
            "it is a folder" if isinstance(error, IsADirectoryError) else getattr(error, "strerror", None)
        )
        raise DelegatesRefused(
            str(path), (f"cannot be read ({reason or error}); name a CSV or XLSX file",)
        ) from error
    if data is None:
        raise DelegatesRefused(str(path), ("not a file; name a CSV or XLSX file",))
    try:
        return delegate_sheet(data, worksheet)
    except SheetRefused as refused:
        raise DelegatesRefused(str(path), refused.problems) from refused


def delegate_sheet(data: bytes, worksheet: str = "") -> Sheet:
    """The table in the bytes of a file. Raises SheetRefused."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        if len(data) > LARGEST:
            raise SheetRefused(f"{_TOO_LARGE}; remove pictures and what is no delegate, or save it as CSV")
        return workbook_sheet(data, worksheet)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SheetRefused("it is encrypted; save it without a password")
        raise SheetRefused(f"an old Excel file (.xls); {_SAVE_AS}")
    for start, what in _OTHER_FILES:
        # a text may begin with the letters of a binary file, but then it has no control characters behind them
        if data.startswith(start) and (len(start) > 2 or b"\0" in data[:64]):
            raise SheetRefused(f"{what}, not a table; {_SAVE_AS}")
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_WEB):
        raise SheetRefused(f"a web page or XML, not a table; open it in a spreadsheet and {_SAVE_AS}")
    if worksheet:
        raise SheetRefused(f"a text file has no worksheet {worksheet!r}; leave the worksheet out")
    if len(data) > LARGEST:
        raise SheetRefused(
            f"{_TOO_LARGE}; remove the rows that are no delegates, and the columns that are not needed"
        )
    return text_sheet(data)
