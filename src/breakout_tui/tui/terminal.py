"""The terminal's edge: what is settled before Textual is imported, and how the program ends when its terminal goes.

This module imports nothing of Textual at its top: ``prepare`` and ``refusal`` have to come first.
"""

from __future__ import annotations

import codecs
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from types import FrameType
from typing import TYPE_CHECKING

from breakout_tui import lean

if TYPE_CHECKING:
    import asyncio

GRACE = 0.1
"""Seconds for keys that were read already, before the draft is saved and the app left."""
LIMIT = 1.5
"""Seconds after which a leave that hangs is ended from outside."""


def prepare(environ: MutableMapping[str, str] = os.environ) -> None:
    """Set what Textual reads when it is imported; what the person has set herself stays. asyncio comes without TLS."""
    lean.import_asyncio()
    # a change waits for the next frame: 2 ms at the most, where Textual's own 60 would make it 17
    environ.setdefault("TEXTUAL_FPS", "500")
    # these two ask for the kitty protocol and then lose composed characters
    if environ.get("TERM_PROGRAM") == "iTerm.app" or "WT_SESSION" in environ:
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def patch_decoder() -> bool:
    """Let a byte on stdin that is not UTF-8 become U+FFFD, where Textual 8.2 would crash; says whether that was done.

    Nothing is done where Textual has no such driver (Windows), or no longer the name that is replaced.
    """
    if sys.platform == "win32":
        return False
    from textual.drivers import linux_driver

    if not hasattr(linux_driver, "getincrementaldecoder"):
        return False
    linux_driver.getincrementaldecoder = _forgiving_decoder
    return True


def preflight(
    *, stdin_isatty: bool, stderr_isatty: bool, environ: Mapping[str, str], encoding: str | None
) -> str | None:
    """Why the screens cannot be shown here, and what to do, in one line; None when they can."""
    if not stdin_isatty:
        return "standard input is not a terminal; start breakout-tui without a pipe or redirection before it"
    if not stderr_isatty:
        return (
            "standard error is not a terminal, and the screens are drawn there; start without redirecting it"
        )
    if environ.get("TERM") in {"dumb", "unknown"}:
        return f"the terminal says TERM={environ['TERM']}; use a full terminal, or `breakout-tui export` for a report"
    if not _is_utf8(encoding):
        return f"the terminal's encoding is {encoding or 'unknown'}, not UTF-8; set PYTHONUTF8=1 or a UTF-8 locale"
    return None


def refusal() -> str | None:
    """``preflight`` of the terminal that the program runs in."""
    return preflight(
        stdin_isatty=sys.stdin is not None and sys.stdin.isatty(),
        stderr_isatty=sys.stderr is not None and sys.stderr.isatty(),
        environ=os.environ,
        encoding=getattr(sys.stderr, "encoding", None),
    )


class HangUp:
    """Ends the program in order when its terminal is closed or it is told to stop.

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
        """Take the signals; to be called in the main thread once the loop runs. Nothing is done on Windows."""
        self._loop = loop
        for number in _ENDING_SIGNALS:
            # not loop.add_signal_handler: this one runs even while the loop is blocked in a write
            signal.signal(number, self.hang_up)

    def hang_up(self, number: int, _frame: FrameType | None = None) -> None:
        """The signal has come; a second one changes nothing."""
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
        """All is saved and the program is about to end by itself: call the watchdog off."""
        self._done.set()

    def _watch(self, status: int) -> None:
        if self._done.wait(self._limit):
            return
        try:
            self._drain()
        finally:
            self._end(status)


if sys.platform == "win32":
    _ENDING_SIGNALS: tuple[signal.Signals, ...] = ()
else:
    _ENDING_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def _forgiving_decoder(encoding: str) -> Callable[..., codecs.IncrementalDecoder]:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


def _is_utf8(encoding: str | None) -> bool:
    try:
        return encoding is not None and codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False
