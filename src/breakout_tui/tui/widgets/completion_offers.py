"""Completion offers: decides what to offer before the caret, and where the offers are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widget import Widget

from breakout_tui.domain.marks import half_mark
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.completion_popup import CompletionPopup
from breakout_tui.tui.widgets.completions import Completion, fitting_choices, fitting_commands, fitting_marks
from breakout_tui.tui.widgets.line_history import LineState

_DIRECTLY_BEHIND = frozenset(":,.;!?)")
"""No blank stands between a name and these."""


class CompletionOffers:
    """Owns the popup. Offers that were dismissed stay away until the caret is at another word."""

    def __init__(
        self, commands: Iterable[tuple[str, str]], choices: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.popup = CompletionPopup()
        self.keep_clear: Widget | None = None
        """A widget above the line that the popup does not cover."""
        self.commands = tuple(commands)
        """Words and their help, without the slash."""
        self._choices = choices or {}
        self._dismissed_at: int | None = None
        self.completed: LineState | None = None
        """The line as it was when a name had just been completed."""

    def fitting(self, text: str, caret: int, context: CaptureContext) -> list[Completion]:
        """What fits the word before the caret, if it was not dismissed."""
        if COMMAND.match(text):
            rows = fitting_commands(text, caret, self.commands) or fitting_choices(text, caret, self._choices)
        else:
            rows = fitting_marks(text, caret, context)
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

    def ends_name(self, text: str, caret: int, context: CaptureContext) -> bool:
        """Whether the caret is directly behind a name, so that Tab ends it."""
        mark = half_mark(text, caret)
        if mark is None or not mark.typed or mark.typed.endswith(" "):
            return False
        names = context.clusters if mark.sign == "#" else (*context.people, *context.offered_countries)
        return " " not in mark.typed or mark.typed.casefold() in map(str.casefold, names)

    def place_of(self, character: str, line: LineState, selection: tuple[int, int]) -> tuple[int, int]:
        """What a typed character replaces: the selection, or the blank that a completion has just written."""
        start, end = selection
        is_joined = self.completed == line and character in _DIRECTLY_BEHIND
        return (start - 1, end) if is_joined else (start, end)

    def dismiss(self) -> None:
        """Close the popup, and keep it closed for this word."""
        self._dismissed_at = self.popup.chosen.start
        self.popup.close()

    def take(self) -> Completion:
        """Close the popup and give the chosen row."""
        chosen = self.popup.chosen
        self.popup.close()
        return chosen
