"""Numbers that are typed in the line while the room votes or agrees."""

from __future__ import annotations

import pytest

from tests.domain.day import Room
from tests.tui.live_app import live_app
from tests.tui.step_rooms import agreeing, ranking


@pytest.mark.parametrize(
    ("room", "text", "said"),
    [
        (ranking("Silo budgets"), "53", "X1 saved as a note · Ctrl+Z undoes · Esc, then 0–9 count"),
        (ranking("Silo budgets"), "C1 7", "X1 saved as a note · Ctrl+Z undoes · Esc, then 0–9 count"),
        (
            agreeing("Name one owner"),
            "R1 2",
            "X1 saved as a note · Ctrl+Z undoes · Esc, then 1–5 set the level",
        ),
        (ranking("Silo budgets"), "7 of 10 agencies have no owner", "X1 saved"),
    ],
    ids=["count", "reference and count", "level", "statement"],
)
async def test_a_number_typed_in_the_line_says_where_counts_are_typed(
    room: Room, text: str, said: str
) -> None:
    """Rule: what is typed in the line is a note, also a bare number; while the room votes it was meant for the panel."""
    async with live_app(session=room.session) as app:
        await app.type(text, "enter")
        assert app.says("status") == said
