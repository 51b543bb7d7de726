"""A refused command stays in the line: its argument can go on, and a new text takes its place. Nothing else is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from breakout_tui.tui.widgets.line_history import LineState
from breakout_tui.tui.widgets.set_aside import SetAside
from tests.tui.live_app import LiveApp, live_app
from tests.tui.test_refused_text import block, texts

COMMAND = "/link C1 C9"


async def refuse(room: LiveApp, command: str = COMMAND) -> None:
    """The command is in the line again, with its reason."""
    await room.send(command, "enter")
    assert room.line.value == command
    assert room.says("status")


@pytest.mark.parametrize(
    ("command", "text"),
    [
        (COMMAND, "Budgets leak"),
        ("/extend to much", "Öland is late"),
        ("/nonsense", "@Norway Doors leak"),
        ("/usr/bin is full", "#law Doors leak"),
    ],
)
async def test_a_new_text_takes_the_place_of_a_refused_command(command: str, text: str) -> None:
    """Rule: letters begin a statement; the status line says how the command comes back, and it does."""
    async with live_app() as room:
        await refuse(room, command)
        await room.send(text)
        assert room.line.value == text
        assert f"Ctrl+Z brings {command} back" in room.says("status")
        while room.line.value != command:
            before = room.line.value
            await room.send("ctrl+z")
            assert room.line.value != before
        assert "Ctrl+Z" not in room.says("status")


@pytest.mark.parametrize("text", ["2", " now", "?", "-3"])
async def test_the_argument_of_a_refused_command_goes_on(text: str) -> None:
    """Rule: a digit, a blank or a sign behind it is part of it."""
    async with live_app() as room:
        await refuse(room)
        await room.send(text)
        assert room.line.value == f"{COMMAND}{text}"


@pytest.mark.parametrize("move", ["left", "backspace", "home"])
async def test_a_refused_command_that_is_corrected_goes_on(move: str) -> None:
    """Rule: only a letter directly behind it begins a new text."""
    async with live_app() as room:
        await refuse(room)
        await room.send(move, "X")
        assert room.line.value.replace("X", "") in {COMMAND, COMMAND[:-1]}


async def test_the_beginning_of_several_commands_goes_on() -> None:
    """Rule: it was not refused, the rest of its word is missing."""
    async with live_app() as room:
        await room.send("/re", "escape", "enter")
        assert room.line.value == "/re"
        await room.send("d")
        assert room.line.value == "/red"


async def test_a_paste_and_another_command_take_its_place_too() -> None:
    """Rule: as typed letters do."""
    async with live_app() as room:
        await refuse(room)
        await room.send(Paste("Doors leak"))
        assert room.line.value == "Doors leak"
        await room.send("ctrl+u")
        await refuse(room)
        await room.send("/pause")
        assert room.line.value == "/pause"


async def test_a_sentence_that_waits_behind_a_refused_command_goes_on() -> None:
    """Rule: F3 in the middle of a sentence and an answer that is refused; the next letters belong to the sentence."""
    async with live_app() as room:
        await room.send("Budg", "f3", "ctrl+u", "very many", "enter")
        assert room.line.value.startswith("/extend")
        await room.send("ets leak", "enter")
        assert texts(room) == ["Budgets leak"]
        assert room.line.value == ""


async def test_a_note_that_waits_behind_a_refused_command_is_still_refused() -> None:
    """Rule: what is typed next begins a line of its own, also when the command is over."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", COMMAND, "enter")
        assert room.line.value == COMMAND
        await room.send("two roofs")
        assert room.line.value == "one leak\ntwo roofs"
        await room.send("enter", "/display", "enter", "three")
        assert room.line.value == "one leak\ntwo roofs\nthree"


async def test_undo_never_brings_a_text_twice() -> None:
    """Rule: a text that was set aside is in the line once, whatever is undone."""
    async with live_app() as room:
        block(room)
        await room.send("one leak", "enter", "/", "ctrl+z", "ctrl+z", "ctrl+u", "/display", "enter")
        assert room.line.value == "one leak"


WORDS = st.text("ab é.", min_size=1, max_size=6).filter(lambda text: text.strip() == text)


@given(
    st.sampled_from(["/link C9", "/x", "a note", "one\ntwo"]),
    WORDS | st.just(""),
    st.text("aé1 @#/.,\n-", min_size=1, max_size=4),
)
def test_no_text_is_lost_behind_a_refused_one(refused: str, kept: str, typed: str) -> None:
    """Rule: whatever is typed, every note and what is typed are in the line or kept, each once; a command may go."""
    aside = SetAside()
    aside.kept = kept
    aside.refuse(LineState(refused, len(refused)))
    text, start, end = aside.parted(typed, len(refused), len(refused), LineState(refused, len(refused)))
    line = refused[:start] + text + refused[end:]
    assert line.endswith(typed)
    assert (line + aside.kept).count(kept) >= 1
    if not refused.startswith("/"):
        assert (line + "\n" + aside.kept).count(refused) == 1
