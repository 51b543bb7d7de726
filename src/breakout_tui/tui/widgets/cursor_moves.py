"""Cursor moves: the keys of a list move its cursor or, without one, scroll."""

from __future__ import annotations

from breakout_tui.tui.widgets.list_window import ListWindow, Scrolling


class CursorMoves:
    """Steps, pages and jumps in a window of rows."""

    def __init__(self, window: ListWindow) -> None:
        self._window = window

    def step(self, rows: int) -> None:
        """Move the cursor by ``rows``; a row taller than the window is scrolled through first."""
        window = self._window
        if window.cursor is None:
            window.scroll(rows)
            return
        if (
            window.is_laid_out
            and window.scrolling is Scrolling.LINES
            and self._scroll_through(window.cursor, rows)
        ):
            return
        index = window.nearest(window.cursor + rows, 1 if rows > 0 else -1)
        if index is not None and (index - window.cursor) * rows > 0:
            window.point_at(index)
        elif rows < 0 and window.is_laid_out:
            # show the headings above the first row with a cursor, as long as that row stays visible
            window.scroll_to(self._first_line_with(window.cursor))

    def page(self, pages: int) -> None:
        """Move the cursor by about one page."""
        window = self._window
        stride = pages * max(1, window.height - 1)
        if window.cursor is None or not window.is_laid_out:
            window.scroll(stride)
            return
        line = window.index.start_of(window.cursor) + stride
        there = window.index.locate(line)[0]
        if there == window.cursor and 0 < line < window.lines:
            self.step(pages)
        else:
            window.point_at(there)

    def to_end(self, *, is_last: bool) -> None:
        """Move the cursor to the first row or the last; without a cursor, show the first line or the last."""
        window = self._window
        if window.cursor is None:
            window.go_to(window.lines if is_last else 0)
        else:
            window.point_at(window.count - 1 if is_last else 0)

    def _first_line_with(self, cursor: int) -> int:
        """The first line from which the row with the cursor is still visible; of a window that scrolls by rows, that of a row."""
        window = self._window
        start, end = window.index.start_of(cursor), window.index.end_of(cursor)
        if window.scrolling is Scrolling.LINES:
            return max(0, min(start, end - window.height))
        return window.index.start_of(window.index.first_with(cursor, window.height))

    def _scroll_through(self, cursor: int, rows: int) -> bool:
        """Scroll within a row that is taller than the window; returns whether it scrolled."""
        window = self._window
        start, end = window.index.start_of(cursor), window.index.end_of(cursor)
        stride = max(1, window.height - 1)
        if rows > 0 and end > window.line + window.height > start:
            window.scroll_to(min(window.line + stride, end - window.height))
        elif rows < 0 and start < window.line < end:
            window.scroll_to(max(window.line - stride, start))
        else:
            return False
        return True
