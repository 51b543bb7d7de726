"""Text box: a few lines of a form. Enter keeps them at once, however fast one types; what is pasted is made clean."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from breakout_tui.domain.text import clean
from breakout_tui.tui.widgets.focus_order import take

LONGEST = 4000
"""Characters that a box takes."""


class TextBox(TextArea):
    """Lines that wrap. Enter keeps them, Esc leaves them, Tab goes on."""

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
        """Esc was pressed: nothing is to be kept."""

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
        """Enter or Esc was pressed; nothing more is taken until it is opened again."""

    @property
    def clean_text(self) -> str:
        """What stands in it, clean."""
        return clean(self.text).strip()

    def open(self, text: str) -> None:
        """Take up a text, the cursor at its end."""
        self.load_text(clean(text))
        self.move_cursor(self.document.end)
        self._is_over = False

    def on_key(self, event: events.Key) -> None:
        """Take Enter and Esc here, not by a binding: what follows Enter in a burst must not get into the text.

        The other keys go on to Textual's own handler.
        """
        if self._is_over or (event.is_printable and len(self.text) >= LONGEST):
            take(event)
        elif event.key in {"enter", "escape"}:
            take(event)
            self._is_over = True
            self.post_message(self.Kept(self, self.clean_text) if event.key == "enter" else self.Left(self))

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes, clean."""
        take(event)
        self._put(event.text)

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self._put(self.app.clipboard)

    def _put(self, text: str) -> None:
        room = max(0, LONGEST - len(self.text))
        self.replace(clean(text)[:room], *self.selection, maintain_selection_offset=False)
