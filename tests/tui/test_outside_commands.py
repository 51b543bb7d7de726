"""Commands from outside, beside a person at the keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain.commands import Capture
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.outside import CHANGED, NOT_HERE, Answer, Request
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.session import Session
from breakout_tui.inputs.countries import CldrCountries
from breakout_tui.tui.saving import Saving
from breakout_tui.tui.screens.help_screen import HelpScreen
from breakout_tui.tui.session_controller import SessionController
from tests.tui.fake_store import FakeStore, MemoryDisk
from tests.tui.live_app import LiveApp, live_app
from tests.tui.test_input_order import Done, done


async def ask(app: LiveApp, word: str, argument: str = "") -> Answer:
    """The answer to a command from outside."""
    asked = asyncio.create_task(app.app.outside.perform(Request(app.session_id, word, argument)))
    while not asked.done():
        await app.step()
    await app.pilot.pause()
    return asked.result()


async def test_what_is_half_typed_stays_and_so_does_the_focus() -> None:
    """Rule: a note, the next box and a refusal from outside change neither the line, its caret, nor the focus."""
    async with live_app() as app:
        await app.type("Silo budgets", "left", "left")
        for word, argument in (("next", ""), ("note", "Trust @Norway #trust"), ("next", ""), ("extend", "x")):
            await ask(app, word, argument)
            assert app.live.focused is app.line
            assert (app.line.value, app.line.cursor_position) == ("Silo budgets", 10)
        await app.type(" block", "enter")
        texts = [note.text for note in app.session.book.notes]
        assert texts == ["Trust", "Silo budge blockts"]


async def test_a_list_keeps_the_focus_and_its_cursor() -> None:
    """Rule: a note from outside appears in the list, under the note that the cursor is on."""
    async with live_app() as app:
        await app.type("First", "enter")
        await app.type("Second", "enter")
        await app.pilot.press("escape", "up")
        await ask(app, "note", "Third")
        assert "Third" in app.notes()
        await app.pilot.press("p")
        await app.idle()
        assert [note.kind for note in app.session.book.notes] == [Kind.PARKED, Kind.CHALLENGE, Kind.CHALLENGE]


async def test_the_answer_says_what_happened_and_the_screen_shows_it_like_any_change() -> None:
    """Rule: the same action, the same undo, the same words."""
    async with live_app() as app:
        assert (await ask(app, "note", "Silo budgets @Norway")).lines == ("C1 saved",)
        assert (await ask(app, "undo")).lines == ("Undone: captured C1",)
        assert "Undone: captured C1" in app.says("status")
        await app.type("/redo", "enter")
        assert app.session.book.notes[0].is_visible


async def test_a_dialog_does_not_keep_commands_out() -> None:
    """Rule: a foot switch works while the help is open, which stays open."""
    async with live_app() as app:
        await app.pilot.press("f1")
        assert (await ask(app, "next")).status == 0
        assert isinstance(app.app.screen, HelpScreen)
        assert app.controller.session.running is not None


async def test_a_refusal_is_answered_not_shown() -> None:
    """Rule: who is at the window is not told what another person may not do."""
    async with live_app() as app:
        before = app.says("status")
        answer = await ask(app, "pause")
        assert (answer.status, answer.lines) == (
            1,
            ("No phase is running · /next starts the one that is due",),
        )
        assert app.says("status") == before


@pytest.mark.parametrize("session_id", ["another", ""])
async def test_a_window_answers_for_its_own_session_only(session_id: str) -> None:
    """Rule: for any other it says that it doesn't have it; nothing is done."""
    async with live_app() as app:
        answer = await app.app.outside.perform(Request(session_id, "next", ""))
        assert answer.status == NOT_HERE
        assert app.session.running is None


async def test_a_window_that_only_shows_a_session_takes_no_commands_for_it() -> None:
    """Rule: another window owns it, and is asked instead."""
    disk = MemoryDisk()
    async with live_app(store=FakeStore(disk)) as app:
        await app.type("Mine", "enter")
        other = FakeStore(disk)
        other.start(lambda _: None)
        async with live_app(store=FakeStore(disk), session=app.session) as second:
            assert (await ask(second, "next")).status == NOT_HERE


async def test_an_answer_waits_until_the_change_is_saved() -> None:
    """Rule: 0 is saved; what can't be saved is told, kept by the window, and saved later."""
    async with live_app() as app:
        with app.store.file.unwritable():
            answer = await ask(app, "note", "Kept")
            assert answer.status == 7
            assert "the disk is full" in answer.lines[0]
        assert (await ask(app, "status")).lines[-1] == "All saved"
        assert [note.text for note in app.session.book.notes] == ["Kept"]


async def test_under_the_rule_none_no_name_comes_in_from_outside() -> None:
    """Rule: as in the line: what is behind an @ is not saved, and the answer says so."""
    async with live_app(rule=AttributionRule.NONE) as app:
        answer = await ask(app, "note", "Silo budgets @Norway")
        assert answer.lines == ("C1 saved", "Anonymous session · the @name was not saved")
        assert app.session.book.notes[0].attribution == ""


async def test_a_country_in_any_language_is_known_before_the_note_is_saved() -> None:
    """Rule: nobody can be asked about the name afterwards, so the spellings are waited for."""
    async with live_app(countries=CldrCountries()) as app:
        await ask(app, "note", "Silo budgets @Norvège")
        assert app.session.book.notes[0].attribution == "Norway"


async def test_a_window_reads_again_what_a_command_wrote_while_it_opened() -> None:
    """Rule: a command that found no window tells those that are there now: they show its note and go on writing."""
    disk = MemoryDisk()
    async with live_app(store=FakeStore(disk)) as app:
        await app.type("half")
        command = FakeStore(disk)
        command.start(lambda _: None)
        other = SessionController(Session.of(command.load(app.session_id)), command, app.clock, Saving())
        disk.files[command.path].owners.clear()  # it finds no window
        other.do(Capture("From outside", Kind.CHALLENGE))
        command.close()
        assert "From outside" not in app.notes()
        assert (await ask(app, CHANGED)).status == 0
        assert "From outside" in app.notes()
        await app.type(" typed", "enter")
        assert "half typed" in app.notes()
        assert "2 notes · all saved" in app.says("kinds")


INPUTS: tuple[tuple[str, ...], ...] = (
    ("Budgets",),
    ("enter",),
    ("f2",),
    ("escape", "d", "down"),
    ("/jump Q2", "enter"),
    ("f3", "4", "enter"),
    ("!next",),
    ("!note Trust #trust",),
    ("!undo",),
    ("!pause",),
    ("!jump Q3",),
)
"""Keys, and commands from outside behind a ``!``."""


async def play(groups: Sequence[Sequence[str]]) -> Done:
    """Send each group at once, and wait for its effects."""
    async with live_app() as app:
        for group in groups:
            for part in group:
                word, _, argument = part.removeprefix("!").partition(" ")
                if part.startswith("!"):
                    app.app.outside.queue(Request(app.session_id, word, argument))
                else:
                    post(app, part)
            await app.idle()
        return done(app)


def post(app: LiveApp, part: str) -> None:
    """Send keys without waiting."""
    from tests.tui.keyboard import pressed, typed
    from tests.tui.live_app import NAMES

    for event in [pressed(part)] if part in NAMES else [typed(character) for character in part]:
        app.app.post_message(event)


@settings(max_examples=4)
@given(st.lists(st.sampled_from(INPUTS), min_size=2, max_size=7))
def test_keys_and_commands_act_in_the_order_in_which_they_came(parts: list[tuple[str, ...]]) -> None:
    """Rule: sent all at once, they do what they do one after the other."""
    at_once = asyncio.run(play([[part for group in parts for part in group]]))
    assert at_once == asyncio.run(play(parts))
