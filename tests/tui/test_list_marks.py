"""List marks: what a pasted list loses when each of its lines becomes a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from breakout_tui.tui.widgets.held_paste import HeldPaste
from breakout_tui.tui.widgets.list_marks import without_marks
from tests.tui.live_app import live_app


@pytest.mark.parametrize(
    ("pasted", "notes"),
    [
        ("- law first\n- platform later", ["law first", "platform later"]),
        ("Minutes\n  • law first\n* platform later", ["Minutes", "law first", "platform later"]),
        ("1. law first\n2) platform later\nand soon", ["law first", "platform later", "and soon"]),
        ("Costs:\n- 5 % a year", ["Costs:", "- 5 % a year"]),
        ("12. May\n3. June", ["12. May", "3. June"]),
        ("-5 % a year\n-6 % a year", ["-5 % a year", "-6 % a year"]),
        ("1990 was first\n1991 was second", ["1990 was first", "1991 was second"]),
        ("-\n- \n--", ["-", "-", "--"]),
    ],
)
def test_a_mark_goes_only_where_the_lines_are_a_list(pasted: str, notes: list[str]) -> None:
    """A single bullet, and numbers that do not count up, are words."""
    assert HeldPaste("", pasted, "").notes() == notes


def test_a_first_line_that_continues_typed_text_keeps_its_mark() -> None:
    """A dash inside a sentence is no bullet."""
    assert HeldPaste("the rate", "- 5\n- 6\n- 7", " %").notes() == ["the rate- 5", "6", "7 %"]
    assert HeldPaste("@Norway ", "- five\n- six", "").notes() == ["@Norway five", "six"]


@given(st.lists(st.text("-*•1 2.)ab", max_size=8), max_size=6))
def test_every_line_ends_as_it_was_pasted(lines: list[str]) -> None:
    """Nothing but a mark at its start is left out, and no line disappears."""
    for before, after in zip(lines, without_marks(lines), strict=True):
        assert before.endswith(after.lstrip())
        assert bool(before.strip()) == bool(after.strip())


async def test_a_pasted_list_becomes_notes_without_bullets() -> None:
    """As one note it stays as it was pasted."""
    async with live_app() as app:
        app.app.post_message(events.Paste("- law first\n- platform later"))
        await app.pilot.pause()
        await app.pilot.press("tab")
        assert [note.text for note in app.session.book.notes] == ["law first", "platform later"]
        app.app.post_message(events.Paste("- law first\n- platform later"))
        await app.pilot.pause()
        await app.pilot.press("enter")
        assert app.session.book.notes[-1].text == "- law first\n- platform later"
