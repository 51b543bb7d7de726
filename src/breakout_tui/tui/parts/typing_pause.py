"""Typing pause: calls something once, a moment after a key, however many keys follow."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

DELAY = 0.3
"""Seconds after a key until what is typed is saved as a draft."""


class TypingPause:
    """``then`` is called by a timer of ``host``."""

    def __init__(self, host: MessagePump, then: Callable[[], None]) -> None:
        self._host = host
        self._then = then
        self._timer: Timer | None = None

    def begin(self) -> None:
        """A key was pressed."""
        if self._timer is None:
            self._timer = self._host.set_timer(DELAY, self._end)

    def stop(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _end(self) -> None:
        self.stop()
        self._then()
