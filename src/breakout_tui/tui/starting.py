"""Starting: how the interpreter is set until all is imported, so that the first screen and the first keys don't wait.

Two things would hold them up. What imports make is not garbage, but each look for garbage goes through all of it. And a thread
that reads or imports lets go of the interpreter only every 5 ms, so that a key, handed on between three threads, waits 15.

Afterwards both are as Python has them: with turns as short as these the thread that writes to the disk would take its turn
in the middle of painting a note.
"""

from __future__ import annotations

import gc
import sys

_THRESHOLDS = gc.get_threshold()
_YOUNG_ONLY = (*_THRESHOLDS[:2], 1_000_000)
"""While the store imports: to look for garbage through all that is there would hold up a key for 40 ms."""
_TURN = sys.getswitchinterval()
_SHORT_TURN = 0.0005
"""Seconds that a thread waits for its turn at most."""


def begin() -> None:
    """Before Textual is imported: nothing made from here to the first screen is garbage."""
    gc.disable()
    sys.setswitchinterval(_SHORT_TURN)


def shown() -> None:
    """The first screen stands, and the store is about to import."""
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
    """Let what is there, less what is garbage now, never be looked through again."""
    gc.collect()
    gc.freeze()
