"""PromptedInput: an Input that draws a prompt before its text, so that the caret is not where Input takes it to be.

Input computes the caret's cell from its value alone, and scrolls there after the next refresh.

Gain: the caret does not jump, and a drag of the mouse selects; no time.
Fallback: the caret is brought into sight once more after Input has scrolled, and a drag of the mouse selects nothing.
"""

from __future__ import annotations

from textual import events
from textual.widgets import Input
from textual.widgets.input import Selection

from breakout_tui.tui.textual_internals import hooks

IS_ON = hooks.has(Input, "_watch_selection", "_cell_offset_to_index")


class PromptedInput(Input):
    """The subclass says where the caret is."""

    def reveal_caret(self) -> None:
        """Bring the caret into sight and tell the app where it is."""

    def index_at(self, cell: int) -> int:
        """Which character is at this cell of the content."""
        return cell

    def caret_moved(self) -> None:
        """The caret has moved, or the selection has changed."""
        self.app.clear_selection()
        self.reveal_caret()

    if IS_ON:

        def _watch_selection(self, _selection: Selection) -> None:
            self.caret_moved()

        def _cell_offset_to_index(self, offset: int) -> int:
            return self.index_at(offset)

    else:

        def watch_selection(self) -> None:
            """Correct what Input has done, now and again after the scrolling that it has put off."""
            self.caret_moved()
            self.call_after_refresh(self.reveal_caret)

        def on_mouse_down(self, event: events.MouseDown) -> None:
            """Put the caret where the mouse is."""
            event.prevent_default()
            cell, _ = event.get_content_offset_capture(self)
            self.selection = Selection.cursor(self.index_at(cell))
