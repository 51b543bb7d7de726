"""Completion offers: decides what to offer before the caret, and where the offers are shown."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widget import Widget

from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.completions import Completion, Completions, fitting_commands, fitting_marks


class CompletionOffers:
    """Owns the popup. Offers that were dismissed stay away until the caret is at another word."""

    def __init__(self, commands: Iterable[tuple[str, str]]) -> None:
        self.popup = Completions()
        self.keep_clear: Widget | None = None
        """A widget above the line that the popup does not cover."""
        self.commands = tuple(commands)
        """Words and their help, without the slash."""
        self._dismissed_at: int | None = None

    def fitting(self, text: str, caret: int, context: CaptureContext) -> list[Completion]:
        """What fits the word before the caret, if it was not dismissed."""
        if COMMAND.match(text):
            rows = fitting_commands(text, caret, self.commands)
        else:
            people = () if context.is_anonymous else context.people
            rows = fitting_marks(text, caret, people, context.clusters)
        if rows and rows[0].start == self._dismissed_at:
            return []
        if not rows:
            self._dismissed_at = None
        return rows

    def show(self, rows: list[Completion], before_caret: str, caret: Offset, width: int) -> None:
        """Open, change or close the popup; it starts above the word that ends at the caret."""
        left = caret.x - cell_len(before_caret[rows[0].start :]) if rows else 0
        top = caret.y if self.keep_clear is None else min(caret.y, self.keep_clear.region.y)
        self.popup.offer(rows, left, top, width)

    def dismiss(self) -> None:
        """Close the popup, and keep it closed for this word."""
        self._dismissed_at = self.popup.chosen.start
        self.popup.close()

    def take(self) -> Completion:
        """Close the popup and give the chosen row."""
        chosen = self.popup.chosen
        self.popup.close()
        return chosen
