"""Sentence: a short literal text in as many lines as it needs."""

from __future__ import annotations

from textual.widgets import Static

from breakout_tui.tui.textual_internals.no_reflow import NoReflow


class Sentence(NoReflow, Static):
    """Lays out the screen only if the text changes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def say(self, words: str) -> None:
        """Show this text."""
        if words != self.content:
            self.update(words)
