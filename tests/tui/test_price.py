"""An extension says its price before it is paid."""

from __future__ import annotations

from breakout_tui.domain.store_events import Saved, SaveFailed
from tests.tui.live_app import live_app


async def test_the_price_is_said_while_the_command_is_typed() -> None:
    """Rule: with each digit, and before Enter; when the words are taken back it is gone."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend ")
        assert "here" not in room.says("status")
        await room.type("4")
        assert room.says("status").startswith("+4:00 here → ")
        assert "→" in room.says("status").partition("here → ")[2]
        await room.pilot.press("backspace")
        await room.type("2")
        assert room.says("status").startswith("+2:00 here → ")
        await room.pilot.press("backspace", "backspace")
        assert "here" not in room.says("status")


async def test_the_price_stays_as_long_as_it_is_asked_for() -> None:
    """Rule: neither a beat of the clock nor what was told before takes its place; it goes on with the clock."""
    async with live_app() as room:
        await room.pilot.press("f2")
        room.live.room.say("something else")
        await room.type("/extend 4")
        await room.wait(60)
        assert room.says("status").startswith("+4:00 here → ")


async def test_the_price_of_a_shortened_word_is_said_too() -> None:
    """Rule: whatever Enter would take for the command has its price."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/ext 4")
        assert room.says("status").startswith("+4:00 here → ")


async def test_what_went_wrong_is_not_covered_by_a_price() -> None:
    """Rule: what is told after the price stays in sight, until the line is changed."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend 4")
        room.app.post_message(room.app.StoreSpoke(SaveFailed(1, "not saved: the disk is full")))
        await room.pilot.pause()
        for _ in range(3):
            await room.wait(1)
            assert "the disk is full" in room.says("status")
        room.app.post_message(room.app.StoreSpoke(Saved(1)))
        await room.pilot.pause()
        await room.type("5")
        assert "here → " in room.says("status")


async def test_what_is_no_number_is_said_before_enter() -> None:
    """Rule: a mistake shows while it can be mended."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend many")
        assert "is not a number of minutes" in room.says("status")


async def test_the_price_goes_with_the_command() -> None:
    """Rule: once it is paid nothing is offered any more."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.type("/extend 4", "enter")
        assert room.line.value == ""
        assert "→" not in room.says("status")


async def test_without_a_phase_there_is_nothing_to_extend() -> None:
    """Rule: it says so before Enter."""
    async with live_app() as room:
        await room.type("/extend 4")
        assert "no phase is running" in room.says("status")
