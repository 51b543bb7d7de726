"""Damage that is found while the program runs is told without getting in the way."""

from __future__ import annotations

from breakout_tui.domain.store_events import DamageFound
from breakout_tui.tui.store_news import StoreSpoke
from tests.tui.live_app import live_app


async def test_damage_is_told_while_the_line_keeps_the_focus_and_saves() -> None:
    """Rule: the notice says what to do; typing goes on."""
    async with live_app() as room:
        await room.type("Half a thou")
        room.app.post_message(StoreSpoke(DamageFound("a page is damaged; rescue it")))
        await room.type("ght", "enter")
        assert room.notices == ["a page is damaged; rescue it"]
        assert "Half a thought" in room.notes()
        assert "all saved" in room.says("kinds")
