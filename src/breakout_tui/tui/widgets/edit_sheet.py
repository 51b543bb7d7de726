"""Edit sheet: the box at the foot of a screen in which a text is typed, with what it is and what it replaces."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from breakout_tui.tui.widgets.page import wrapped
from breakout_tui.tui.widgets.text_box import TextBox

_EXPLAINED = 4
"""Lines of the explanation, as many as the style sheets have room for; what is longer ends in ``…``."""


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
        explained.update(self._fitted(explanation))
        explained.display = bool(explanation)
        self.display = True
        box = self.query_one(TextBox)
        box.open(text)
        self.screen.set_focus(box)

    def _fitted(self, explanation: str) -> Content:
        """The explanation in its lines."""
        width = max(20, self.app.size.width - self.styles.gutter.width)
        lines = wrapped(Content(explanation), width)
        if len(lines) > _EXPLAINED:
            last = lines[_EXPLAINED - 1].plain.rstrip()[: width - 2]
            lines = [*lines[: _EXPLAINED - 1], Content(f"{last} …")]
        return Content("\n").join(lines)

    def close(self) -> None:
        """Hide the box."""
        self.display = False
