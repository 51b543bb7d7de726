"""Interpreter settings during the imports, so that the first screen and the first keys don't wait.

Two things would delay them. Each garbage collection visits everything that imports create, although none of it is garbage.
And a thread that reads or imports releases the interpreter only every 5 ms, so a key, which passes three threads, waits up
to 15 ms.

Afterwards both settings are again what they were: with such a short switch interval, the thread that writes to the disk
would interrupt the painting of a note.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = gc.get_threshold()
_YOUNG_ONLY = (*_THRESHOLDS[:2], 1_000_000)
"""While the rest is imported: a full collection would delay a key by 40 ms."""
_TURN = sys.getswitchinterval()
_SHORT_TURN = 0.0005
"""Seconds that a thread waits for its turn, at most."""


def begin() -> None:
    """Call before Textual is imported: nothing created between here and the first screen is garbage."""
    gc.disable()
    sys.setswitchinterval(_SHORT_TURN)


def shown() -> None:
    """Call when the first screen is shown and the rest is about to be imported. So far nothing is garbage: none is looked for."""
    gc.freeze()
    gc.set_threshold(*_YOUNG_ONLY)
    gc.enable()


def finish() -> None:
    """Call when all that writing needs is imported. A second call does nothing."""
    if gc.get_threshold() == _YOUNG_ONLY:
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        sys.setswitchinterval(_TURN)


@contextmanager
def no_collections() -> Iterator[None]:
    """Collect no garbage while a document is made: nothing of it is garbage until it is written, and looking for it takes long.

    Afterwards what is there is excluded from later collections, for commands that end soon.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def keep() -> None:
    """Collect garbage now, and exclude all remaining objects from later collections."""
    gc.collect()
    gc.freeze()
