"""Undoable line: an input whose changes can be undone and redone."""

from __future__ import annotations

from breakout_tui.tui.textual_internals.prompted_input import PromptedInput
from breakout_tui.tui.widgets.line_history import LineHistory, LineState


class UndoableLine(PromptedInput):
    """Remembers its states before each change; letters typed in a row are one step."""

    def __init__(self, *, max_length: int, id: str | None = None) -> None:
        super().__init__(select_on_focus=False, max_length=max_length, compact=True, id=id)
        self.is_replacing = False
        """Whether a part is being replaced, so that the caret moves once more."""
        self._history = LineHistory()

    @property
    def state(self) -> LineState:
        """The text and the place of the caret."""
        return LineState(self.value, self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line, as one step that can be undone."""
        before, self.is_replacing = self.state, True
        with self.prevent(self.Changed):  # nobody listens, and it would go up to the app at every key
            super().replace(text, start, end)
        self.is_replacing = False
        if self.value != before.text:
            is_typing = start == end and len(text) == 1 and not text.isspace()
            self._history.record(before, self.cursor_position, is_typing=is_typing)
        self.part_replaced()

    def part_replaced(self) -> None:
        """Called when a part of the line was replaced."""

    def replace_all(self, text: str) -> None:
        """Replace the whole text, as one step that can be undone; the caret goes to its end."""
        self._history.record(self.state, 0, is_typing=False)
        self.value = text
        self.cursor_position = len(text)

    def undo_change(self) -> bool:
        """Undo the last change; False if there is none."""
        return self._restore(self._history.undo(self.state))

    def redo_change(self) -> bool:
        """Redo the change that was undone last; False if there is none."""
        return self._restore(self._history.redo(self.state))

    def forget_changes(self) -> None:
        """Nothing before this can be undone."""
        self._history.forget()

    def _restore(self, state: LineState | None) -> bool:
        if state is not None:
            self.value, self.cursor_position = state
        return state is not None
