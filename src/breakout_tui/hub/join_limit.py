"""How often a wrong code may be typed: by all devices together, since a room is one address, and an address costs nothing."""

from __future__ import annotations

from collections import deque

MOST = 20
"""Wrong codes in a window."""
WINDOW = 60.0
"""Seconds."""


class JoinLimit:
    """Counts wrong codes. At 20 a minute, guessing one of 40 bits takes some 50,000 years on average."""

    def __init__(self) -> None:
        self._wrong: deque[float] = deque(maxlen=MOST)

    def count(self, now: float) -> None:
        """A wrong code at this moment, in seconds."""
        self._wrong.append(now)

    def is_reached(self, now: float) -> bool:
        """Whether no further code is looked at now."""
        return len(self._wrong) == MOST and now - self._wrong[0] < WINDOW
