"""Refused text: the notice that something was typed where no text is taken."""

from __future__ import annotations

from typing import Any

from textual.app import App

from breakout_tui.domain.clock import Clock

WORDS = (
    "Not typed: there is no line for text here. A key of one letter needs a short pause before the next one."
)
SHOWN_FOR = 4.0
"""Seconds for which the notice stays, and without another one."""


class RefusedText:
    """Called for each run of letters that is refused."""

    def __init__(self, app: App[Any], clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._told_at: float | None = None

    def __call__(self) -> None:
        """Show the notice, once for a sentence, however slowly it is typed."""
        now = self._clock.read().since_boot
        if self._told_at is None or now - self._told_at > SHOWN_FOR:
            self._app.notify(WORDS, severity="warning", markup=False, timeout=SHOWN_FOR)
        self._told_at = now
