"""Edit sheet: the box at the foot of a screen in which a text is typed, with what it is and what it replaces."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from breakout_tui.domain.text import clip
from breakout_tui.tui.widgets.text_box import TextBox

_EXPLAINED = 600


class EditSheet(Vertical):
    """Hidden until it is opened; its box posts what becomes of the text."""

    def compose(self) -> ComposeResult:
        """The heading, the box, the explanation."""
        yield Static("", id="edited", markup=False)
        yield TextBox(id="text")
        yield Static("", id="explained", markup=False)

    def on_mount(self) -> None:
        """Nothing is edited."""
        self.display = False

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.query_one(TextBox).clean_text

    def open(self, heading: str, text: str, explanation: str) -> None:
        """Edit a text."""
        self.query_one("#edited", Static).update(heading)
        explained = self.query_one("#explained", Static)
        explained.update(clip(explanation, _EXPLAINED))
        explained.display = bool(explanation)
        self.display = True
        box = self.query_one(TextBox)
        box.open(text)
        self.screen.set_focus(box)

    def close(self) -> None:
        """Hide the box."""
        self.display = False
