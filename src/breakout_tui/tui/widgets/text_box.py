"""Text box: a few lines of a form. Enter saves them immediately, even in fast typing; pastes are cleaned."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from breakout_tui.domain.text import clean
from breakout_tui.tui.widgets.focus_order import take

LONGEST = 4000
"""The most characters in a box."""


class TextBox(TextArea):
    """Wrapped lines. Enter saves, Esc cancels, Tab moves to the next field."""

    @dataclass
    class Kept(Message):
        """Enter was pressed."""

        box: TextBox
        text: str

        @property
        def control(self) -> TextBox:
            """The box."""
            return self.box

    @dataclass
    class Left(Message):
        """Esc was pressed: discard the changes."""

        box: TextBox

        @property
        def control(self) -> TextBox:
            """The box."""
            return self.box

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            "", id=id, soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False
        )
        self._is_over = False
        """Whether Enter or Esc was pressed; it ignores keys until it is opened again."""

    @property
    def clean_text(self) -> str:
        """The cleaned text."""
        return clean(self.text).strip()

    def open(self, text: str) -> None:
        """Load a text, with the caret at its end."""
        self.load_text(clean(text))
        self.move_cursor(self.document.end)
        self._is_over = False

    def go_on(self) -> None:
        """Take keys again: what was kept could not be used, and stays."""
        self._is_over = False

    def on_key(self, event: events.Key) -> None:
        """Handle Enter and Esc here, not by a binding: keys after a fast Enter must not get into the text.

        Other keys go to Textual's own handler.
        """
        if self._is_over or (event.is_printable and len(self.text) >= LONGEST):
            take(event)
        elif event.key in {"enter", "escape"}:
            take(event)
            self._is_over = True
            self.post_message(self.Kept(self, self.clean_text) if event.key == "enter" else self.Left(self))

    def on_paste(self, event: events.Paste) -> None:
        """Insert a paste from the terminal, cleaned."""
        take(event)
        self._put(event.text)

    def action_paste(self) -> None:
        """Paste text that was copied within the program."""
        self._put(self.app.clipboard)

    def undo(self) -> None:
        """Undo from the start of the text: Textual looks for the caret before it moves it, and the text may be shorter."""
        if self.history.undo_stack:
            self.move_cursor((0, 0))
        super().undo()

    def redo(self) -> None:
        """Redo from the start of the text, for the same reason."""
        if self.history.redo_stack:
            self.move_cursor((0, 0))
        super().redo()

    def _put(self, text: str) -> None:
        room = max(0, LONGEST - len(self.text))
        self.replace(clean(text)[:room], *self.selection, maintain_selection_offset=False)
