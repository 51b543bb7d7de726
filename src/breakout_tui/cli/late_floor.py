"""The floor of the window's file, which sharing and the hub's link both use: made when one of them, each on a thread of its own, first needs it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breakout_tui.domain.clock import Clock
    from breakout_tui.domain.ports import Countries
    from breakout_tui.store.database import Database
    from breakout_tui.store.room_floor import StoredFloor


class LateFloor:
    """``countries`` are those that a phone can speak for."""

    def __init__(self, store: Database, clock: Clock, countries: Countries) -> None:
        self._store = store
        self._clock = clock
        self._countries = countries
        self._lock = threading.Lock()
        self._made: StoredFloor | None = None

    def get(self) -> StoredFloor:
        """The only one."""
        from breakout_tui.cli.phone_code import phone_squares
        from breakout_tui.store.room_floor import StoredFloor

        with self._lock:
            if self._made is None:
                store = self._store
                self._made = StoredFloor(
                    lambda: store.path, store.write_aside, self._clock, self._countries, phone_squares
                )
            return self._made
