"""The key that opened a new session: held or pressed again within a second, it does nothing more."""

from __future__ import annotations

HELD = 1.0
"""Seconds within which a key that is pressed again is still the same press."""


class OpeningKey:
    """The key of ``/next`` opens a session from its form, and in the session it starts the first phase."""

    def __init__(self) -> None:
        self._at: float | None = None

    def opened(self, at: float) -> None:
        """The key has just opened this session; ``at`` is in seconds since boot."""
        self._at = at

    def is_held(self, now: float) -> bool:
        """Whether a press of that key now still belongs to the one that opened the session."""
        self._at = now if self._at is not None and now - self._at < HELD else None
        return self._at is not None
