"""Starting a box some minutes ago: what it did is said, and the notes of those minutes are offered."""

from __future__ import annotations

from breakout_tui.domain.stage import Stage
from tests.tui.live_app import LiveApp, live_app


def stage(room: LiveApp) -> Stage:
    """How far the session is."""
    return room.session.stage


async def test_a_backdated_box_says_so_and_brings_its_notes() -> None:
    """Rule: the line says since when, and the command that moves the notes."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.wait(600)
        await room.type("Said in those minutes", "enter")
        await room.wait(60)
        await room.type("/next 3", "enter")
        assert room.says("status") == "Q2 since 09:08 · 1 note taken since then in Q1 · /bring moves them"
        await room.type("/bring", "enter")
        assert room.session.current_box is not None
        assert room.session.book[0].box_id == room.session.current_box.id
        assert "Said in those minutes" in room.notes()


async def test_minutes_before_the_box_began_are_refused() -> None:
    """Rule: a mistyped 300 changes nothing, and its text comes back."""
    async with live_app() as room:
        await room.pilot.press("f2", "f2")
        await room.wait(5)
        await room.type("/next 300", "enter")
        assert room.says("status") == "Q1 began only 0:05 ago · F2 starts the next box now"
        assert room.session.current_box is not None
        assert room.session.current_box.label == "Q1"


async def test_a_start_taken_back_shows_the_ready_screen() -> None:
    """Rule: F5 within a minute; the clock is gone, and F2 starts “Morning” again."""
    async with live_app() as room:
        await room.pilot.press("f2")
        await room.wait(20)
        await room.pilot.press("f5")
        await room.pilot.pause()
        assert stage(room) is Stage.READY
        assert "“Morning” has not started" in room.says("status")
        assert "F2 starts “Morning”" in room.says("track")
        await room.pilot.press("f2")
        assert stage(room) is Stage.RUNNING
