"""What lives by the heartbeat: screens that show the time."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Beating(Protocol):
    """The app calls ``beat`` four times a second while the screen is on top."""

    def beat(self) -> None:
        """A moment has passed."""
        ...
