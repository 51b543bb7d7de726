"""Listed panel: a list with a cursor under a fixed head. It scrolls by whole rows."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.tui.panels.list_panel import ListPanel
from breakout_tui.tui.widgets.list_window import Scrolling
from breakout_tui.tui.widgets.row_source import RowSource


class ListedPanel(ListPanel):
    """Rows under a head. Every key is a binding, so that fast keys are handled in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-8)", show=False),
        Binding("pagedown", "step(8)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, source: RowSource) -> None:
        super().__init__(source, Scrolling.ROWS)

    @property
    def count(self) -> int:
        """The number of rows."""
        return self.rows.count

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self.rows.cursor

    def point(self, index: int) -> None:
        """Put the cursor on a row, or the nearest one, and scroll it into view."""
        self.rows.point(index)

    def as_text(self) -> str:
        """The visible lines."""
        return self.rows.text_in_sight()

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + by)

    def action_go(self, index: int) -> None:
        """Move the cursor to the first row or, with -1, the last."""
        self.point(index if index >= 0 else self.count - 1)

    def click_row(self, index: int) -> None:
        """A row was clicked: choose it."""
        self.point(index)

    def on_click(self, event: events.Click) -> None:
        """Report which row was clicked."""
        index = self.rows.row_at(event.y)
        if index is not None:
            self.click_row(index)


def more_rows(above: int, below: int) -> Content:
    """The number of rows out of sight, as the last line of a list."""
    hidden = [f"{sign} {count} more" for sign, count in (("↑", above), ("↓", below)) if count]
    return Content.styled(f"  {'   '.join(hidden)}", "$muted")


def beside(left: Content, right: Content, width: int) -> Content:
    """Both in one line, one at each end; if they do not fit, the left one is cut."""
    room = width - right.cell_length - (2 if right.cell_length else 0)
    if room < width // 3:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    gap = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * max(0, gap), right)
