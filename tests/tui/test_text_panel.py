"""Text panels: all words are shown within the width, and the panel says if there are more lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from breakout_tui.tui import colours
from breakout_tui.tui.panels.text_panel import TextPanel
from breakout_tui.tui.wording import wrap

WIDE = "行政の縦割りを横断するサービスの所有者が誰なのかを言える人がいない" * 3


@given(st.text(st.sampled_from("ab 行政é"), max_size=120), st.integers(2, 30))
def test_no_line_is_wider_than_its_cells_and_no_word_is_lost(text: str, width: int) -> None:
    """Wide characters take two."""
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


class Room(App[None]):
    """A panel alone."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """A panel alone."""
        yield TextPanel()


def seen(panel: TextPanel) -> list[str]:
    """The visible text."""
    return panel.rows.text_in_sight().split("\n")


async def test_wide_text_wraps_with_a_hanging_indent() -> None:
    """Nothing is cut at the edge of the window."""
    app = Room()
    async with app.run_test(size=(40, 12)) as pilot:
        panel = app.query_one(TextPanel)
        panel.say(lambda _: ((f"  C12  {WIDE}", "number"),))
        await pilot.pause()
        lines = [line for line in seen(panel) if line]
        assert lines[0].startswith("  C12  行")
        assert all(line.startswith("       ") for line in lines[1:])
        assert "".join(line[7:] for line in lines) == WIDE


@pytest.mark.parametrize("height", [3, 6])
async def test_the_number_of_hidden_lines_is_shown_until_the_end(height: int) -> None:
    """Otherwise an incomplete list would look complete."""
    app = Room()
    async with app.run_test(size=(40, height)) as pilot:
        panel = app.query_one(TextPanel)
        panel.say(lambda _: tuple((f"line {number}", "text") for number in range(8)))
        await pilot.pause()
        assert seen(panel)[-1] == f"↓ {8 - height + 1} more lines"
        panel.action_scroll_by(8)
        await pilot.pause()
        assert seen(panel)[-1] == "line 7"
