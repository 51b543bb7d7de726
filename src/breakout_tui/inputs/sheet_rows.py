"""The rows of a table, whatever file they are from: the titles of the columns are found, empty rows skipped, limits kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from breakout_tui.domain.text import clean, clean_line
from breakout_tui.inputs.column_words import words_of
from breakout_tui.inputs.delegate_draft import Remarks

MOST_ROWS = 20_000
"""Rows below the titles of the columns."""
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
"""Characters of a cell."""
MOST_PROBLEMS = 20
"""The most faulty cells of one sort that are listed."""

_TOTAL = re.compile(
    r"(?:(?:grand |sub ?)?totals?|sum|summe|gesamt(?:summe|zahl|anzahl)?|insgesamt|zwischensumme|anzahl|count|somme|suma|soma|nombre"
    r"|total (?:general|geral|delegates|participants|rows|teilnehmer|inscrits|participantes)|nombre total)(?P<figure> [0-9]+)?"
)
_FIGURE = re.compile(r"[-+]?[0-9][0-9.,'’\s]*%?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class Row(NamedTuple):
    """A row, with the number that a spreadsheet shows beside it, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: titles of columns, each one once, and rows of as many cells; cells are clean and without blanks around them."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """How the file was read, one sentence each."""

    def column(self, header: str) -> int:
        """The index of a column. Raises ValueError."""
        return self.headers.index(header)


class SheetRefused(Exception):
    """The file can't be used; ``problems`` has one line for each reason, with the remedy."""

    def __init__(self, *problems: str) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def sheet_of(rows: Iterable[Row], remarks: Sequence[str] = (), *, is_separated: bool = False) -> Sheet:
    """The table in rows as a file has them. Raises SheetRefused.

    ``is_separated`` says that a cell beyond the titles means a separator inside a text.
    """
    told = Remarks()
    kept = _with_content(rows, told)
    titles: tuple[str, ...] = ()
    for row in kept:
        if sum(map(bool, row.cells)) >= 2:
            titles = row.cells
            break
    if not titles:
        raise SheetRefused(
            "no table was found; the file needs a row of column titles, with at least two columns"
        )
    found: list[Row] = []
    problems: list[str] = []
    for row in kept:
        if len(found) == MOST_ROWS:
            raise SheetRefused(f"more than {MOST_ROWS:,} rows; split the file, or remove what is no delegate")
        if is_separated and len(row.cells) > len(titles):
            problems.append(
                f"row {row.number}: {len(row.cells)} cells below {len(titles)} column titles; "
                "put texts that contain the separator into quotation marks"
            )
        for index, cell in enumerate(row.cells):
            if len(cell) > LONGEST_CELL:
                problems.append(
                    f"cell {letters(index)}{row.number}: {len(cell):,} characters; "
                    f"shorten it to {LONGEST_CELL:,}, or close an open quotation mark"
                )
        if len(problems) > MOST_PROBLEMS:
            raise SheetRefused(*problems[:MOST_PROBLEMS], "… and more such problems")
        found.append(row)
    if problems:
        raise SheetRefused(*problems)
    while found and _is_total(found[-1]):
        told.add("a total, not a delegate, so it was not read", found.pop().number)
    if not found:
        raise SheetRefused("no rows below the column titles; add the delegates, one to a row")
    width = max(len(titles), *(len(row.cells) for row in found))
    return Sheet(
        _distinct((*titles, *[""] * (width - len(titles)))),
        tuple(Row(number, (*cells, *[""] * (width - len(cells)))) for number, cells in found),
        (*remarks, *told.lines()),
    )


def letters(index: int) -> str:
    """The name of a column as a spreadsheet shows it; 0 is A."""
    name = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def _is_total(row: Row) -> bool:
    """Whether the only cells of a row are a word for a total and figures."""
    filled = [cell for cell in row.cells if cell]
    words = [cell for cell in filled if not _FIGURE.fullmatch(cell)]
    if len(words) != 1 or (found := _TOTAL.fullmatch(words_of(words[0]))) is None:
        return False
    return len(filled) > 1 or found["figure"] is not None


def _with_content(rows: Iterable[Row], told: Remarks) -> Iterator[Row]:
    """The rows that are not empty, clean, each without empty cells at its end. Raises SheetRefused."""
    for number, cells in rows:
        end = len(cells)
        while end and not cells[end - 1].strip():
            end -= 1
        if end > MOST_COLUMNS:
            raise SheetRefused(
                f"row {number}: more than {MOST_COLUMNS} columns; remove those that no delegate needs"
            )
        for cell in cells[:end]:
            if cell.isprintable():
                continue
            if _CONTROL.search(cell):
                told.add("a control character in a cell is shown as a sign; type the cell again", number)
            if _DIRECTION.search(cell):
                told.add("a character that turns the direction of the text was replaced by “\ufffd”", number)
        if end:
            yield Row(number, tuple(clean(cell).strip() for cell in cells[:end]))


def _distinct(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles in one line, each one once: an empty one gets the name of its column, a repeated one a number."""
    found: dict[str, None] = {}
    for index, title in enumerate(titles):
        name = base = clean_line(title) or f"column {letters(index)}"
        count = 1
        while name in found:
            count += 1
            name = f"{base} ({count})"
        found[name] = None
    return tuple(found)
