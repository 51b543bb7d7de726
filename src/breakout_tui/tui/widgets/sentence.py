"""Sentence: a few words, literal, in as many lines as they need."""

from __future__ import annotations

from textual.widgets import Static

from breakout_tui.tui.textual_internals.no_reflow import NoReflow


class Sentence(NoReflow, Static):
    """Lays out the screen only when it says something else."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def say(self, words: str) -> None:
        """Say this."""
        if words != self.content:
            self.update(words)
