"""File rows: what the file dialog lists, as plain values: places, folders and files that can be gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rich.cells import cell_len

from breakout_tui.domain.browsing import FilePlace, FoundFile, Listing
from breakout_tui.domain.text import clean_line, fold, plural
from breakout_tui.tui.date_language import day_words
from breakout_tui.tui.wording import steady

UP = ".."
"""The name of the row that leads up."""
_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row. ``path`` is None for the row that leads back to the places."""

    path: Path | None
    name: str
    about: str = ""
    """What a place is, or why a row can't be marked."""
    opens: bool = False
    """Whether Enter opens it: a folder, or the places."""
    can_mark: bool = True
    size: str = ""
    changed: str = ""
    sessions: str = ""


def rows_of_places(places: Iterable[FilePlace]) -> tuple[FileRow, ...]:
    """The places, each with what it is and where."""
    return tuple(
        FileRow(
            place.path,
            clean_line(place.path.name) or shown_path(place.path),
            f"{place.sort.value} · {shown_path(place.path)}",
            opens=True,
        )
        for place in places
    )


def rows_of(listing: Listing, today: date) -> tuple[FileRow, ...]:
    """A row that leads up, then the folders and files."""
    parent = listing.folder.parent
    is_top = parent == listing.folder
    up = FileRow(None if is_top else parent, UP, "places" if is_top else "up", opens=True, can_mark=False)
    return (up, *(_row(file, today) for file in listing.files))


def matching(rows: Iterable[FileRow], text: str) -> tuple[FileRow, ...]:
    """The rows whose name has all words of the text; the row that leads up always stays."""
    words = fold(text).split()
    return tuple(row for row in rows if row.name == UP or all(word in fold(row.name) for word in words))


def counted(row: FileRow, sessions: int) -> FileRow:
    """The row of a database with so many sessions."""
    return replace(row, sessions=plural(sessions, "session"))


def shown_path(path: Path) -> str:
    """A path in one line."""
    return clean_line(str(path))


def tail(text: str, width: int) -> str:
    """The end of a text in at most ``width`` cells: of a path, the last folders say where one is."""
    line = steady(text)
    cut = False
    while line and cell_len(line) + cut > max(1, width):
        line, cut = line[1:], True
    return f"…{line}" if cut else line


def size_words(size: int) -> str:
    """``412 kB``, ``1.3 GB``."""
    amount, unit = float(size), 0
    while amount >= _STEP - 0.5 and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    digits = 1 if unit > 1 and amount < 10 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}"


def _row(file: FoundFile, today: date) -> FileRow:
    name = clean_line(file.path.name)
    if file.is_folder:
        return FileRow(file.path, f"{name}/", opens=True)
    changed = "" if file.changed is None else _moment(file.changed.date(), f"{file.changed:%H:%M}", today)
    about = "your own database" if file.is_own else ""
    return FileRow(file.path, name, about, False, not file.is_own, size_words(file.size), changed)


def _moment(day: date, time: str, today: date) -> str:
    words = day_words(day, today)
    return time if words == "today" else f"{words} {time}"
