"""How the interpreter is set until all is imported, so that the first screen and the first keys don't wait.

Two things would delay them. What imports make is not garbage, but each collection goes through all of it. And a thread that
reads or imports releases the interpreter only every 5 ms, so that a key, which passes three threads, waits up to 15 ms.

Afterwards both are as Python has them: with turns as short as these, the thread that writes to the disk would take its turn
in the middle of painting a note.
"""

from __future__ import annotations

import gc
import sys

_THRESHOLDS = gc.get_threshold()
_YOUNG_ONLY = (*_THRESHOLDS[:2], 1_000_000)
"""While the store imports: a full collection would delay a key by 40 ms."""
_TURN = sys.getswitchinterval()
_SHORT_TURN = 0.0005
"""Seconds that a thread waits for its turn at most."""


def begin() -> None:
    """Before Textual is imported: nothing made from here to the first screen is garbage."""
    gc.disable()
    sys.setswitchinterval(_SHORT_TURN)


def shown() -> None:
    """The first screen is shown, and the store is about to import."""
    keep()
    gc.set_threshold(*_YOUNG_ONLY)
    gc.enable()


def finish() -> None:
    """The store has imported what it needs. Called again it does nothing."""
    if gc.get_threshold() == _YOUNG_ONLY:
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        sys.setswitchinterval(_TURN)


def keep() -> None:
    """Collect now, and keep what is left out of all later collections."""
    gc.collect()
    gc.freeze()
