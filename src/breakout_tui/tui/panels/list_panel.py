"""The base of the panels that show a list: the panel has the keys, its line list has the rows."""

from __future__ import annotations

from textual.app import ComposeResult

from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.widgets.row_source import RowSource


class ListPanel(Panel):
    """A list that fills the panel. The focus stays with the panel, so that a burst of keys is acted on in its order."""

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
        """All its words."""
        return self.rows.as_text()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.rows.show_pointer(is_active=True)

    def on_blur(self) -> None:
        """Show the cursor no more."""
        self.rows.show_pointer(is_active=False)

    def action_leave(self) -> None:
        """Back to the line."""
        self.leave(self.Left())
