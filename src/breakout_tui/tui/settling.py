"""Settling: what the app does after the first paint. It reads the rest of a large session, then starts the store."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Any

from textual.app import App

from breakout_tui.startup import interpreter
from breakout_tui.tui.choices import Choices
from breakout_tui.tui.open_session import OpenSession, import_what_comes
from breakout_tui.tui.outside_commands import OutsideCommands
from breakout_tui.tui.shown_session import ShownSession
from breakout_tui.tui.store_news import StoreNews

if TYPE_CHECKING:
    from breakout_tui.domain.ports import Store

PAINTING = 0.05
"""Seconds for the first paint to reach the terminal, before the rest of a session is read in the background."""
SETTLING = 0.1
"""Seconds after the first paint that are reserved for keys typed so far."""
BUSY_AGAIN = 0.5
"""Seconds until the app tries again to read a session in a file that another program blocks."""


class Settling:
    """Called once, after the first paint."""

    def __init__(
        self,
        app: App[Any],
        opened: OpenSession,
        store: Store,
        choices: Choices,
        news: StoreNews,
        outside: OutsideCommands,
        shown: ShownSession,
    ) -> None:
        self._app = app
        self._opened = opened
        self._store = store
        self._choices = choices
        self._news = news
        self._outside = outside
        self._shown = shown

    def begin(self) -> None:
        """Read the rest of the session, then settle."""
        controller, loop = self._opened.controller, asyncio.get_running_loop()
        if controller is None or not controller.is_preview:
            self._app.set_timer(SETTLING, self._settle)
            return

        def done() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the window is gone
                loop.call_soon_threadsafe(self._app.call_next, self._complete)

        self._app.set_timer(PAINTING, lambda: controller.read_deferred(done))

    def _complete(self) -> None:
        """The rest of the session was read; if another program blocks the file, try again. Typed text stays."""
        controller = self._opened.controller
        if controller is None or controller.try_to_complete():
            self._app.set_timer(SETTLING, self._settle)
        else:
            self._app.set_timer(BUSY_AGAIN, self._complete)
        self._news.show_saving()

    def _settle(self) -> None:
        """After everything is shown, start the store, and import on a thread what comes next."""
        interpreter.shown()
        comes = (self._store, self._choices.checker())
        threading.Thread(target=import_what_comes, args=comes, daemon=True).start()
        self._store.start(self._news.pass_on)
        self._outside.open()
        self._shown.begin()
