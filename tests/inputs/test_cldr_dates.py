"""Dates in other languages: their words and order from CLDR; English where there are none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.inputs.cldr_dates import CldrDates, date_words
from breakout_tui.inputs.countries import is_language
from breakout_tui.inputs.text_rules import text_problem
from tests.sampled import a_third

DAY = date(2026, 11, 24)
CODES = (
    "ar",
    "bn",
    "de",
    "en-US",
    "eu",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hu",
    "ja",
    "pt-BR",
    "ru",
    "sw",
    "th",
    "zh-TW",
)
WORDS = {code: date_words(code) for code in CODES}
DATES = st.dates(date(1970, 1, 1), date(2199, 12, 31))


def forms(words: DateWords, at: date) -> list[str]:
    """All forms with a day, a month and a year."""
    return [words.day(at), words.short(at), words.brief(at, has_year=True)]


@pytest.mark.parametrize(
    ("code", "full", "short", "brief", "weekday"),
    [
        ("fr", "mardi 24 novembre 2026", "mar. 24 nov. 2026", "24 nov.", "mardi"),
        ("de", "Dienstag, 24. November 2026", "Di., 24. Nov. 2026", "24. Nov.", "Dienstag"),
        ("pt-BR", "terça-feira, 24 de novembro de 2026", "ter., 24 de nov. de 2026", "24 de nov.", "terça-feira"),
        ("en-US", "Tuesday, November 24, 2026", "Tue, Nov 24, 2026", "Nov 24", "Tuesday"),
    ],
)  # fmt: skip
def test_each_language_has_its_words_and_its_order(
    code: str, full: str, short: str, brief: str, weekday: str
) -> None:
    """Rule: those of CLDR."""
    words = date_words(code)
    assert (words.day(DAY), words.short(DAY)) == (full, short)
    assert (words.brief(DAY, has_year=False), words.weekday(DAY)) == (brief, weekday)


@given(st.sampled_from(CODES), DATES)
@settings(max_examples=a_third(60))
def test_a_date_in_any_language_is_the_same_day(code: str, at: date) -> None:
    """Rule: day and year in the figures of the clocks; the month and the day of the week tell each other apart."""
    words = WORDS[code]
    for said in forms(words, at):
        assert {str(at.day), str(at.year)} <= set(
            "".join(c if c in "0123456789" else " " for c in said).split()
        )
    for form in (words.day, words.short, lambda day: words.brief(day, has_year=True)):
        assert form(at) != form(date(at.year, at.month % 12 + 1, min(at.day, 28)))
    assert len({words.weekday(at + timedelta(by)) for by in range(8)}) == 7


@pytest.mark.parametrize("code", CODES)
def test_a_date_is_text_that_every_terminal_shows(code: str) -> None:
    """Rule: it has no character that a programme file may not have: none moves the cursor or turns the direction."""
    days = [DAY + timedelta(days=32 * by) for by in range(12)]
    assert [
        problem for at in days for each in forms(WORDS[code], at) if (problem := text_problem(each, 99))
    ] == []


def test_a_language_goes_by_its_script_and_by_the_beginning_of_its_code() -> None:
    """Rule: so every code with names of countries has a language of dates."""
    assert (
        date_words("zh-TW").short(DAY) == date_words("zh-Hant").short(DAY) != date_words("zh-CN").short(DAY)
    )
    for code in ("fr-XX", "FR", "de_AT", "zh-TW"):
        assert is_language(code)
        assert date_words(code).day(DAY) != ENGLISH_DATES.day(DAY)


@pytest.mark.parametrize("code", ["en", "EN", "xx", "en-XX", "tlh-XX"])
def test_english_is_ours_and_stands_in_for_an_unknown_language(code: str) -> None:
    """Rule: whatever the code, a date is said."""
    for words in (date_words(code), CldrDates(code)):
        assert forms(words, DAY) == forms(ENGLISH_DATES, DAY)
        assert words.weekday(DAY) == "Tuesday"
        assert words.brief(DAY, has_year=False) == "24 Nov"
