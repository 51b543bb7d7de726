"""The footer: each key that it names does now what it says, in the line and in the panels."""

from __future__ import annotations

import pytest
from textual.events import Paste

from breakout_tui.tui.widgets.key_line import KeyLine
from tests.domain.day import Room
from tests.tui.live_app import LiveApp, live_app
from tests.tui.step_rooms import agreeing, ranking, reading


def keys(room: LiveApp) -> list[str]:
    """The keys of the line in the footer, without the function keys."""
    hints = room.live.query_one("#keys", KeyLine).hints
    return [f"{hint.key} {hint.words}" for hint in hints if not hint.key.startswith("F")]


AS_EVER = ["Enter save", "Tab kind", "↑ edit last", "Esc notes", "/ commands"]


async def test_the_footer_follows_what_is_in_the_line() -> None:
    """Rule: an edit, a paste that waits, a command and an offer have keys of their own, and only as long as they last."""
    async with live_app() as room:
        await room.send("Doors leak #law", "enter")
        assert keys(room) == AS_EVER
        await room.send("up")
        assert keys(room) == ["Enter save", "Tab kind", "Esc cancel"]
        await room.send("escape")
        assert keys(room) == AS_EVER
        await room.send(Paste("one\ntwo"))
        assert keys(room) == ["Enter one note", "Tab one a line", "Esc cancel"]
        await room.send("escape", "Walls #l")
        assert keys(room) == ["Enter take, save", "Tab take", "↑ ↓ choose", "Esc close"]
        await room.send("escape")
        assert keys(room) == AS_EVER
        await room.send("ctrl+u", "/ex")
        assert keys(room) == ["Enter run", "Tab take", "↑ ↓ choose", "Esc close"]
        await room.send("tab", "5")
        assert keys(room) == ["Enter run", "Esc notes"]


@pytest.mark.parametrize("done", ["enter", "escape"])
async def test_an_edit_that_is_over_has_no_keys(done: str) -> None:
    """Rule: also when the edit changed nothing."""
    async with live_app() as room:
        await room.send("Doors leak", "enter", "up", done)
        assert keys(room) == AS_EVER


async def test_a_paste_that_is_too_long_is_not_one_note() -> None:
    """Rule: Enter would refuse it."""
    async with live_app() as room:
        await room.send(Paste("long line\n" * 1000))
        assert keys(room) == ["Tab one a line", "Esc cancel"]


@pytest.mark.parametrize(
    ("empty", "shown"),
    [
        (ranking(), ["Esc line", "s sort", "u undo"]),
        (agreeing(), ["Esc line", "u undo"]),
        (reading(), ["Esc line", "Enter line"]),
    ],
    ids=["rank", "agree", "read-back"],
)
async def test_a_panel_with_nothing_in_it_has_no_keys_for_it(empty: Room, shown: list[str]) -> None:
    """Rule: they come with the first row."""
    async with live_app(session=empty.session) as room:
        await room.send("escape")
        assert keys(room) == shown
