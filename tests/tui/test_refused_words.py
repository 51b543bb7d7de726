"""The typed text of a refused command."""

from __future__ import annotations

import pytest

from tests.tui.live_app import live_app


async def test_the_text_of_a_refused_command_returns_to_the_line() -> None:
    """Rule: the text can be corrected; after that the command is carried out and the line is empty."""
    async with live_app() as room:
        await room.type("One", "enter")
        await room.type("Two", "enter")
        await room.type("/link C2 C9", "enter")
        assert "C9" in room.says("status")
        assert room.line.value == "/link C2 C9"
        assert room.line.has_focus
        await room.pilot.press("backspace")
        await room.type("1", "enter")
        assert room.session.book[1].links == (0,)
        assert room.line.value == ""


@pytest.mark.parametrize("words", ["/link C1 C9", "/nonsense", "@Norway"])
async def test_a_reason_goes_with_the_text_that_it_is_about(words: str) -> None:
    """Rule: it stays while the text is corrected; in an empty line nothing of it is left."""
    async with live_app() as room:
        await room.type("One", "enter")
        await room.type(words, "enter")
        reason = room.says("status")
        await room.type("3")
        assert reason
        assert room.says("status") == reason
        await room.pilot.press("ctrl+u")
        assert room.line.value == ""
        assert room.says("status") != reason


async def test_a_refused_answer_to_a_question_returns_too() -> None:
    """Rule: a refused answer returns to the line as a command; the earlier text of the line returns after it."""
    async with live_app() as room:
        await room.type("One", "enter", "escape", "l")
        await room.type("C9", "enter")
        assert room.line.value == "/link C1 C9"
        assert room.line.has_focus


@pytest.mark.parametrize("words", ["/extend many", "/end 00:01", "/minority"])
async def test_a_refused_single_word_does_not_return(words: str) -> None:
    """Rule: text typed next, without looking at the screen, is a note of its own."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type(words, "enter", "escape")
        room.live.action_home()
        await room.type("Next", "enter")
        assert room.session.book[-1].text == "Next"
