"""Erased session: lets the open session go on without what was erased elsewhere, when all is saved and nobody is in the middle of something."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.tui.open_session import OpenSession

# Nothing of it runs before the first paint.
if TYPE_CHECKING:
    from breakout_tui.domain.erased_elsewhere import ErasingHere


class ErasedSession:
    """``look`` is called at each beat; most times nothing is to be erased. ``read_floor`` reads what phones sent again, afterwards."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        erasing: ErasingHere | None,
        read_floor: Callable[[], None] = lambda: None,
    ) -> None:
        self._app = app
        self._opened = opened
        self._erasing = erasing
        self._read_floor = read_floor
        self._has_begun = False

    def look(self) -> None:
        """Take the session as it is without what was erased, if that is ready and the moment is quiet."""
        erasing, controller = self._erasing, self._opened.controller
        if erasing is None:
            return
        if self._has_begun and not erasing.is_erasing:
            self._has_begun = False
            self._read_floor()
            # A session that was opened meanwhile; what can't be read now is told with the next change.
            with suppress(BreakoutError):
                self._opened.catch_up()
        if not erasing.is_waiting:
            return
        offered = erasing.offered_for("" if controller is None else controller.session.id)
        if offered is None or not self._is_quiet or not erasing.begin(offered):
            return
        self._has_begun = True
        if controller is not None and offered.session is not None:
            controller.replace(offered.session)

    @property
    def _is_quiet(self) -> bool:
        """Whether no other screen shows the words, everything is saved, and no note is being edited: its words would come back.

        What is typed for a new note is nobody's yet, and stays in the line.
        """
        screen: Screen[Any] = self._app.screen
        controller, live = self._opened.controller, self._opened.ready
        if controller is None:
            return not screen.is_modal
        if live is None or screen is not live or controller.is_preview or not controller.is_saved:
            return False
        return live.room.typing.line.editing is None
