"""Scrolled lines: the base of widgets that paint their own lines and know the number of lines."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

from breakout_tui.tui.textual_internals.no_reflow import NoReflow


class ScrolledLines(NoReflow, ScrollView):
    """A widget that paints its own lines. The screen is laid out again only if their number changes."""

    def set_lines(self, width: int, lines: int) -> None:
        """Set the number and the width of the lines."""
        size = Size(width, lines)
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh(layout=True)
