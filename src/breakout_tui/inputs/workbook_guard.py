"""Looks through the XML of a workbook before a library reads it: nothing that grows without end, no formulas.

The library reads whole parts into memory and fills gaps between rows and columns, so a small file could keep it busy for hours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from breakout_tui.inputs.office_package import Package, PackageRefused, PartReader
from breakout_tui.inputs.sheet_rows import SheetRefused, letters

MOST_UNPACKED = 60_000_000
"""Bytes of all parts when they are unpacked."""
MOST_ALIKE = 300
"""How many times smaller a large file may be packed; a sheet of real rows is packed to a tenth, and a bomb to a thousandth."""
SMALL = 5_000_000
"""Bytes up to which it does not matter how much smaller a file is packed."""
MOST_ELEMENTS = 4_000_000
"""Elements in all parts: as many as 20,000 rows of 60 columns need."""
MOST_OTHER_ELEMENTS = 300_000
"""Elements that are no cells and no texts of cells."""
MOST_WORKSHEETS = 100
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of a worksheet."""
MOST_EMPTY = 200_000
"""Rows of a worksheet in the file, with content or without."""
_CELLS = frozenset({"row", "c", "v", "is", "t", "si"})
_READ = frozenset({"", "_rels", "xl", "xl/_rels", "xl/worksheets"})
"""Folders of the parts that a list needs; drawings, comments and the like are left out."""
_CELL_NAME = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})")
_TOO_MUCH = "too much is in it for a list of delegates; copy the list into a new file"
_NO_WORKBOOK = "not a spreadsheet; save it as XLSX or CSV"


@dataclass(slots=True)
class Worksheet:
    """A worksheet and what was found in it."""

    title: str
    part: str
    formula: str = ""
    """The first cell with a formula."""
    last_row: int = 0
    last_column: int = 0
    """Where content ends, from 1."""


@dataclass(frozen=True, slots=True)
class GuardedWorkbook:
    """The worksheets of a workbook, and its file with the parts that were looked through, only."""

    worksheets: tuple[Worksheet, ...]
    data: bytes


def guarded(archive: ZipFile) -> GuardedWorkbook:
    """Look through a workbook. Raises SheetRefused, PackageRefused, and what zipfile raises for a damaged file."""
    _check_sizes(archive)
    names = set(archive.namelist())
    _check_sort(archive, names)
    package = Package(archive)
    main = package.related("").get("officeDocument", "")
    if not main.endswith(".xml"):
        raise SheetRefused(_NO_WORKBOOK)
    book = _Book()
    package.read(main, book)
    parts = {each.id: each for each in package.relations(main)}
    worksheets = [
        Worksheet(title, parts[key].part)
        for title, key in book.sheets
        if key in parts and parts[key].kind == "worksheet"
    ]
    by_part = {each.part: each for each in worksheets}
    if len(by_part) < len(worksheets) or len(worksheets) > MOST_WORKSHEETS:
        raise SheetRefused(_TOO_MUCH)
    count = _Count()
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as copy:
        for name in sorted(names):
            if name not in by_part and not _is_read(name):
                continue
            package.read(name, _Guard(count, by_part.get(name)))
            copy.writestr(name, archive.read(name))
    return GuardedWorkbook(tuple(worksheets), kept.getvalue())


def _check_sizes(archive: ZipFile) -> None:
    """Raises SheetRefused. No more is unpacked of a part than the file says, so what it says can be relied on."""
    parts = archive.infolist()
    unpacked = sum(each.file_size for each in parts)
    packed = sum(each.compress_size for each in parts)
    if any(each.flag_bits & 1 for each in parts):
        raise SheetRefused("it is encrypted; save it without a password")
    if any(each.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for each in parts):
        raise SheetRefused(_NO_WORKBOOK)
    if unpacked > MOST_UNPACKED:
        raise SheetRefused(
            f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB; copy the list into a new file"
        )
    if unpacked > SMALL and unpacked > MOST_ALIKE * packed:
        raise SheetRefused("it unpacks to far more than its size; copy the list into a new file")


def _check_sort(archive: ZipFile, names: set[str]) -> None:
    """Raises SheetRefused, which says what sort of file it is."""
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        if "xl/workbook.bin" in names:
            raise SheetRefused("a binary Excel file (.xlsb); save it as XLSX or CSV")
        return
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            if stream.read(200).startswith(b"application/vnd.oasis.opendocument"):
                raise SheetRefused("an OpenDocument file; save it as XLSX or CSV")
    if any(name.lower().endswith((".csv", ".xlsx")) for name in names):
        raise SheetRefused("a zip archive; unpack it, and name the file in it")
    raise SheetRefused(_NO_WORKBOOK)


def _is_read(name: str) -> bool:
    """Whether a list needs this part."""
    folder = name.rpartition("/")[0]
    return name.endswith((".xml", ".rels")) and folder in _READ


@dataclass(slots=True)
class _Count:
    """Elements in all parts so far."""

    elements: int = 0
    others: int = 0


class _Book(PartReader):
    """Reads the titles of the sheets and the ids of their relations."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A sheet."""
        if tag.endswith("}sheet"):
            key = next((value for name, value in attributes.items() if name.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), key))


class _Guard(PartReader):
    """Counts elements, and looks at the cells of a worksheet."""

    def __init__(self, count: _Count, worksheet: Worksheet | None) -> None:
        self._count, self._worksheet = count, worksheet
        self._rows = self._column = 0
        self._row = self._in_row = 0
        self._holds = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        self._count.elements += 1
        if name not in _CELLS:
            self._count.others += 1
        if self._count.elements > MOST_ELEMENTS or self._count.others > MOST_OTHER_ELEMENTS:
            raise SheetRefused(_TOO_MUCH)
        if self._worksheet is None:
            return
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._worksheet.formula = self._worksheet.formula or _name(self._column, self._row)
        self._holds = name in ("v", "t")

    def end(self, tag: str) -> None:
        """An element ends."""
        del tag
        self._holds = False

    def data(self, text: str) -> None:
        """The value of a cell."""
        if self._holds and self._worksheet is not None and text.strip():
            self._worksheet.last_row = max(self._worksheet.last_row, self._row)
            self._worksheet.last_column = max(self._worksheet.last_column, self._column)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows += 1
        number = attributes.get("r", str(self._row + 1))
        if not re.fullmatch("[1-9][0-9]{0,6}", number) or not self._row < int(number) <= LAST_ROW:
            raise PackageRefused("a row has no valid number")
        if self._rows > MOST_EMPTY:
            raise SheetRefused(f"more than {MOST_EMPTY:,} rows, most of them empty; delete the empty rows")
        self._row, self._column = int(number), 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r", "")
        column = self._column + 1
        if name:
            found = _CELL_NAME.fullmatch(name)
            if found is None or int(found["row"]) != self._row:
                raise PackageRefused("a cell has no valid name")
            column = 0
            for letter in found["column"]:
                column = column * 26 + ord(letter) - ord("A") + 1
        if not self._column < column <= LAST_COLUMN:
            raise PackageRefused("a cell has no valid name")
        self._column = column


def _name(column: int, row: int) -> str:
    return f"{letters(column - 1)}{row}"
