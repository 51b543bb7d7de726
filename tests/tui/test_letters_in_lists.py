"""Letters typed in a list: one is a command, a sentence is text for the line, and nothing of a sentence acts."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from textual import events

from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.tui.refused_text import WORDS
from breakout_tui.tui.screens.live_screen import LiveScreen
from breakout_tui.tui.screens.programme_screen import ProgrammeScreen
from breakout_tui.tui.widgets.capture_view import ELSEWHERE
from breakout_tui.tui.widgets.theme_list import ThemeList
from tests.tui.live_app import LiveApp
from tests.tui.places import ON_THE_LIVE_SCREEN, ROOMS, at, entered
from tests.tui.talking import shown

BAR = "▌"
OPENINGS = "aAbcdDeEfhHijklLmnoOpqrRsStuUvVwWxyY0123456789+-/.,'\"(é"
"""First characters of sentences; all letters that are commands somewhere are among them."""


def sentences(count: int, place: str) -> Iterable[str]:
    """Sentences for a place; they begin with any character, also with one that is a command there."""
    chosen = random.Random(place)
    for _ in range(count):
        words = ["".join(chosen.choices("abdegilmnorstuv", k=chosen.randint(1, 8))) for _ in range(4)]
        yield chosen.choice(OPENINGS) + " ".join(words)


def stored(app: LiveApp) -> SessionRecords:
    """All records; a draft locks the attribution rule, which is as it should be."""
    session_id = app.session_id
    records = app.store.load(session_id)
    return records._replace(info=replace(records.info, rule_locked=True))


def is_in_the_line(app: LiveApp, sentence: str) -> bool:
    """Whether the line has the sentence and the focus."""
    screen = app.app.screen
    return isinstance(screen, LiveScreen) and app.line.value == sentence and app.line.has_focus


@pytest.mark.parametrize("room", ROOMS)
async def test_a_sentence_is_whole_in_the_line_or_visibly_refused_and_changes_no_record(room: str) -> None:
    """Rule: in every list, panel, page and dialog, whatever the sentence begins with."""
    async with entered(room) as app:
        for place, keys in ROOMS[room][1].items():
            for sentence in sentences(2, place):
                await app.send(*keys)
                await is_taken_or_refused(app, place, sentence)
                await leave(app)


async def is_taken_or_refused(app: LiveApp, place: str, sentence: str) -> None:
    """Check it for one sentence in one place."""
    before, screen = stored(app), app.app.screen
    if place in ON_THE_LIVE_SCREEN:
        assert BAR in shown(app.app), "what has the keys is marked"
        assert ELSEWHERE in shown(app.app)
    app.notices.clear()
    app.clock.pass_time(60)
    await app.send(sentence)
    assert stored(app) == before
    if place in ON_THE_LIVE_SCREEN:
        assert is_in_the_line(app, sentence)
        assert BAR not in shown(app.app)
        return
    assert app.notices == [WORDS]
    await app.send("enter")
    assert app.app.screen is screen
    assert stored(app) == before


async def leave(app: LiveApp) -> None:
    """Go back to the empty line, or stay in the list of sessions."""
    while not isinstance(app.app.screen, LiveScreen | ProgrammeScreen):
        await app.send("escape")
    if isinstance(app.app.screen, LiveScreen):
        await app.send(*() if app.line.has_focus else ("escape",), "ctrl+u")


class Pauses:
    """A pause that ends when the test says so."""

    def __init__(self) -> None:
        self._ended = asyncio.Event()

    async def __call__(self) -> None:
        """Wait for ``end``."""
        await self._ended.wait()

    def end(self) -> None:
        """End this pause and later ones."""
        self._ended.set()


def visible(app: LiveApp) -> list[str]:
    """The texts of the notes that are not deleted."""
    return [note.text for note in app.controller.session.book.notes if note.is_visible]


async def test_a_letter_acts_when_no_other_key_has_followed_it() -> None:
    """Rule: until then nothing happens."""
    pauses = Pauses()
    async with at("notes", pauses) as app:
        await app.pilot.press("d")
        assert visible(app) == ["Silo budgets", "No owner"]
        pauses.end()
        await app.idle()
        assert visible(app) == ["Silo budgets"]


async def test_letters_that_follow_each_other_within_the_pause_are_text() -> None:
    """Rule: however they arrive, one at a time or in one read."""
    async with at("notes", Pauses()) as app:
        await app.pilot.press(*"dues")
        assert visible(app) == ["Silo budgets", "No owner"]
        assert is_in_the_line(app, "dues")


async def test_a_key_that_types_nothing_ends_the_wait() -> None:
    """Rule: a letter and an arrow, sent at once, delete a note and move to the next."""
    async with at("notes", Pauses()) as app:
        await app.send("d", "up", "d", "up")
        assert visible(app) == []


async def test_one_letter_pressed_repeatedly_is_a_command_each_time() -> None:
    """Rule: no sentence begins so, and undo is often pressed twice."""
    async with at("notes") as app:
        await app.send("dd")
        assert visible(app) == []


@pytest.mark.parametrize("name", ["notes", "rank"])
async def test_a_paste_goes_to_the_line_wherever_the_focus_is(name: str) -> None:
    """Rule: pasted text is text."""
    async with at(name) as app:
        await app.send(events.Paste("due dates slip"))
        assert is_in_the_line(app, "due dates slip")


async def test_a_paste_where_there_is_no_line_is_refused() -> None:
    """Rule: it doesn't vanish unseen."""
    async with at("chain") as app:
        await app.send(events.Paste("due dates slip"))
        assert app.notices == [WORDS]


async def test_a_key_that_is_no_command_begins_a_sentence() -> None:
    """Rule: it is typed at once, and so is all that follows, however slowly."""
    async with at("notes") as app:
        await app.pilot.press(*"Budget")
        assert is_in_the_line(app, "Budget")


async def test_digits_typed_at_once_are_counts() -> None:
    """Rule: digits with Enter between them are counts; with a word behind them they are text."""
    async with at("rank") as app:
        await app.send("12", "enter", "7", "enter")
        votes = {subject: tally.votes for subject, tally in app.session.tallies.items()}
        assert sorted(votes.values()) == [7, 12]
        await app.send("12 schools closed")
        assert {subject: tally.votes for subject, tally in app.session.tallies.items()} == votes
        assert is_in_the_line(app, "12 schools closed")


async def test_the_number_of_a_theme_acts_at_once_and_the_text_behind_it_is_refused() -> None:
    """Rule: what only chooses what is shown needn't wait for the end of its run; a sentence is refused all the same."""
    async with entered("discussion", Pauses()) as app:
        await app.send("/sessions", "enter")
        before = stored(app)
        await app.pilot.press("1")
        themes = app.app.screen.query_one(ThemeList)
        assert themes.has_focus
        assert app.notices == []
        await app.pilot.press(*"gap in the plan")
        assert app.notices == [WORDS]
        assert stored(app) == before
