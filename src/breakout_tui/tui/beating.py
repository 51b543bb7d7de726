"""Beating: the protocol of screens that show the time."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Beating(Protocol):
    """The app calls ``tick`` four times a second while the screen is on top."""

    def tick(self) -> None:
        """A quarter of a second has passed."""
        ...
