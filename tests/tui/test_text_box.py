"""The text box of forms: undo and redo at any height."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult

from breakout_tui.tui import colours
from breakout_tui.tui.widgets.text_box import TextBox


class BoxApp(App[None]):
    """An app with one box of two lines."""

    CSS = "TextBox { width: 20; height: 2; border: none; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    def compose(self) -> ComposeResult:
        """The box alone."""
        yield TextBox()


@pytest.mark.parametrize("pasted", ["b", "b\nc", "b\nc\nd\ne", "long words that wrap into several lines"])
async def test_undo_and_redo_give_the_text_before_and_after(pasted: str) -> None:
    """Rule: also where the scrollbar comes or goes with the text."""
    app = BoxApp()
    async with app.run_test(size=(40, 10)) as pilot:
        box = app.query_one(TextBox)
        box.focus()
        box.open("a ")
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert box.text == f"a {pasted}"
        for key, text in (("ctrl+z", "a "), ("ctrl+y", f"a {pasted}"), ("ctrl+z", "a "), ("ctrl+z", "a ")):
            await pilot.press(key)
            assert box.text == text
            assert box.cursor_location == box.document.end
