"""What becomes of the words of a command that is refused."""

from __future__ import annotations

import pytest

from tests.tui.live_app import live_app


async def test_the_words_of_a_refused_command_come_back_into_the_line() -> None:
    """Rule: what was typed is mended, not typed again; mended, it is done and the line is empty."""
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


async def test_who_is_asked_for_words_gets_them_back_too() -> None:
    """Rule: an answer that is refused comes into the line as a command; what stood there comes back after it."""
    async with live_app() as room:
        await room.type("One", "enter", "escape", "l")
        await room.type("C9", "enter")
        assert room.line.value == "/link C1 C9"
        assert room.line.has_focus


@pytest.mark.parametrize("words", ["/extend many", "/end 00:01", "/minority"])
async def test_a_single_word_is_not_put_before_what_comes_next(words: str) -> None:
    """Rule: who goes on typing without a look gets a note of her words alone."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type(words, "enter", "escape")
        room.live.action_home()
        await room.type("Next", "enter")
        assert room.session.book[-1].text == "Next"
