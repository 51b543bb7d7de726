"""Folder view: what the file dialog shows now: the places or a folder, read in the background. Touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.browsing import FilePlace, Listing
from breakout_tui.domain.ports import Sources
from breakout_tui.domain.text import plural
from breakout_tui.tui.background import Background
from breakout_tui.tui.file_rows import FileRow, counted, rows_of, rows_of_places, shown_path

MOST_COUNTED = 200
"""Files of a folder whose sessions are counted."""


class _Counted(NamedTuple):
    """How many sessions a database has."""

    file: Path
    sessions: int


@dataclass(frozen=True, slots=True)
class _News:
    """What was read, for the visit that asked for it."""

    visit: int
    what: tuple[FilePlace, ...] | Listing | _Counted


class FolderView:
    """``changed`` is called when other rows can be shown; its argument is whether the folder is another one."""

    def __init__(
        self, sources: Sources, background: Background, today: date, changed: Callable[[bool], None]
    ) -> None:
        self.folder: Path | None = None
        """The folder; None for the places."""
        self.rows: tuple[FileRow, ...] = ()
        self.came_from: Path | None = None
        """The folder that was left for the one above it: the cursor goes there."""
        self.is_reading = True
        self.note = ""
        """What there is to say of the folder: why it can't be read, or what is left out."""
        self._sources = sources
        self._background = background
        self._today = today
        self._changed = changed
        self._visit = 0

    @property
    def title(self) -> str:
        """Where this is."""
        return "Places" if self.folder is None else shown_path(self.folder)

    @property
    def empty(self) -> str:
        """What a list without rows says."""
        return "Reading …" if self.is_reading else "No name has this. Backspace clears the line."

    def go(self, folder: Path | None) -> None:
        """Show a folder, or the places. What still comes of the one before is dropped."""
        before, self.folder = self.folder, folder
        self.came_from = before
        self.rows, self.note, self.is_reading = (), "", True
        self._visit += 1
        visit = self._visit
        self._background(lambda tell: self._read(visit, folder, tell), self._hear)
        self._changed(True)

    def _read(self, visit: int, folder: Path | None, tell: Callable[[_News], None]) -> None:
        """On a thread: first the names, then the sessions of each database."""
        if folder is None:
            tell(_News(visit, self._sources.places()))
            return
        listing = self._sources.listing(folder)
        tell(_News(visit, listing))
        for file in [each.path for each in listing.files if not each.is_folder][:MOST_COUNTED]:
            if visit != self._visit:
                return
            if (sessions := self._sources.sessions_in(file)) is not None:
                tell(_News(visit, _Counted(file, sessions)))

    def _hear(self, news: _News) -> None:
        if news.visit != self._visit:
            return
        match news.what:
            case _Counted(file, sessions):
                self.rows = tuple(counted(row, sessions) if row.path == file else row for row in self.rows)
                self._changed(False)
            case Listing() as listing:
                self.rows, self.note = rows_of(listing, self._today), _note(listing)
                self._stand()
            case places:
                self.rows = rows_of_places(places)
                self._stand()

    def _stand(self) -> None:
        self.is_reading = False
        self._changed(True)


def _note(listing: Listing) -> str:
    if listing.problem:
        return f"This folder {listing.problem}"
    parts = []
    if not listing.files:
        parts.append("No databases or JSON exports here")
    if listing.is_cut:
        parts.append("There is more in this folder; type a path to reach it")
    if listing.others:
        parts.append(f"{plural(listing.others, 'other file')} not shown")
    return " · ".join(parts)
