"""The language of dates on the screens: one for the whole program, and no other text changes its place for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from rich.cells import cell_len

from breakout_tui.domain import commands as c
from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.date_words import ENGLISH_DATES
from breakout_tui.domain.stage import Stage
from breakout_tui.inputs.cldr_dates import date_words
from breakout_tui.tui import date_language
from breakout_tui.tui.app import BreakoutApp
from breakout_tui.tui.date_language import day_words
from breakout_tui.tui.phase_words import start_sentence, time_until_start
from tests.domain.day import Room, programme
from tests.tui.fakes import FakeClock, FakePublisher, FakeStore
from tests.tui.screen_text import screen_text
from tests.tui.test_programme_screen import Probe, summary

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Each test leaves the default."""
    yield
    date_language.use(ENGLISH_DATES)


async def test_the_sessions_are_dated_in_the_language_of_the_settings() -> None:
    """Rule: the day of the first screen, and those of earlier sessions, with the year in another one."""
    date_language.use(date_words("fr"))
    app = Probe(
        [summary("a", day=23), summary("b")._replace(created_at=summary("b").created_at.replace(2025, 8))]
    )
    async with app.run_test(size=(120, 32)) as pilot:
        await pilot.pause()
        assert "mar. 24 nov. 2026" in app.text
        assert "12 notes · 23 nov." in app.text
        assert "23 août 2025" in app.text


@pytest.mark.parametrize("code", ["en", "fr", "de", "pt-BR", "eu", "fa", "ar", "ja", "zh-TW", "hi", "th"])
async def test_a_date_of_any_length_and_script_fits_into_its_place(code: str) -> None:
    """Rule: at 80x24 the first line ends with today; the day of a session is whole, in figures if its words are too long."""
    words = date_words(code)
    date_language.use(words)
    earlier = summary("b", stage=Stage.READY)
    app = Probe(
        [
            summary("a")._replace(room="Salle plénière du deuxième étage"),
            summary("c")._replace(room="第二会議室" * 4),
            earlier._replace(created_at=earlier.created_at.replace(2025)),
        ]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = app.text.splitlines()
        assert lines[0].rstrip().endswith(words.short(TODAY))
        assert sum(words.brief(date(2026, 11, 23), has_year=False) in line for line in lines) == 2
        assert words.brief(date(2025, 11, 23), has_year=True) in app.text or "2025-11-23" in app.text
        assert all(cell_len(line) <= 80 for line in lines)


async def test_the_app_says_dates_as_it_was_made_to() -> None:
    """Rule: an app without a language says them in English again."""
    german = BreakoutApp(
        programme, FakeStore(), FakeClock(), FakePublisher(), beat_every=None, dates=date_words("de")
    )
    async with german.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Di., 24. Nov. 2026" in screen_text(german)
    english = BreakoutApp(programme, FakeStore(), FakeClock(), FakePublisher(), beat_every=None)
    async with english.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Tue 24 Nov 2026" in screen_text(english)


def test_a_start_on_another_day_is_said_in_the_language_of_the_settings() -> None:
    """Rule: by the name of its day, in the pause and on the track."""
    date_language.use(date_words("fr"))
    made = programme()
    second = replace(made.phases[1], starts=time(9, 30), day=2)
    room = Room(made=replace(made, phases=(made.phases[0], second)))
    room.do(c.Next())
    room.wait(30 * 60)
    room.do(c.EndPhase())
    between = now_between(room.session, room.reading())
    assert between is not None
    assert start_sentence(between, room.wall).endswith("“Afternoon” starts on mercredi at 09:30")
    assert time_until_start(between, room.wall) == "mercredi 09:30"


def test_days_are_short() -> None:
    """Rule: today; day and month in this year; with the year in another."""
    days = [TODAY, date(2026, 3, 1), date(2025, 12, 31)]
    assert [day_words(day, TODAY) for day in days] == ["today", "1 Mar", "31 Dec 2025"]
