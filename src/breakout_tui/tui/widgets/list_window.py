"""List window: the visible rows of a list, its cursor, and how both move. It is independent of the screen."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from breakout_tui.tui.widgets.line_index import CHUNK, LineIndex
from breakout_tui.tui.widgets.row_source import RowMark

FEW = 16
"""Rows measured together if measuring a row means laying it out."""


class Scrolling(Enum):
    """How a list scrolls."""

    LINES = "lines"
    """By lines."""
    ROWS = "rows"
    """By whole rows; the last line of the list says how many are out of sight."""
    AROUND = "around"
    """By whole rows, only as far as needed to show the cursor and the next row."""


class ListWindow:
    """A window of ``room`` lines; nothing is laid out before the first resize.

    ``measure`` returns the lines of a row with a mark, ``can_point`` whether the cursor can be on it.
    """

    def __init__(
        self,
        measure: Callable[[int, RowMark], int],
        can_point: Callable[[int], bool],
        *,
        scrolling: Scrolling = Scrolling.LINES,
        shows_end: bool = False,
    ) -> None:
        self._measure = measure
        self._can_point = can_point
        self.scrolling = scrolling
        self._shows_end = shows_end
        """Whether the list follows its end: it shows the end first, with priority over the cursor."""
        self.count = 0
        self.cursor: int | None = None
        self.is_active = False
        """Whether the keys act on the row under the cursor."""
        self.width = 0
        self.room = 0
        self.gap = 0
        self.line = 0
        """The first visible line."""
        self.index = LineIndex(0, self._height_now)
        self.follows = shows_end
        """Whether the window follows the end."""
        self.resumes = False
        """Whether the window scrolls to the next new row, wherever it is now."""
        self._keeps_cursor = not shows_end
        """Whether the cursor stays visible; scrolling can leave it behind."""
        self.shifts = 0
        """Counts changes of row heights, which move other rows."""
        self._top = (0, 0)

    # Content

    @property
    def is_laid_out(self) -> bool:
        """Whether the size is known."""
        return self.width > 0

    @property
    def lines(self) -> int:
        """The lines of all rows, partly estimated."""
        return self.index.total

    @property
    def top(self) -> int:
        """The first visible row."""
        return self.index.locate(self.line)[0] if self.is_laid_out and self.count else 0

    @property
    def has_foot(self) -> bool:
        """Whether the last line is reserved for the number of rows out of sight."""
        return self.scrolling is Scrolling.ROWS and self.lines > self.room > 1 < self.count

    @property
    def height(self) -> int:
        """The lines available for rows."""
        return self.room - 1 if self.has_foot else self.room

    def mark(self, index: int) -> RowMark:
        """The cursor's mark on a row."""
        if index != self.cursor:
            return RowMark.PLAIN
        return RowMark.POINTED if self.is_active else RowMark.CURSOR

    def place(self, y: int) -> tuple[int, int] | None:
        """The row on line ``y`` of the window, and the line within that row; None without a row."""
        line = self.line + y
        if not 0 <= y < self.height or line >= self.lines:
            return None
        index, part = self.index.locate(line)
        if self.has_foot and index > self.index.last_whole(self.line, self.height):
            return None
        return index, part

    def hidden(self) -> tuple[int, int]:
        """How much is out of sight above and below: in lines, or in rows if the window scrolls by rows."""
        if self.scrolling is Scrolling.LINES:
            return self.line, max(0, self.lines - self.line - self.height)
        return self.index.locate(self.line)[0], self.count - 1 - self.index.last_whole(self.line, self.height)

    # Changes

    def resize(self, width: int, room: int, gap: int, count: int | None = None) -> None:
        """Set another size; the first visible row stays first, or the end stays visible.

        With ``count``, all rows may have changed, and that is their number.
        """
        is_other = (width, gap) != (self.width, self.gap)
        if (width, room) != (self.width, self.room):
            self._keeps_cursor = not self._shows_end
        self.width, self.room, self.gap = width, room, gap
        if count is not None:
            self.reset(count)
        elif is_other:
            self.lay_out()
        else:
            self.settle(follow=self.follows)

    def reset(self, count: int) -> None:
        """Measure all rows again; ``count`` is their number now."""
        self.count = count
        self._keep_cursor()
        self.lay_out()

    def show_from(self, top: int | None, *, cursor: int | None, count: int, keeps_place: bool) -> None:
        """Show other rows, from their end or, with ``keeps_place``, at the same position with ``top`` as the first row."""
        self.count, self.cursor = count, cursor
        self.follows = self.follows or (self._shows_end and not keeps_place)
        self._top = self._top if top is None else (top, self._top[1])
        self.lay_out()

    def append(self, *, follow: bool) -> None:
        """Add a row at the end; scroll to it if ``follow`` allows it and the end was visible."""
        self.count += 1
        if self.is_laid_out:
            self.index.append()
            self.settle(follow=follow and (self.follows or self.resumes))

    def changed(self, index: int) -> None:
        """Measure the row at ``index`` again."""
        self._measure_again(index)
        self.settle(follow=self.follows)

    def remove(self, index: int) -> None:
        """Remove the row at ``index``; a cursor on it moves to the next row, or the last."""
        self.count -= 1
        if self.cursor is not None and (self.cursor > index or self.cursor == self.count):
            self.cursor = self.cursor - 1 if self.cursor else None
        if self._top[0] > index:
            self._top = (self._top[0] - 1, self._top[1])
        self.lay_out()

    def lay_out(self) -> None:
        """Measure the visible rows again; the others when they become visible."""
        if self.is_laid_out:
            chunk = CHUNK if self.scrolling is Scrolling.LINES else FEW
            self.index = LineIndex(self.count, self._height_now, gap=self.gap, chunk=chunk)
            if self.count <= self.room:
                self.index.look_at(0, self.count - 1)
            self.settle(follow=self.follows)

    # Moves

    def activate(self, *, is_active: bool) -> None:
        """Set whether the keys act on the row under the cursor."""
        self.is_active = is_active
        self._measure_again(self.cursor)
        self.settle(follow=self.follows)

    def go_to(self, line: int) -> None:
        """Make ``line`` the first visible one; the cursor stays."""
        if not self.count or not self.is_laid_out:
            return
        self._keeps_cursor = False
        self.scroll_to(line)

    def scroll(self, by: int) -> None:
        """Scroll by lines, or by rows if the window scrolls by rows."""
        if self.scrolling is Scrolling.LINES:
            self.go_to(self.line + by)
        elif self.scrolling is Scrolling.ROWS and self.count and self.is_laid_out:
            row = min(max(self.top + by, 0), self.count - 1)
            self.go_to(self.index.start_of(row))

    def point_at(self, index: int) -> None:
        """Put the cursor on the row at ``index``, or the nearest possible one, and scroll it into view."""
        before, self.cursor = self.cursor, self.nearest(index, 1)
        if self.cursor is None:
            return
        self._measure_again(before, self.cursor)
        self._keeps_cursor = not self._shows_end
        if self.is_laid_out:
            self._reveal(self.cursor)

    def scroll_to(self, line: int) -> None:
        """Make ``line`` the first visible one, as far as possible; keep the cursor visible if it was."""
        line = min(line, self._most())
        self.follows = self._shows_end and line >= self.lines - self.height
        row, part = self.index.locate(line)
        self._top = (row, part) if self.scrolling is Scrolling.LINES else (row, 0)
        keeps, self._keeps_cursor = self._keeps_cursor, False
        self.settle(follow=self.follows)
        self._keeps_cursor = keeps

    def nearest(self, index: int, direction: int) -> int | None:
        """The nearest row at ``index`` that the cursor can be on, first in this direction, then in the other."""
        if not self.count:
            return None
        index = max(0, min(index, self.count - 1))
        for step in (direction, -direction):
            found = index
            while 0 <= found < self.count and not self._can_point(found):
                found += step
            if 0 <= found < self.count:
                return found
        return None

    def settle(self, *, follow: bool) -> None:
        """Show the end or the same first row as before; then the cursor, if it stays visible."""
        if not self.is_laid_out:
            return
        self.index.look_at(self.count - self.height, self.count - 1)
        if self.count:
            index = min(self._top[0], self.count - 1)
            self.index.look_at(index, index + self.height)
        most = self._most()
        self.line = most if follow or not self.count else self._line_of_top()
        self.follows = self.line >= most and (follow or self.follows)
        self.resumes = self.resumes and not follow
        if self.count and follow:
            self._top = self.index.locate(self.line)
        elif self.count and self._keeps_cursor and self.cursor is not None:
            self._reveal(self.cursor)

    # Private

    def _height_now(self, index: int) -> int:
        return self._measure(index, self.mark(index))

    def _measure_again(self, *rows: int | None) -> None:
        for index in rows:
            if self.is_laid_out and index is not None and index < self.count and self.index.changed(index):
                self.shifts += 1

    def _keep_cursor(self) -> None:
        """Put the cursor on an existing row; a list that follows its end starts without a cursor."""
        if not self.count or (self.cursor is None and self._shows_end):
            self.cursor = None
        else:
            self.cursor = self.nearest(self.cursor or 0, 1)

    def _line_of_top(self) -> int:
        """The line of the remembered first row, as far as possible."""
        index = min(self._top[0], self.count - 1)
        part = min(self._top[1], self.index.height_of(index) + self.gap - 1)
        return min(self.index.start_of(index) + part, self._most())

    def _most(self) -> int:
        """The first visible line at the end of the list."""
        if self.scrolling is Scrolling.LINES:
            return max(0, self.lines - self.height)
        return self.index.start_of(self.index.first_with(self.count - 1, self.height)) if self.count else 0

    def _reveal(self, index: int) -> None:
        """Scroll as little as possible to show the row and the headings directly above it."""
        first = index
        while first and not self._can_point(first - 1):
            first -= 1
        self.index.look_at(first - self.height, index + self.height)
        is_by_lines = self.scrolling is Scrolling.LINES
        self.scroll_to(self._line_for(first, index) if is_by_lines else self._row_start_for(index))

    def _line_for(self, first: int, index: int) -> int:
        """The first visible line that shows the rows ``first`` to ``index``, or a part of a row taller than the window."""
        top = self._line_of_top()
        start, end = self.index.start_of(index), self.index.end_of(index)
        if end - start > self.height:
            return top if start <= top <= end - self.height else start
        return max(min(top, self.index.start_of(first)), end - self.height)

    def _row_start_for(self, index: int) -> int:
        """The same for a window that scrolls by rows."""
        top, last = 0, min(index + 1, self.count - 1)
        if self.scrolling is not Scrolling.AROUND:
            top, last = self.index.locate(self._line_of_top())[0], index
        row = min(max(top, self.index.first_with(last, self.height)), index)
        return self.index.start_of(row)
