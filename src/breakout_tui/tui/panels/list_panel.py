"""List panel: the base of panels that show a list. The panel handles the keys, its line list shows the rows."""

from __future__ import annotations

from textual.app import ComposeResult

from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.widgets.row_source import RowSource


class ListPanel(Panel):
    """A list that fills the panel. The panel keeps the focus, so that fast keys are handled in order."""

    DEFAULT_CSS = """
    ListPanel > LineList { height: 1fr; overflow-y: hidden; text-wrap: wrap; }
    """

    def __init__(self, source: RowSource, scrolling: Scrolling = Scrolling.LINES) -> None:
        super().__init__()
        self.rows = LineList(source, scrolling=scrolling)
        self.rows.can_focus = False

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.rows

    def as_text(self) -> str:
        """All its text."""
        return self.rows.as_text()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.rows.show_pointer(is_active=True)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.rows.show_pointer(is_active=False)

    def action_leave(self) -> None:
        """Go back to the capture line."""
        self.leave(self.Left())
