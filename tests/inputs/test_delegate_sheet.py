"""Reads tables: any encoding and separator, and refuses in one line what is none or too much."""

from __future__ import annotations

import codecs
import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.errors import DelegatesRefused
from breakout_tui.domain.text import clean
from breakout_tui.inputs.delegate_sheet import LARGEST, delegate_sheet, read_delegate_sheet
from breakout_tui.inputs.sheet_rows import MOST_COLUMNS, MOST_ROWS, Row, SheetRefused, letters
from tests.inputs.sheet_files import separated, workbook
from tests.sampled import a_third

LATIN = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
TITLES = st.lists(
    st.text("abcdefgäöüé", min_size=1, max_size=8), min_size=2, max_size=5, unique_by=str.casefold
)


def rows(data: bytes | str) -> list[Row]:
    """The rows of a file."""
    return list(delegate_sheet(data.encode() if isinstance(data, str) else data).rows)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> list[list[str]]:
    """A table: titles, and rows with something in each."""
    titles = draw(TITLES)
    width = len(titles)
    body = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5))
    return [titles, *([f"x{row[0].lstrip('=')}", *row[1:]] for row in body)]


def as_read(table: list[list[str]]) -> list[tuple[str, ...]]:
    """The cells of a table as they are read: clean, without blanks around them."""
    return [tuple(clean(cell).strip() for cell in row) for row in table[1:]]


@given(
    tables(LATIN.filter(lambda text: not text.startswith("="))),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
)
def test_a_table_is_read_back_from_any_encoding_and_separator(
    table: list[list[str]], separator: str, ends: str, encoding: str
) -> None:
    """Rule: what was written is read, whatever wrote it."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    # a letter that UTF-8 would write otherwise: without one, both encodings are the same
    table[0][0] = f"É{table[0][0]}"
    data = marks.get(encoding, b"") + separated(table, separator, ends).encode(encoding)
    sheet = delegate_sheet(data)
    assert list(sheet.headers) == table[0]
    assert [row.cells for row in sheet.rows] == as_read(table)
    assert [row.number for row in sheet.rows] == list(range(2, len(table) + 1))
    names = {"cp1252": "Windows-1252", "utf-8": "UTF-8", "utf-8-sig": "UTF-8"}
    assert names.get(encoding, "UTF-16") in sheet.remarks[0]


@given(tables(ANY.filter(lambda text: not text.startswith("="))))
@settings(max_examples=a_third(40))
def test_a_table_is_read_back_from_a_workbook(table: list[list[str]]) -> None:
    """Rule: a workbook gives the same table as text does."""
    assert rows(workbook(table)) == rows(separated(table))


@given(
    st.one_of(
        st.binary(max_size=300),
        st.tuples(
            st.sampled_from([b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF", b"\xff\xfe", b"a,b\n"]),
            st.binary(max_size=200),
        ).map(b"".join),
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Rule: nothing else is raised."""
    with contextlib.suppress(SheetRefused):
        delegate_sheet(data)


def test_rows_have_the_numbers_of_a_spreadsheet() -> None:
    """Rule: title lines and empty rows are skipped, and counted; a line break in quotation marks makes no row."""
    text = 'Delegates\n\nName,Choice\n"Ana\nSilva",2\n\n,\nBo,3'
    assert rows(text) == [(4, ("Ana\nSilva", "2")), (7, ("Bo", "3"))]


def test_the_separator_is_the_one_that_fits() -> None:
    """Rule: separators inside quotation marks, and those of lists in cells, don't count; Excel's own line does."""
    assert rows('Name;"First, second";Comment\nAna;"a;b";c, d\nBo;e;f, g\n')[0] == (2, ("Ana", "a;b", "c, d"))
    assert rows("Name,Choices\nAna,a;b;c\nBo,d;e;f\n")[0] == (2, ("Ana", "a;b;c"))
    assert rows("sep=|\nName|x\nA,b|c\n") == [(2, ("A,b", "c"))]
    assert rows('Name,No\n="007",=1\n') == [(2, ("007", "=1"))]


def test_titles_are_distinct() -> None:
    """Rule: an empty title gets the name of its column, a repeated one a number."""
    assert delegate_sheet(b"Name,,Choice,Choice\nAna,b,c,d").headers == (
        "Name",
        "column B",
        "Choice",
        "Choice (2)",
    )
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no table was found"),
        (b"Name\nAna\nBo", "no table was found"),
        (b"Name,Choice\n", "no rows below"),
        (b"Name,Choice\nAna,b,c\nBo,d,e,f\n\nC,d", "row 2: 3 cells below 2 column titles"),
        (b'Name,Choice\nAna,"b\nBo,c\n', "quotation mark is not closed"),
        (b"Name,Choice\nAna," + b"x" * 2001, "cell B2: 2,001 characters"),
        (b"Name,Choice\n" + b"Ana,b\n" * (MOST_ROWS + 1), "more than 20,000 rows"),
        (b"a," * (MOST_COLUMNS + 1) + b"b\n1,2", "more than 200 columns"),
        (b"a" * (LARGEST + 1), "larger than 10 MB; remove the rows that are no delegates"),
        (
            b"PK\x03\x04" + b"a" * LARGEST,
            "larger than 10 MB; remove pictures and what is no delegate, or save",
        ),
        (b'"' + b"a" * 200_000 + b"\nb,c", "close an open quotation mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as XLSX or CSV"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "without a password",
        ),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "an image"),
        (b"<html><table>", "a web page"),
        (b"Name,Choice\n\0\1\2,b", "binary data"),
        (b"Name,Choice\n" + b"\1\2\3\4" * 9 + b",b", "binary data"),
        (b"Name,Choice\n\x81,b", "encoding is not known"),
        (codecs.BOM_UTF8 + b"Name,Choice\n\xff,b", "text is damaged"),
        (codecs.BOM_UTF16_LE + b"abc", "text is damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(data: bytes, told: str, tmp_path: Path) -> None:
    """Rule: each refusal says what is wrong and what to do; no row is in it."""
    file = tmp_path / "list.csv"
    file.write_bytes(data)
    with pytest.raises(DelegatesRefused) as refused:
        read_delegate_sheet(file)
    assert told in refused.value.problems[0]
    assert refused.value.where == str(file)
    assert all("\n" not in problem and len(problem) < 200 for problem in refused.value.problems)


@pytest.mark.parametrize(
    "last",
    ["Summe,150,", "Total,,150", "Gesamt: 150,,", ',Grand total,"1,234"', "Sum,1,2\nTotal général,3,4"],
)
def test_a_total_behind_the_list_is_no_delegate(last: str) -> None:
    """Rule: a last row whose only cells are a word for a total and figures is skipped, with a remark."""
    sheet = delegate_sheet(f"Name,Choice,Number\nAna,policy,7\n\n{last}\n".encode())
    assert [row.number for row in sheet.rows] == [2]
    assert any("a total, not a delegate, so it was not read" in each for each in sheet.remarks)
    assert "row" in sheet.remarks[-1]


@pytest.mark.parametrize("last", ["Bo,1,2", "Total,policy,1", ",,150", "Sum,,", "Bo Total,1,1"])
def test_a_last_row_that_may_be_a_delegate_is_kept(last: str) -> None:
    """Rule: with any other word, or without figures."""
    assert len(rows(f"Name,Choice,Number\nAna,policy,7\n{last}\n")) == 2


def test_a_control_character_is_shown_and_told() -> None:
    """Rule: it makes no text binary; what turns the direction of the text is replaced; each is told with its row."""
    sheet = delegate_sheet("Name,Choice\nAna,b\nBo\a Li,c\nC\u202ey,d\nDi\tOz,e".encode())
    assert [row.cells[0] for row in sheet.rows] == ["Ana", "Bo␇ Li", "C\ufffdy", "Di Oz"]
    assert sheet.remarks[1:] == (
        "row 3: a control character in a cell is shown as a sign; type the cell again.",
        "row 4: a character that turns the direction of the text was replaced by “\ufffd”.",
    )


def test_all_faulty_rows_are_named() -> None:
    """Rule: problems come all at once, with row numbers, and no more than a screen of them."""
    with pytest.raises(SheetRefused) as refused:
        delegate_sheet(b"Name,Choice\nAna,b,c\nBo,d\nC,d,e\n" + b"Name,Choice\n" * 20)
    assert [each.partition(":")[0] for each in refused.value.problems] == ["row 2", "row 4"]
    with pytest.raises(SheetRefused) as refused:
        delegate_sheet(b"Name,Choice\n" + b"x,y\n" * 400 + b"x,y,z\n" * 50)
    assert len(refused.value.problems) == 21


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """Rule: a missing file and a folder are said."""
    for path, told in ((tmp_path / "none.csv", "No such file"), (tmp_path, "it is a folder")):
        with pytest.raises(DelegatesRefused) as refused:
            read_delegate_sheet(path)
        assert told in refused.value.problems[0]
