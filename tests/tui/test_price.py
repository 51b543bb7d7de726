"""The price of an extension is shown before Enter."""

from __future__ import annotations

import pytest

from breakout_tui.domain.store_events import Saved, SaveFailed
from breakout_tui.tui.store_news import StoreSpoke
from tests.tui.live_app import live_app


async def test_the_price_is_shown_while_the_command_is_typed() -> None:
    """Rule: it follows each digit before Enter, and disappears with the text."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend ")
        assert "→" not in room.says("status")
        await room.type("4")
        assert room.says("status").startswith("+4:00 → ")
        assert "Q1 −" in room.says("status").partition(" → ")[2]
        await room.pilot.press("backspace")
        await room.type("2")
        assert room.says("status").startswith("+2:00 → ")
        await room.pilot.press("backspace", "backspace")
        assert "→" not in room.says("status")


async def test_the_price_stays_while_the_command_is_in_the_line() -> None:
    """Rule: neither a beat nor an earlier message replaces it; it is updated with the clock."""
    async with live_app() as room:
        await room.pilot.press("f2")
        room.live.room.say("something else")
        await room.type("/extend 4")
        await room.wait(60)
        assert room.says("status").startswith("+4:00 → ")


async def test_the_price_of_a_shortened_word_is_shown_too() -> None:
    """Rule: any spelling that Enter accepts has a price."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/ext 4")
        assert room.says("status").startswith("+4:00 → ")


async def test_the_price_does_not_hide_an_error() -> None:
    """Rule: a message after the price stays visible until the line changes."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend 4")
        room.app.post_message(StoreSpoke(SaveFailed(1, "not saved: the disk is full")))
        await room.pilot.pause()
        for _ in range(3):
            await room.wait(1)
            assert "the disk is full" in room.says("status")
        room.app.post_message(StoreSpoke(Saved(1)))
        await room.pilot.pause()
        await room.type("5")
        assert "→" in room.says("status")


async def test_an_invalid_number_is_reported_before_enter() -> None:
    """Rule: the facilitator sees a mistake before Enter."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend many")
        assert "is not a number of minutes" in room.says("status")


async def test_the_price_disappears_with_the_command() -> None:
    """Rule: after Enter no price is shown."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend 4", "enter")
        assert room.line.value == ""
        assert "→" not in room.says("status")


@pytest.mark.parametrize("opening", [tuple("/extend "), ("f3",)], ids=["typed", "asked"])
async def test_an_extension_by_no_minutes_says_that_nothing_changed(opening: tuple[str, ...]) -> None:
    """Rule: a command is answered, also one without an effect."""
    async with live_app() as room:
        await room.pilot.press("f2", *opening)
        await room.pilot.pause()
        await room.pilot.press("0", "enter")
        await room.pilot.pause()
        assert room.says("status") == "Nothing changed"


async def test_without_a_phase_there_is_nothing_to_extend() -> None:
    """Rule: this is shown before Enter."""
    async with live_app() as room:
        await room.type("/extend 4")
        assert "no phase is running" in room.says("status")
