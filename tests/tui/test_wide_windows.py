"""Forms, palette and report in wide windows, and what a narrow field says about its hidden text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from breakout_tui.tui.screens.report_screen import ReportScreen
from breakout_tui.tui.widgets.field import MORE, Field
from tests.tui.live_app import live_app
from tests.tui.places import entered
from tests.tui.screen_text import screen_rows, screen_text


class Form(App[None]):
    """Two fields; the first one has the focus."""

    CSS = "Field { width: 12; height: 1; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The field with the text, then an empty one."""
        yield Field(self._text, id="long")
        yield Field()

    @property
    def field(self) -> Field:
        """The field with the text."""
        return self.query_one("#long", Field)


@pytest.mark.parametrize(
    "text", ["short", "twelve cells", "Belgium, Canada, Estonia", "行政の縦割りを横断する"]
)
async def test_a_field_says_that_more_of_its_text_is_hidden(text: str) -> None:
    """Rule: with and without the focus, at each end, in characters of any width; the caret is never covered."""
    app = Form(text)
    async with app.run_test(size=(12, 5)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        seen = screen_rows(app)[0]
        assert seen.startswith(MORE) is (cell_len(text) + 1 > 12)
        assert seen.endswith(text[-3:])
        await pilot.press("home")
        await pilot.pause()
        seen = screen_rows(app)[0]
        assert seen.startswith(text[:3])
        assert seen.endswith(MORE) is (cell_len(text) > 12)
        await pilot.press("tab")
        await pilot.pause()
        assert screen_rows(app)[0] == seen


async def test_the_palette_and_the_report_use_a_wide_window_well() -> None:
    """Rule: the lines of the palette stay readable; the outline shows longer headings, since there is room."""
    async with entered("discussion") as app:
        await app.pilot.resize_terminal(200, 50)
        await app.send("ctrl+p")
        await app.pilot.pause()
        widest = max(len(row.strip()) for row in screen_rows(app.app) if "next box" in row or "▔" in row)
        assert widest <= 100


async def test_the_outline_of_a_report_shows_long_headings_in_a_wide_window() -> None:
    """Rule: a heading is cut only where the window has no room for it."""
    heading = "What would it take to begin with one register and one law"
    async with live_app(size=(200, 50)) as app:
        app.app.push_screen(ReportScreen("A report", f"# A report\n\n## {heading}\n\nWords.\n", ""))
        await app.pilot.pause()
        assert screen_text(app.app).count(heading) == 2
