"""CSV that a spreadsheet opens without running anything, and from which every text can be read back."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from breakout_tui.domain.text import clean
from breakout_tui.report.data.csv_files import as_typed, csv_archive, csv_files, csv_text
from breakout_tui.report.data.session_tables import DataTable, tables_of
from tests.report.other_programs import libreoffice, saved_by_office
from tests.report.played_day import played_day

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", " =1+1", "'=1+1", '"=1+1', "＝1+1", "=HYPERLINK(\"http://x\")",
    "a,b;c", 'say "yes"', "two\nlines", "plain", "'quoted'", "ünïcode 中文 🙂",
)  # fmt: skip


def table_of(texts: tuple[str, ...]) -> DataTable:
    """A table with a text a row."""
    return DataTable("notes", ("number", "text"), tuple(enumerate(texts)))


def read_back(content: bytes) -> list[list[str]]:
    """The cells of a file, without the line of names."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]


@given(st.lists(st.text().map(clean), max_size=5).map(tuple))
@example(HOSTILE)
def test_every_text_is_read_back_and_no_cell_begins_like_a_formula(texts: tuple[str, ...]) -> None:
    """Rule: whatever was typed stands in its own cell, and nothing in the file runs."""
    cells = [text for _, text in read_back(csv_files([table_of(texts)])["notes.csv"])]
    assert [as_typed(cell) for cell in cells] == list(texts)
    assert not [cell for cell in cells if cell.lstrip("\"' ")[:1] in tuple("=+-@＝＋－＠") and cell[0] != "'"]


def test_figures_and_times_are_not_marked() -> None:
    """Only what people typed can be harmful, and a marked figure would be no figure any more."""
    text = csv_text(
        DataTable(
            "votes",
            ("votes", "chosen", "locked_at"),
            ((-3, True, None), (12, False, datetime(2026, 11, 29, 9, 0, 7, 5000, UTC))),
        )
    )
    assert text == "votes,chosen,locked_at\r\n-3,yes,\r\n12,no,2026-11-29T09:00:07+00:00\r\n"


def test_the_byte_order_mark_is_there_only_for_spreadsheets() -> None:
    """A program would take it for the first letter of the first column."""
    tables = [table_of(("ä",))]
    assert csv_files(tables)["notes.csv"].startswith(b"number")
    assert csv_files(tables, for_spreadsheets=True)["notes.csv"].startswith(b"\xef\xbb\xbfnumber")


def test_the_archive_has_the_same_files_and_always_the_same_bytes() -> None:
    """No time of writing is in it."""
    tables = tables_of([(room := played_day()).session], room.reading)
    archive = csv_archive(tables)
    assert archive == csv_archive(tables)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == csv_files(tables)


@pytest.mark.parametrize("for_spreadsheets", [False, True])
def test_everybody_may_read_the_files_of_the_archive(for_spreadsheets: bool) -> None:
    """They are compressed, and have the first time that such a file can tell."""
    tables = [table_of(("ä" * 99,))]
    archive = csv_archive(tables, for_spreadsheets=for_spreadsheets)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        (entry,) = opened.infolist()
        assert opened.read(entry) == csv_files(tables, for_spreadsheets=for_spreadsheets)["notes.csv"]
    assert (entry.date_time, entry.external_attr) == ((1980, 1, 1, 0, 0, 0), 0o644 << 16)
    assert entry.compress_size < entry.file_size


@libreoffice
def test_libreoffice_opens_it_and_runs_nothing(tmp_path: Path) -> None:
    """Every cell shows its text, even when formulas in the file are to be calculated; an unmarked one is calculated."""
    content = csv_files([table_of(HOSTILE)], for_spreadsheets=True)["notes.csv"]
    (tmp_path / "notes.csv").write_bytes(content + b"99,=1+1\r\n")
    cells = [row[1] for row in opened_and_saved(tmp_path / "notes.csv")]
    assert [as_typed(cell) for cell in cells] == [*HOSTILE, "2"]


def opened_and_saved(file: Path) -> list[list[str]]:
    """The cells as LibreOffice shows them; quoted texts stay texts, formulas are calculated."""
    comma_quoted_utf8 = "44,34,76"
    form = f"csv:Text - txt - csv (StarCalc):{comma_quoted_utf8},1,,0,true,true,false"
    read_as = f"--infilter=CSV:{comma_quoted_utf8},1,,0,false,false,false,false,false,0,true"
    return read_back(saved_by_office(file, form, read_as).read_bytes())
