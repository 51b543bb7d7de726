"""A crash ends the program without showing a note: Textual would print the values of all variables, and so what was said.

Gain: privacy, not time; and the error is kept, so that the log of the crash names its place.
Fallback: what Textual prints goes nowhere. The log says only that the screens ended on an error, and what was typed in the
last 0.3 seconds is in no draft yet.
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
"""The return code that Textual gives to an app which an error has ended."""


class ScreensFailed(RuntimeError):
    """An error ended the screens, and Textual's public names don't say which."""


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
        """Called before a crash ends the app: keep what is typed."""

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
            """Send what Textual would print on a crash to nowhere."""
            self.error_console = Console(file=io.StringIO())
