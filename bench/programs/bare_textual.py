"""The smallest Textual program in which one can type: what breakout-tui's screens are measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input


class Bare(App[None]):
    """One Input."""

    def compose(self) -> ComposeResult:
        """One Input."""
        yield Input(placeholder="bare")


if __name__ == "__main__":
    Bare().run()
