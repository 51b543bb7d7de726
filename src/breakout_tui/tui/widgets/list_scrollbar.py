"""List scrollbar: moved immediately, while ``scroll_end`` would wait for a refresh."""

from __future__ import annotations

from textual.geometry import Size

from breakout_tui.tui.textual_internals.thumb import move_bar, thumb_of
from breakout_tui.tui.widgets.list_window import ListWindow
from breakout_tui.tui.widgets.scrolled_lines import ScrolledLines


class ListScrollbar:
    """Sets the scroll position of a list, and paints its bar only if the thumb moves."""

    def __init__(self, rows: ScrolledLines) -> None:
        self._rows = rows
        self._thumb: tuple[int, int] | None = None

    def show(self, window: ListWindow) -> None:
        """Show the position of the window; a list with ``overflow: hidden`` has no scrollbar."""
        rows, overflow = self._rows, self._rows.styles.overflow_y
        if overflow == "hidden":
            return
        # first, since Textual corrects a position beyond the end, which would look like a scroll of the user
        rows.set_scroll(None, window.line)
        if overflow == "auto":
            rows.set_lines(window.width, window.lines)
        else:
            rows.virtual_size = Size(window.width, window.lines)
        rows.scroll_target_y = window.line
        thumb = thumb_of(window.lines, window.height, window.line)
        if rows.show_vertical_scrollbar:
            move_bar(rows.vertical_scrollbar, window.lines, window.line, is_painted=thumb == self._thumb)
        self._thumb = thumb
