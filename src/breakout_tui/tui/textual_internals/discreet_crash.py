"""A crash ends the program without showing notes: Textual would print the values of all variables, including note text.

Gain: privacy, not time; and the error is kept, so that the crash log has its traceback.
Fallback: Textual's output is discarded. The log says only that the screens ended with an error, and the draft lacks the text
of the last 0.3 seconds.
"""

from __future__ import annotations

import contextlib
import io

from rich.console import Console
from textual.app import App
from textual.worker import WorkerFailed

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(App, "_fatal_error", "_exception", "_close_messages_no_wait")
_ERROR = 1
"""Textual's return code for an app that an error has ended."""


class ScreensFailed(RuntimeError):
    """An error ended the screens; Textual's public names don't say which."""


class DiscreetApp(App[None]):
    """An app whose crash prints nothing."""

    _error: BaseException | None = None

    @property
    def crash(self) -> BaseException | None:
        """The error that ended the app, if one did."""
        if not IS_ON and self.return_code == _ERROR:
            return ScreensFailed("an error ended the screens")
        return self._error

    def before_crash_ends(self) -> None:
        """Called before a crash ends the app: save typed text."""

    if IS_ON:

        def _fatal_error(self) -> None:
            error = self._exception
            # A worker's error comes wrapped, without the places where it happened.
            self._error = getattr(error, "error", error) if isinstance(error, WorkerFailed) else error
            with contextlib.suppress(Exception):
                self.before_crash_ends()
            self._close_messages_no_wait()

    else:

        def on_load(self) -> None:
            """Discard what Textual would print on a crash."""
            self.error_console = Console(file=io.StringIO())
