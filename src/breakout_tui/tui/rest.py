"""The rest of a session: what is read behind the first screen, on a thread of its own, and waited for by whoever needs it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from breakout_tui.domain.session_state import Session


class Rest:
    """Reads the whole session once. ``begin`` reads it elsewhere; ``session`` gives it, and reads it here if need be."""

    def __init__(self, read: Callable[[], Session]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._session: Session | None = None

    def begin(self, done: Callable[[], None]) -> None:
        """Read on a thread; ``done`` is called there, also when it failed: then ``session`` tries again and raises."""
        threading.Thread(target=self._run, args=(done,), name="breakout-tui reading", daemon=True).start()

    def session(self) -> Session:
        """The whole session. Raises NotFound, StoreError."""
        with self._lock:
            if self._session is None:
                self._session = self._read()
            return self._session

    def _run(self, done: Callable[[], None]) -> None:
        with contextlib.suppress(Exception):  # raised again where somebody can be told
            self.session()
        done()
