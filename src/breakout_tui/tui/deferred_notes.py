"""Deferred notes: a large session opens as a preview without notes, while a thread reads the whole session."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from breakout_tui.domain.session_state import Session


class DeferredNotes:
    """Reads the whole session once: ``begin`` on a thread; ``session`` waits for it, or reads on the calling thread."""

    def __init__(self, read: Callable[[], Session]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._session: Session | None = None

    def begin(self, done: Callable[[], None]) -> None:
        """Read on a thread, which calls ``done`` at the end. After a failure, ``session`` reads again."""
        threading.Thread(target=self._run, args=(done,), name="breakout-tui reading", daemon=True).start()

    def session(self) -> Session:
        """The whole session. Raises NotFound, StoreError."""
        with self._lock:
            if self._session is None:
                self._session = self._read()
            return self._session

    def _run(self, done: Callable[[], None]) -> None:
        with contextlib.suppress(Exception):  # ``session`` raises it again, where it can be shown
            self.session()
        done()
