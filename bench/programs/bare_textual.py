"""The smallest Textual program with a text input: the baseline for the screens of breakout-tui."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """An app with one Input."""

    def compose(self) -> ComposeResult:
        """Create the Input."""
        yield Input(placeholder="bare")


if __name__ == "__main__":
    Bare().run()
