"""The help screen: it lists every command, and Esc closes it."""

from __future__ import annotations

import pytest
from textual.app import App

from breakout_tui.tui import colours
from breakout_tui.tui.screens.help_screen import HelpScreen, HelpText

GROUPS = [
    ("The clock", [("F2", "/next [MINUTES]", "enter the next box " * 4)]),
    ("Notes", [("", "/merge " + "LONG-" * 9, "heard again"), ("d", "/delete", "mark as [b]deleted[/]")]),
]


class Probe(App[None]):
    """An app with the help."""

    def __init__(self) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Show the help."""
        await self.push_screen(HelpScreen(GROUPS))


@pytest.mark.parametrize("width", [40, 60, 92])
def test_every_word_of_the_help_is_shown_within_the_width(width: int) -> None:
    """Rule: no help text is cut at any width; markup is literal."""
    lines = HelpText(GROUPS).lay_out(width, 24)
    words = " ".join(" ".join(line.plain for line in lines).split())
    assert words.count("box") == 4
    assert "as [b]deleted[/]" in words
    assert all(line.cell_length <= width for line in lines)


async def test_escape_closes_the_help() -> None:
    """Rule: Esc goes back."""
    app = Probe()
    async with app.run_test() as pilot:
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)
