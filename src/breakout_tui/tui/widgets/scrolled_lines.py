"""Scrolled lines: the base of widgets that paint their own lines and know themselves how many there are."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

from breakout_tui.tui.widgets.still import Still


class ScrolledLines(Still, ScrollView):
    """Tells its number of lines by ``set_lines``; the screen is laid out anew only where the scrollbar comes or goes."""

    def set_lines(self, width: int, lines: int) -> None:
        """So many lines of this width there are."""
        size = Size(width, lines)
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)
