"""Dates in English: as a British reader expects them, in any locale."""

from __future__ import annotations

from datetime import UTC, datetime

from breakout_tui.domain.date_words import ENGLISH_DATES

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def test_a_date_has_the_names_of_day_and_month() -> None:
    """Rule: the day before the month, without commas; short names have three letters."""
    assert ENGLISH_DATES.day(AT) == "Tuesday 24 November 2026"
    assert ENGLISH_DATES.short(AT) == "Tue 24 Nov 2026"
    assert ENGLISH_DATES.brief(AT, has_year=False) == "24 Nov"
    assert ENGLISH_DATES.brief(AT, has_year=True) == "24 Nov 2026"
    assert ENGLISH_DATES.weekday(AT) == "Tuesday"
