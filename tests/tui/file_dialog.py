"""The file dialog for tests: real folders, read at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from textual.app import App

from breakout_tui.cli.file_sources import FileSources
from breakout_tui.domain.browsing import FilePlace, PlaceSort
from breakout_tui.tui import colours
from breakout_tui.tui.screens.files_screen import FilesScreen
from breakout_tui.tui.widgets.file_list import FileList
from breakout_tui.tui.widgets.line import Line
from tests.store.builders import StillClock

T = TypeVar("T")
TODAY = date(2026, 11, 24)


def at_once(
    work: Callable[[Callable[[T], None]], None], hear: Callable[[T], None], *, must_end: bool = False
) -> None:
    """A background that is over before it returns."""
    work(hear)


class Folders(FileSources):
    """Real folders below one, which is the only stick."""

    def __init__(self, stick: Path) -> None:
        super().__init__(lambda: stick / "own.db", StillClock())
        self._stick = stick

    def places(self) -> tuple[FilePlace, ...]:
        """The stick."""
        return (FilePlace(self._stick, PlaceSort.STICK),)


class Probe(App[None]):
    """An app with the dialog, which keeps the answers."""

    def __init__(self, stick: Path) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.shown = FilesScreen(Folders(stick), at_once, TODAY)
        self.given: list[tuple[Path, ...] | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Ask."""
        await self.push_screen(self.shown, self.given.append)

    def names(self) -> list[str]:
        """The first words of each row: the mark is left out."""
        return [line[6:].split("  ")[0] for line in self.shown.query_one(FileList).as_text().split("\n")]

    def says(self, name: str) -> str:
        """A line of the dialog."""
        return self.shown.query_one(f"#{name}", Line).as_text()
