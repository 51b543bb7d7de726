"""How long the store waits for other programs, and between two attempts."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.store.connection import BUSY


class RetryPolicy(NamedTuple):
    """Seconds to wait for another program's lock, and before a failed write is retried."""

    busy: float = BUSY
    first: float = 0.25
    longest: float = 5.0
    last: float = 1.0
    """The sum of all waits after closing without a time limit."""
