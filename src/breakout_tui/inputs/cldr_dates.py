"""Dates in the words and the order of any language, from CLDR by babel, which is imported for the first date only.

Figures are 0 to 9 and the calendar is the Gregorian one in every language: clocks, references and file names have these too.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords

if TYPE_CHECKING:
    from babel.core import Locale

_OURS = "en"
"""The language that needs no babel; a variety such as ``en-US`` is from CLDR."""


def date_words(code: str) -> DateWords:
    """The words of a language such as ``fr`` or ``pt-BR``; nothing is imported for English."""
    return ENGLISH_DATES if code.lower() == _OURS else CldrDates(code)


class CldrDates:
    """The dates of a language. For a code that CLDR doesn't have, those of its longest beginning that it has, else English."""

    def __init__(self, code: str) -> None:
        self._code = code

    def day(self, at: date) -> str:
        """A day in full: ``Dienstag, 24. November 2026``."""
        return ENGLISH_DATES.day(at) if self._locale is None else self._said(at, "full")

    def short(self, at: date) -> str:
        """The same with short names: ``Di., 24. Nov. 2026``."""
        return ENGLISH_DATES.short(at) if self._locale is None else self._shaped(at, "yMMMEd")

    def brief(self, at: date, *, has_year: bool) -> str:
        """Day and month, and the year if asked for: ``24. Nov.``, ``24. Nov. 2026``."""
        if self._locale is None:
            return ENGLISH_DATES.brief(at, has_year=has_year)
        return self._shaped(at, "yMMMd" if has_year else "MMMd")

    def weekday(self, at: date) -> str:
        """The name of the day as it is said alone: ``Dienstag``."""
        return ENGLISH_DATES.weekday(at) if self._locale is None else self._said(at, "cccc")

    @cached_property
    def _locale(self) -> Locale | None:
        """The language, also by its script (*zh-TW* is *zh-Hant-TW*); None for our English, or if CLDR has none of it."""
        from babel.core import Locale, UnknownLocaleError

        parts = self._code.replace("-", "_").split("_")
        for count in range(len(parts), 0, -1):
            try:
                found = Locale.parse("_".join(parts[:count]))
            except (UnknownLocaleError, ValueError):
                continue
            return None if str(found) == _OURS else found
        return None

    def _said(self, at: date, form: str) -> str:
        """The date in a named or written form of CLDR."""
        from babel.dates import format_date

        return format_date(at, form, locale=self._locale)

    def _shaped(self, at: date, fields: str) -> str:
        """The date with these fields, in the order of the language."""
        from babel.dates import format_skeleton

        return format_skeleton(fields, date(at.year, at.month, at.day), locale=self._locale)
