"""Reads workbooks: values as people would type them; bombs, formulas and other files are refused."""

from __future__ import annotations

import builtins
import contextlib
import random
import struct
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.inputs.delegate_sheet import delegate_sheet
from breakout_tui.inputs.sheet_rows import MOST_COLUMNS, SheetRefused
from tests.inputs.sheet_files import changed, with_shared_strings, workbook
from tests.sampled import a_third

TABLE = [["Name", "Choice"], ["Ana", "Governance"]]
SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>'


def sheet(rows: str) -> str:
    """The XML of a worksheet."""
    return f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"


def refusal(data: bytes, worksheet: str = "") -> str:
    """Why a file is refused."""
    with pytest.raises(SheetRefused) as refused:
        delegate_sheet(data, worksheet)
    (problem,) = refused.value.problems
    return problem


def test_values_are_read_as_people_would_type_them() -> None:
    """Rule: whole numbers without a point, dates as ISO, booleans as words, rows by their own number."""
    moment = datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    read = delegate_sheet(
        workbook(
            [
                ["List"],
                [],
                ["Name", "No", "Day", "At", "When", "In"],
                [],
                ["Ana", 3.0, date(2026, 10, 5), time(9, 30), moment, True],
                ["Bo", 2.5, None, None, None, False],
            ]
        )
    )
    assert [tuple(row) for row in read.rows] == [
        (5, ("Ana", "3", "2026-10-05", "09:30:00", "2026-10-05 09:30:00", "yes")),
        (6, ("Bo", "2.5", "", "", "", "no")),
    ]


def test_texts_are_read_as_excel_keeps_them() -> None:
    """Rule: from a part of their own, in runs of different letters, and with returns and blanks."""
    strings = [
        "<t>Name</t>",
        "<t>Choice</t>",
        "<r><t>An</t></r><r><rPr><b/></rPr><t>a</t></r>",
        "<t>a_x000D_\nb </t>",
    ]
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{2 * row - 2}</v></c><c r="B{row}" t="s"><v>{2 * row - 1}</v></c></row>'
        for row in (1, 2)
    )
    assert [tuple(row) for row in delegate_sheet(with_shared_strings(strings, rows)).rows] == [
        (2, ("Ana", "a\nb"))
    ]
    assert "damaged" in refusal(with_shared_strings(strings[:3], rows))


def test_the_first_worksheet_with_content_is_read_or_the_one_that_is_named() -> None:
    """Rule: several with content are said; a name that isn't there lists those that are."""
    data = workbook([], TABLE, [["Name", "Choice"], ["Bo", "Policy"]])
    read = delegate_sheet(data)
    assert read.rows[0].cells[0] == "Ana"
    assert 'the first one was read: "Sheet2"' in read.remarks[0]
    assert delegate_sheet(data, "sheet3").rows[0].cells[0] == "Bo"
    assert '"Sheet2", "Sheet3"' in refusal(data, "Nobody")
    assert delegate_sheet(workbook(TABLE)).remarks == ()
    assert "no worksheet" in refusal(b"a,b\nc,d", "Sheet1")


def test_a_formula_is_refused_with_its_cell() -> None:
    """Rule: also one whose value is stored; a formula in another worksheet doesn't matter."""
    formula = [["Name", "Choice"], ["Ana", "=1+1"]]
    assert "cell B2 is a formula" in refusal(workbook(formula))
    assert delegate_sheet(workbook(TABLE, formula)).rows[0].cells == ("Ana", "Governance")
    stored = changed(
        workbook(TABLE),
        {SHEET: sheet('<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><v>2</v></c></row>')},
    )
    assert "cell A1 is a formula" in refusal(stored)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({SHEET: _DOCTYPE + sheet("<row><c><v>&a9;</v></c></row>")}, "not a spreadsheet, or damaged"),
        ({"xl/workbook.xml": _DOCTYPE + f"<workbook {_MAIN}/>"}, "not a spreadsheet, or damaged"),
        ({"xl/styles.xml": _DOCTYPE + "<x>&a9;</x>"}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="999999999999"/>')}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="1048577"/>')}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="1"><c r="A0"><v>1</v></c></row>')}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="2"/><row r="1"/>')}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')}, "not a spreadsheet, or damaged"),
        ({SHEET: sheet('<row r="1"><c r="IV1"><v>1</v></c></row>')}, "more than 200 columns"),
        ({SHEET: sheet("<row/>" * 200_001)}, "delete the empty rows"),
        ({SHEET: sheet("<x/>" * 300_001)}, "too much is in it"),
        ({"xl/media/x.bin": "\0" * 60_000_000}, "unpacks to more than 60 MB"),
        ({"xl/media/x.bin": "\0" * 30_000_000}, "unpacks to far more than its size"),
        ({SHEET: sheet("")}, "it is empty"),
        ({SHEET: "<worksheet"}, "not a spreadsheet, or damaged"),
        ({"xl/workbook.bin": "x"}, "binary Excel file"),
    ],
)
def test_what_grows_without_end_is_refused_at_once(parts: dict[str, str], told: str) -> None:
    """Rule: entities, far rows and columns, many elements, and much that is packed small."""
    data = changed(workbook(TABLE), parts)
    begin = process_time()
    assert told in refusal(data)
    assert process_time() - begin < 20


def test_a_size_that_is_declared_falsely_is_no_way_in() -> None:
    """Rule: no more is unpacked than is declared, and a part that is longer is damaged."""
    data = bytearray(changed(workbook(TABLE), {SHEET: sheet("<row/>" * 2_000_000)}))
    with ZipFile(BytesIO(data)) as archive:
        real = archive.getinfo(SHEET).file_size
    at = data.find(struct.pack("<L", real))
    assert at > 0
    while at >= 0:
        data[at : at + 4] = struct.pack("<L", 1000)
        at = data.find(struct.pack("<L", real))
    assert "damaged" in refusal(bytes(data))


def test_an_empty_row_far_below_takes_no_time() -> None:
    """Rule: the last row of a worksheet may be formatted; a declared size may be wrong."""
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>x</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>Ana</v></c><c r="XFD3" s="0"/></row><row r="1048576"/>'
    )
    data = changed(
        workbook(TABLE), {SHEET: sheet(rows).replace("<sheetData>", '<dimension ref="A1"/><sheetData>')}
    )
    assert [tuple(row) for row in delegate_sheet(data).rows] == [(3, ("Ana", ""))]


def test_other_zip_files_are_named() -> None:
    """Rule: OpenDocument, an archive of tables, and anything else."""

    def zipped(**members: str) -> bytes:
        data = BytesIO()
        with ZipFile(data, "w", ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name.replace("_", "."), text)
        return data.getvalue()

    assert "OpenDocument" in refusal(zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"))
    assert "unpack it" in refusal(zipped(answers_csv="a,b"))
    assert "not a spreadsheet" in refusal(zipped(word="x"))


def test_most_columns_are_read_and_one_more_is_refused() -> None:
    """Rule: the limit is the last that is read."""
    row = [f"c{number}" for number in range(MOST_COLUMNS)]
    assert len(delegate_sheet(workbook([row, row])).headers) == MOST_COLUMNS
    assert "more than 200 columns" in refusal(workbook([[*row, "x"], row]))


@given(st.randoms(use_true_random=False), st.integers(1, 20))
@settings(max_examples=a_third(60))
def test_a_damaged_workbook_is_read_or_refused(chance: random.Random, count: int) -> None:
    """Rule: whatever bytes were changed, nothing else is raised."""
    data = bytearray(workbook(TABLE))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(SheetRefused):
        delegate_sheet(bytes(data))


@given(st.data())
@settings(max_examples=a_third(60))
def test_a_workbook_with_odd_xml_is_read_or_refused(data: st.DataObject) -> None:
    """Rule: XML that is well formed and says nonsense raises nothing else."""
    whole = workbook(TABLE)
    part = data.draw(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]))
    with ZipFile(BytesIO(whole)) as archive:
        text = archive.read(part).decode()
    old = data.draw(
        st.sampled_from(
            ['"1"', '"0"', "1", "s", "Sheet1", "count", "r=", "A1", "<v>", "x14ac", "numFmt", "xf", "sheet"]
        )
    )
    new = data.draw(st.sampled_from(['""', '"-1"', "99", "x", '"a"', "A0", "", "é"]))
    with contextlib.suppress(SheetRefused):
        delegate_sheet(changed(whole, {part: text.replace(old, new)}))


def test_without_openpyxl_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: it names what to install, and that CSV needs nothing."""
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **named)

    data = workbook(TABLE)
    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'breakout-tui[organiser]'" in refusal(data)
