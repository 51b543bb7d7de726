"""Date words: how a day is said. English here, by the standard library only; other languages are in ``inputs/cldr_dates.py``.

A ``datetime`` is taken at the day of its own zone.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = 3
"""Letters of a shortened name."""


class DateWords(Protocol):
    """The words and the order of a date in one language."""

    def day(self, at: date) -> str:
        """A day in full: ``Tuesday 24 November 2026``."""
        ...

    def short(self, at: date) -> str:
        """The same with short names: ``Tue 24 Nov 2026``."""
        ...

    def brief(self, at: date, *, has_year: bool) -> str:
        """Day and month, ``24 Nov``, and the year if asked for: ``24 Nov 2026``."""
        ...

    def weekday(self, at: date) -> str:
        """The name of the day: ``Tuesday``."""
        ...


class EnglishDates:
    """As a British reader expects them, whatever the computer's locale."""

    def day(self, at: date) -> str:
        """A day in full."""
        return f"{self.weekday(at)} {at.day} {_MONTHS[at.month - 1]} {at.year}"

    def short(self, at: date) -> str:
        """The same with short names."""
        return f"{self.weekday(at)[:_SHORT]} {self.brief(at, has_year=True)}"

    def brief(self, at: date, *, has_year: bool) -> str:
        """Day and month, and the year if asked for."""
        words = f"{at.day} {_MONTHS[at.month - 1][:_SHORT]}"
        return f"{words} {at.year}" if has_year else words

    def weekday(self, at: date) -> str:
        """The name of the day."""
        return _DAYS[at.weekday()]


ENGLISH_DATES = EnglishDates()
"""The default everywhere."""
