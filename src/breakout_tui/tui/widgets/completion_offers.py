"""Completion offers: what is offered before the caret, which of it the keys take, and where it is shown.

What Enter and Tab take depends on the text of the line alone, never on what was painted by then: so a burst of keys makes the
same notes as the same keys typed slowly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widget import Widget

from breakout_tui.domain.marks import half_mark
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.completion_popup import CompletionPopup
from breakout_tui.tui.widgets.completions import (
    Completion,
    fitting_choices,
    fitting_commands,
    fitting_marks,
    fitting_names,
    hint,
)
from breakout_tui.tui.widgets.line_history import LineState

_DIRECTLY_BEHIND = frozenset(":,.;!?)")
"""No blank stands between a name and these."""
_NOTHING = LineState("", 0)


class CompletionOffers:
    """Owns the popup. Offers that were dismissed stay away until the caret is at another word."""

    def __init__(
        self,
        commands: Iterable[tuple[str, str]],
        choices: Mapping[str, Sequence[str]] | None = None,
        taking_names: Collection[str] = (),
    ) -> None:
        self.popup = CompletionPopup()
        self.keep_clear: Widget | None = None
        """A widget above the line that the popup does not cover."""
        self.changed: Callable[[], None] = lambda: None
        """Called when other keys than before take or close an offer."""
        self.commands = tuple(commands)
        """Words and their help, without the slash."""
        self._choices = choices or {}
        self._taking_names = taking_names
        self.completed: LineState | None = None
        """The line as it was when a name had just been completed."""
        self.typed: LineState | None = None
        """The line as it was after the last key that changed it; what was pasted or loaded was not typed."""
        self._line = _NOTHING
        self._rows: list[Completion] = []
        self._place = 0
        self._is_chosen = False
        """Whether the facilitator went to a row."""
        self._dismissed_at: int | None = None
        self._shown: tuple[bool, Completion | None] = (False, None)
        """Whether anything is offered, and what the line shows behind the caret."""

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self._rows)

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered, from top to bottom."""
        return tuple(row.word for row in self._rows)

    @property
    def marked(self) -> Completion:
        """The offer that Tab takes; only while something is offered."""
        return self._rows[self._place]

    @property
    def for_enter(self) -> Completion | None:
        """The offer that Enter takes: the facilitator went to it, or it continues a mark that was typed."""
        if not self._rows:
            return None
        is_typed = self.marked.is_for_enter and self.typed == self._line
        return self.marked if self._is_chosen or is_typed else None

    @property
    def in_line(self) -> Completion | None:
        """The offer whose end the line shows behind the caret: the one that Enter takes, except in a command."""
        taken, line = self.for_enter, self._line
        return None if taken is None or taken.help or line.caret < len(line.text) else taken

    @property
    def cells_in_line(self) -> int:
        """The cells of that end."""
        return 0 if self.in_line is None else cell_len(self.in_line.ghost)

    def look(self, line: LineState | None, context: CaptureContext) -> None:
        """Find what fits before the caret; None if nothing can be typed now. A row that was chosen stays chosen."""
        line = line or _NOTHING
        rows = self._fitting(line, context)
        chosen = self.marked.word if self._is_chosen and line == self._line else None
        words = [row.word for row in rows]
        self._is_chosen = chosen in words
        self._place = words.index(chosen) if chosen is not None and self._is_chosen else 0
        self._line, self._rows = line, rows

    def show(self, caret: Offset, width: int) -> bool:
        """Open, change or close the popup; it starts above the word that ends at the caret.

        Returns whether the line has to show something else behind the caret.
        """
        before, self._shown = self._shown, (self.is_open, self.in_line)
        self._show_popup(caret, width)
        if self._shown != before:
            self.changed()
        return self._shown != before

    def _show_popup(self, caret: Offset, width: int) -> None:
        if not self._rows:
            self.popup.close()
            return
        before = self._line.text[self.marked.start : self._line.caret]
        top = caret.y if self.keep_clear is None else min(caret.y, self.keep_clear.region.y)
        told = hint(
            self.marked,
            before,
            is_end=self._line.caret == len(self._line.text),
            is_taken=self.for_enter is not None,
            is_chosen=self._is_chosen,
        )
        self.popup.offer(self._rows, self._place, told, Offset(caret.x - cell_len(before), top), width)

    def move(self, step: int) -> None:
        """Go to the next row (1) or the previous one (-1), from the last to the first and back."""
        self._place = (self._place + step) % len(self._rows)
        self._is_chosen = True

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
        """Offer nothing more for this word."""
        self._dismissed_at = self.marked.start

    def _names_in_command(self, line: LineState, context: CaptureContext) -> list[Completion]:
        return fitting_names(line.text, line.caret, self._taking_names, context)

    def _fitting(self, line: LineState, context: CaptureContext) -> list[Completion]:
        """What fits the word before the caret, if it was not dismissed."""
        if COMMAND.match(line.text):
            rows = (
                fitting_commands(line.text, line.caret, self.commands)
                or fitting_choices(line.text, line.caret, self._choices)
                or ([] if line == self.completed else self._names_in_command(line, context))
            )
        else:
            rows = [] if line == self.completed else fitting_marks(line.text, line.caret, context)
        if rows and rows[0].start == self._dismissed_at:
            return []
        if not rows:
            self._dismissed_at = None
        return rows
