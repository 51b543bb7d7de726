"""Files with tables, as tests need them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def separated(table: Sequence[Sequence[str]], separator: str = ",", ends: str = "\r\n") -> str:
    """A table as text, every cell in quotation marks."""
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows(table)
    return text.getvalue()


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of these worksheets, named Sheet1 and so on; None is an empty cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row, cells in enumerate(table, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    cell = sheet.cell(row, column, value)
                    if isinstance(value, str) and not value.startswith("=="):
                        cell.data_type = "s" if not value.startswith("=") else "f"
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def changed(data: bytes, parts: Mapping[str, str]) -> bytes:
    """A zip file with other content for some of its members."""
    new = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(new, "w", ZIP_DEFLATED) as copy:
        for name in {*old.namelist(), *parts}:
            copy.writestr(name, parts.get(name, "") if name in parts else old.read(name))
    return new.getvalue()


def with_shared_strings(strings: Sequence[str], rows: str) -> bytes:
    """A workbook as Excel writes it, with its texts in a part of their own: XML of the texts, and XML of the rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    data = workbook([["x", "y"]])
    with ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    shared = "".join(f"<si>{text}</si>" for text in strings)
    return changed(
        data,
        {
            "[Content_Types].xml": types.replace(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/></Types>'
            ),
            "xl/_rels/workbook.xml.rels": relations.replace(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>',
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        },
    )
