"""The card file: beside a database, the card of the report-back that its displays show, for displays that read the database.

It holds for as long as the window that wrote it keeps it fresh: after a crash of that window, displays are back at what is now.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.codec import text_decoder, text_encoder
from breakout_tui.domain.shown_card import ShownCard
from breakout_tui.private_file import beside, write_private

_ENDING = ".card"
_FRESH = 4.0
"""Seconds between two signs of life of the window."""
_STALE = 15.0
"""Seconds without one after which a card holds no longer."""


class CardFile:
    """Writes the card, and keeps it fresh on a thread while one is shown."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._done = threading.Event()

    def show(self, database: Path, card: ShownCard | None) -> None:
        """Write a card; None removes it. Where it can't be written, these displays stay at what is now."""
        if card is None:
            self._done.set()
            if self._file is not None:
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
                self._file = None
            return
        path = beside(database, _ENDING)
        with suppress(OSError):
            write_private(path, text_encoder(ShownCard)(card))
            if self._file is None:
                self._file, self._done = path, threading.Event()
                threading.Thread(target=self._keep_fresh, args=(path, self._done), daemon=True).start()

    @staticmethod
    def _keep_fresh(path: Path, done: threading.Event) -> None:
        while not done.wait(_FRESH):
            with suppress(OSError):
                os.utime(path)


def read_card(database: Path, clock: Clock) -> ShownCard | None:
    """The card that is shown now; None if there is none, or its window says nothing any more."""
    path = beside(database, _ENDING)
    try:
        age = clock.read().wall.timestamp() - path.stat().st_mtime
        card: ShownCard = text_decoder(ShownCard)(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return card if abs(age) < _STALE else None
