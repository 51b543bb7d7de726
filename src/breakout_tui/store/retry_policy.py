"""How long the store waits for others, and between two attempts."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.store.connection import BUSY


class RetryPolicy(NamedTuple):
    """How long to wait, in seconds: for another program's lock, and before a failed write is tried again."""

    busy: float = BUSY
    first: float = 0.25
    longest: float = 5.0
    last: float = 1.0
    """All waits together after closing without a time limit."""
