"""The terminal: settings before Textual is imported, and an orderly end when the terminal is closed.

This module imports nothing of Textual at its top: ``prepare`` and ``refusal`` have to come first.
"""

from __future__ import annotations

import codecs
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from types import FrameType
from typing import TYPE_CHECKING

from breakout_tui.startup import lean_imports

if TYPE_CHECKING:
    import asyncio

GRACE = 0.1
"""Seconds to process keys already read, before the draft is saved and the app exits."""
LIMIT = 1.5
"""Seconds after which a watchdog ends an exit that hangs."""


def prepare(environ: MutableMapping[str, str] = os.environ) -> None:
    """Set the variables that Textual reads at import, unless set already. Imports asyncio without TLS."""
    lean_imports.import_asyncio()
    # A change waits for the next frame: at most 2 ms, with Textual's own 60 a second 17. Without it the p95 of echo and of a
    # new note is 1.1 to 1.2 times as long (7 and 6 interleaved runs on a busy machine).
    environ.setdefault("TEXTUAL_FPS", "500")
    # these two ask for the kitty protocol and then lose composed characters
    if environ.get("TERM_PROGRAM") == "iTerm.app" or "WT_SESSION" in environ:
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def preflight(
    *, stdin_isatty: bool, stderr_isatty: bool, environ: Mapping[str, str], encoding: str | None
) -> str | None:
    """Why the screens can't be shown here, and what to do, in one line; None if they can."""
    if not stdin_isatty:
        return "standard input is not a terminal; start breakout-tui without a pipe or redirection before it"
    if not stderr_isatty:
        return (
            "standard error is not a terminal, but the screens are drawn there; start without redirecting it"
        )
    if environ.get("TERM") in {"dumb", "unknown"}:
        return f"the terminal says TERM={environ['TERM']}; use a full terminal, or `breakout-tui export` for a report"
    if not _is_utf8(encoding):
        return f"the terminal's encoding is {encoding or 'unknown'}, not UTF-8; set PYTHONUTF8=1 or a UTF-8 locale"
    return None


def refusal() -> str | None:
    """``preflight`` for the terminal of this process."""
    return preflight(
        stdin_isatty=sys.stdin is not None and sys.stdin.isatty(),
        stderr_isatty=sys.stderr is not None and sys.stderr.isatty(),
        environ=os.environ,
        encoding=getattr(sys.stderr, "encoding", None),
    )


def tells_ground(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal may be asked for its background. The console of Linux would show the question as text."""
    return environ.get("TERM", "") not in {"linux", ""}


class HangUp:
    """Ends the program in order when its terminal is closed or it receives a signal to stop.

    ``leave`` runs in the event loop with the exit status (128 + signal): it saves the draft and exits the app. On a dead
    terminal Textual's own exit may block for ever, so a watchdog calls ``drain`` (from its thread) after ``limit`` seconds
    and then ``end``, unless ``done`` was called before.
    """

    def __init__(
        self,
        *,
        leave: Callable[[int], None],
        drain: Callable[[], object],
        grace: float = GRACE,
        limit: float = LIMIT,
        end: Callable[[int], None] = os._exit,
    ) -> None:
        self._leave = leave
        self._drain = drain
        self._grace = grace
        self._limit = limit
        self._end = end
        self._done = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_leaving = False

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Handle the signals; call it in the main thread once the loop runs. Does nothing on Windows."""
        self._loop = loop
        for number in _ENDING_SIGNALS:
            # not loop.add_signal_handler: this one runs even while the loop is blocked in a write
            signal.signal(number, self.hang_up)

    def hang_up(self, number: int, _frame: FrameType | None = None) -> None:
        """Handle a signal; a second one changes nothing."""
        if self._is_leaving or self._loop is None:
            return
        self._is_leaving = True
        if sys.platform != "win32":
            # a closing terminal sends it too, and Textual would start its driver again
            signal.signal(signal.SIGCONT, signal.SIG_IGN)
        status = 128 + number
        threading.Thread(target=self._watch, args=(status,), name="hang-up", daemon=True).start()
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.call_later, self._grace, self._leave, status)

    def done(self) -> None:
        """Everything is saved and the program is about to end: stop the watchdog."""
        self._done.set()

    def _watch(self, status: int) -> None:
        if self._done.wait(self._limit):
            return
        try:
            self._drain()
        finally:
            self._end(status)


class Continuing:
    """Continues after the program was stopped by SIGSTOP, as by a debugger or a frozen container.

    Textual starts its driver again at each SIGCONT, also where nothing had stopped it: then two threads read the keys, and
    each gets some of them. Here it does so only after it was told to stop, by SIGTSTP.
    """

    def __init__(self, repaint: Callable[[], object]) -> None:
        self._repaint = repaint
        self._was_told = False

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take the two signals over from Textual's driver; call it in the main thread. Does nothing on Windows."""
        if sys.platform == "win32":
            return
        suspend, resume = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)

        def stop(number: int, frame: FrameType | None) -> None:
            self._was_told = True
            if callable(suspend):
                suspend(number, frame)

        def go_on(number: int, frame: FrameType | None) -> None:
            if self._was_told and callable(resume):
                resume(number, frame)
            elif not loop.is_closed():
                loop.call_soon_threadsafe(self._repaint)
            self._was_told = False

        signal.signal(signal.SIGTSTP, stop)
        signal.signal(signal.SIGCONT, go_on)


if sys.platform == "win32":
    _ENDING_SIGNALS: tuple[signal.Signals, ...] = ()
else:
    _ENDING_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def _is_utf8(encoding: str | None) -> bool:
    try:
        return encoding is not None and codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False
