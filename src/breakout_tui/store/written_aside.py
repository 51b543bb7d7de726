"""What a window keeps beside its session: it is in memory at once, and written by the writer's thread after what waits there.

So a note never waits for more than one short transaction of this. What could not be written stays unsaved, and is tried again with the
next change or exchange.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Collection
from queue import Empty, SimpleQueue

Work = Callable[[sqlite3.Connection], None]
"""Writes inside a transaction of the writer's."""
WriteAside = Callable[[Work, Callable[[bool], None]], None]
"""Has work done soon on the writer's thread, in a transaction; then calls with whether it was. Never waits."""


class Unsaved:
    """The keys of what is not in the file; ``lock`` is that of what they stand for."""

    def __init__(self, write: WriteAside, lock: threading.RLock) -> None:
        self._write = write
        self._lock = lock
        self._keys: dict[str, int] = {}
        """By key the number of its latest change."""
        self._changes = 0

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def __bool__(self) -> bool:
        return bool(self._keys)

    def add(self, key: str) -> None:
        """It is another one than in the file."""
        self._changes += 1
        self._keys[key] = self._changes

    def clear(self) -> None:
        """Nothing is kept any more."""
        self._keys = {}

    def save(
        self, work_of: Callable[[Collection[str]], Work], saved: Callable[[], None], waits: float = 0.0
    ) -> bool:
        """Have all written, by the work for these keys; whether it was, if it is waited for so many seconds.

        ``saved`` is called once it is written, unless it is waited for.
        """
        outcome: SimpleQueue[bool] = SimpleQueue()
        with self._lock:
            keys = dict(self._keys)
            work = work_of(keys)

        def done(is_written: bool) -> None:
            if is_written:
                with self._lock:
                    still = self._keys.items()
                    self._keys = {key: change for key, change in still if keys.get(key) != change}
            outcome.put(is_written)
            if is_written and not waits:
                saved()

        self._write(work, done)
        if not waits:
            return False
        try:
            return outcome.get(timeout=waits)
        except Empty:
            return False
