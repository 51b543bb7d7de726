"""File sources: where the app looks for files of other rooms, and what gathers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock

# The first screen must not wait for what only gathering needs.
if TYPE_CHECKING:
    from breakout_tui.cli.file_gatherer import FileGatherer
    from breakout_tui.domain.browsing import FilePlace, Listing


class FileSources:
    """Implements ``domain.ports.Sources``; ``database`` tells the file in use, which can change."""

    def __init__(self, database: Callable[[], Path], clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def places(self) -> tuple[FilePlace, ...]:
        """The folders from which looking begins."""
        from platformdirs import user_downloads_path

        from breakout_tui.inputs.file_places import places
        from breakout_tui.store.folder_listing import last_folder

        database = self._database()
        return places(Path.home(), user_downloads_path(), database, last_folder(database))

    def listing(self, folder: Path) -> Listing:
        """What is in a folder."""
        from breakout_tui.store.folder_listing import listing

        return listing(folder, self._database())

    def sessions_in(self, file: Path) -> int | None:
        """How many sessions a database has, where that is quickly known."""
        from breakout_tui.store.folder_listing import sessions_in

        return sessions_in(file, self._database())

    def gatherer(self, *, is_trial: bool) -> FileGatherer:
        """Gathers into the database in use."""
        from breakout_tui.cli.file_gatherer import FileGatherer

        return FileGatherer(self._database(), self._clock, is_trial=is_trial)
