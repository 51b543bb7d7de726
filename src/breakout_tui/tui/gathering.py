"""Gathering: finds the files of other rooms and takes their sessions in; then the list shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.ports import Sources, Store
from breakout_tui.tui.background import Background
from breakout_tui.tui.sessions import Sessions


class Gathering:
    """Opens the dialog, then what the files would bring. Without ``sources`` there is nothing to gather from."""

    def __init__(
        self,
        app: App[Any],
        sessions: Sessions,
        store: Store,
        clock: Clock,
        sources: Sources | None,
        background: Background,
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._store = store
        self._clock = clock
        self._sources = sources
        self._background = background

    def ask(self) -> None:
        """Ask for the files."""
        if self._sources is None:
            return
        from breakout_tui.tui.screens.files_screen import FilesScreen

        today = self._clock.read().wall.date()
        self._app.push_screen(FilesScreen(self._sources, self._background, today), self._look)

    def _look(self, names: tuple[Path, ...] | None) -> None:
        """Show what these files would bring."""
        if not names or self._sources is None:
            return
        from breakout_tui.tui.screens.gather_screen import GatherScreen

        self._app.push_screen(
            GatherScreen(names, self._sources, self._store, self._background), self._list_again
        )

    def _list_again(self, has_gathered: bool | None) -> None:
        if has_gathered:
            self._sessions.refresh_list()
