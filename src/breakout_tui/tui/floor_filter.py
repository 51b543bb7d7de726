"""Floor filter: which statements the list of the floor has."""

from __future__ import annotations

from enum import Enum


class Filter(Enum):
    """Which are listed; the value is shown."""

    WAITING = "waiting"
    ASIDE = "set aside"
    ALL = "all"

    @property
    def following(self) -> Filter:
        """What is listed next."""
        every = list(Filter)
        return every[(every.index(self) + 1) % len(every)]
