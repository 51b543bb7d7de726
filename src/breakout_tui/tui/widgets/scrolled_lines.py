"""Scrolled lines: the base of widgets that paint their own lines and know how many there are."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

from breakout_tui.tui.textual_internals.no_reflow import NoReflow


class ScrolledLines(NoReflow, ScrollView):
    """A widget that paints its own lines; the screen is laid out again only when their number changes."""

    def set_lines(self, width: int, lines: int) -> None:
        """Take so many lines of this width."""
        size = Size(width, lines)
        if size != self.virtual_size:
            self.virtual_size = size
            self.refresh(layout=True)
