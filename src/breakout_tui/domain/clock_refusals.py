"""Reasons why a command about the clock, the agenda or the times of a session is refused, as data, like those of ``refusals``."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple

from breakout_tui.domain.duration_words import clock
from breakout_tui.domain.text import named


class BoxTooShort(NamedTuple):
    """A new box with less time than a box needs."""

    least: int
    """Seconds."""

    def __str__(self) -> str:
        return f"a box needs at least {self.least} seconds"


class SilenceTooLong(NamedTuple):
    """More silence than the current box has time."""

    left: int
    """Seconds that the box has left."""

    def __str__(self) -> str:
        return f"the box has {clock(self.left)} left" if self.left > 0 else "the time of the box is up"


class EveryBoxDropped(NamedTuple):
    """A phase that has no box to start with."""

    phase: str
    """The title of the phase."""

    def __str__(self) -> str:
        return f"every box of {named(self.phase)} is dropped"


class TimePassed(NamedTuple):
    """An end of the phase in the past."""

    at: datetime

    def __str__(self) -> str:
        return f"{self.at:%H:%M} has passed"


class TooLongAgo(NamedTuple):
    """A box that would begin before the current one began, or before the last phase ended."""

    began: str
    """The current box, or the pause."""
    ended: str
    """The title of the phase that ended last; empty while one is running."""
    seconds: int
    """How long ago that was."""

    def __str__(self) -> str:
        ago = f"only {self.seconds // 60}:{self.seconds % 60:02} ago"
        return f"{named(self.ended)} ended {ago}" if self.ended else f"{self.began} began {ago}"


class EndPassed(NamedTuple):
    """The fixed end of a phase that starts only now, after that time of day."""

    phase: str
    """The title of the phase."""
    at: time

    def __str__(self) -> str:
        return f"{named(self.phase)} was to end at {self.at:%H:%M}, which has passed"


class NoSuchZone(NamedTuple):
    """A time zone that is in no database here."""

    name: str

    def __str__(self) -> str:
        return f"there is no time zone “{self.name}”"
