"""Date language: how the screens say a day. Like the keymap, one holds for the whole program once the app is made."""

from __future__ import annotations

from datetime import date

from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords

_holding: list[DateWords] = [ENGLISH_DATES]
"""The words that hold, alone in the list."""


def use(words: DateWords) -> None:
    """Say dates in these words from now on."""
    _holding[0] = words


def dates() -> DateWords:
    """The words that hold."""
    return _holding[0]


def day_words(day: date, today: date) -> str:
    """A day in short: ``today``, ``23 Nov`` in the same year, else ``23 Nov 2025``."""
    return "today" if day == today else dates().brief(day, has_year=day.year != today.year)
