"""Interpreter settings of a process that serves, so that no room or display waits long for another one's work.

Two things would make them wait. A full garbage collection visits everything that is kept of hundreds of rooms, a third of a second for 500,
and comes after some hundred statements. And a thread that writes to the database gets its turn only after 5 ms of the
others' work, again for each statement of a transaction. So nearly all garbage is collected while it is young, the rest at intervals, and turns are short.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG_ONLY = (10_000, 20, 1_000_000)
_TURN = 0.0005
"""Seconds that a thread waits for its turn, at most."""
_EVERY = 600.0
"""Seconds between two collections of everything."""


@contextmanager
def short_pauses() -> Iterator[None]:
    """Inside the ``with`` block pauses are short; afterwards the settings are as before."""
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    ending = threading.Event()

    def collect() -> None:
        while not ending.wait(_EVERY):
            gc.collect()

    collecting = threading.Thread(target=collect, name="collects-garbage", daemon=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_YOUNG_ONLY)
    sys.setswitchinterval(_TURN)
    collecting.start()
    try:
        yield
    finally:
        ending.set()
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn)
