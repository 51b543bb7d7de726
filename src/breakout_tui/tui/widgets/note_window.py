"""The window onto the notes: which of their lines are in sight, where the cursor is, and how it all moves.

It knows no screen. The list tells it sizes and wishes, and scrolls to where it says.
"""

from __future__ import annotations

from operator import attrgetter

from breakout_tui.tui.widgets import note_layout
from breakout_tui.tui.widgets.line_index import LineIndex
from breakout_tui.tui.widgets.note_row import LazyRows, NoteRow, Rows, itself


class NoteWindow:
    """``height`` lines of the notes, laid out in ``width`` cells; nothing is laid out before the first resize."""

    def __init__(self) -> None:
        self.rows: Rows = LazyRows[NoteRow]((), itself, attrgetter("key"))
        self.width = 0
        self.height = 0
        self.gap = 0
        """Blank lines after each note."""
        self.cursor: int | None = None
        self.line = 0
        """The line of the notes that is the first in sight."""
        self.index = LineIndex(0, self._height_of)
        self.follows = True
        """Whether the end is in sight and is to stay so."""
        self.resumes = False
        """Whether the next new note is to be brought into sight, wherever the window is now."""
        self._top = (0, 0)

    @property
    def is_laid_out(self) -> bool:
        """Whether a size is known."""
        return self.width > 0

    @property
    def lines(self) -> int:
        """Lines of all notes as far as known, without the blank one after the last."""
        return self.index.total - self.gap if len(self.rows) else 0

    @property
    def cursor_key(self) -> int | None:
        """The key of the note under the cursor."""
        return None if self.cursor is None else self.rows.key(self.cursor)

    def show(self, rows: Rows, *, keeps_place: bool = False) -> None:
        """Other rows, from their end or about where the window was; the cursor stays on its note if it is there.

        Where she keeps her place and the note is gone, the cursor goes to the one in its stead, or the last.
        """
        place, cursor = self.cursor, self.cursor_key
        top = self.rows.key(self._top[0]) if len(self.rows) else None
        self.rows = rows
        self.cursor = None if cursor is None else rows.index_of(cursor)
        if self.cursor is None and place is not None and keeps_place and len(rows):
            self.cursor = min(place, len(rows) - 1)
        if not keeps_place:
            self.follows = True
        elif top is not None and (index := rows.index_of(top)) is not None:
            self._top = (index, self._top[1])
        self._lay_out()

    def resize(self, width: int, height: int, gap: int) -> None:
        """Another size; the first note in sight stays the first, or the end stays in sight."""
        is_other = (width, gap) != (self.width, self.gap)
        self.width, self.height, self.gap = width, height, gap
        if is_other:
            self._lay_out()
        else:
            self.settle(follow=self.follows)

    def append(self, row: NoteRow, *, follow: bool) -> None:
        """One more note at the end; seen at once if ``follow`` allows it and she looks at the end."""
        self.rows.append(row)
        if self.is_laid_out:
            self.index.append()
            self.settle(follow=follow and (self.follows or self.resumes))

    def replace(self, index: int, row: NoteRow) -> None:
        """Another row at ``index``, perhaps of another height."""
        self.rows.replace(index, row)
        if self.is_laid_out:
            self.index.changed(index)
            self.settle(follow=self.follows)

    def remove(self, index: int) -> None:
        """No row at ``index`` any more; a cursor on it goes to the next, or the last."""
        self.rows.remove(index)
        if self.cursor is not None and (self.cursor > index or self.cursor == len(self.rows)):
            self.cursor = self.cursor - 1 if self.cursor else None
        if self._top[0] > index:
            self._top = (self._top[0] - 1, self._top[1])
        self._lay_out()

    def go_to(self, line: int) -> None:
        """Make ``line`` the first in sight, and measure what is in sight then."""
        if not len(self.rows) or not self.is_laid_out:
            return
        self.follows = line >= self.lines - self.height
        self._top = self.index.locate(line)
        self.settle(follow=self.follows)

    def point_at(self, index: int) -> None:
        """Put the cursor on the row at ``index``, or the nearest, and bring it into sight."""
        if not len(self.rows):
            return
        self.cursor = min(max(index, 0), len(self.rows) - 1)
        if not self.is_laid_out:
            return
        self.index.look_at(self.cursor - self.height, self.cursor + self.height)
        start = self.index.start_of(self.cursor)
        tall = self.index.height_of(self.cursor) - self.gap
        top = self.index.start_of(self._top[0]) + self._top[1]
        if start < top or tall > self.height:
            top = start
        elif start + tall > top + self.height:
            top = start + tall - self.height
        self.go_to(top)

    def step(self, rows: int) -> None:
        """Move the cursor by ``rows``; a note taller than the window is scrolled through first."""
        if self.cursor is None or not self.is_laid_out:
            return
        start = self.index.start_of(self.cursor)
        end = start + self.index.height_of(self.cursor) - self.gap
        stride = max(1, self.height - 1)
        if rows > 0 and end > self.line + self.height > start:
            self.go_to(min(self.line + stride, end - self.height))
        elif rows < 0 and start < self.line < end:
            self.go_to(max(self.line - stride, start))
        else:
            self.point_at(self.cursor + rows)

    def page(self, pages: int) -> None:
        """Move the cursor by about as many notes as are in sight."""
        if self.cursor is None or not self.is_laid_out:
            return
        line = self.index.start_of(self.cursor) + pages * max(1, self.height - 1)
        there = self.index.locate(line)[0]
        if there == self.cursor and 0 < line < self.lines:
            self.step(pages)
        else:
            self.point_at(there)

    def row_at(self, line: int) -> int | None:
        """The row on ``line`` of the notes, or None below the last."""
        return self.index.locate(line)[0] if 0 <= line < self.lines else None

    def settle(self, *, follow: bool) -> None:
        """Bring the end, or else the remembered first row, into sight."""
        if not self.is_laid_out:
            return
        count = len(self.rows)
        self.index.look_at(count - self.height, count - 1)
        line = 0
        if count and not follow:
            index = min(self._top[0], count - 1)
            self.index.look_at(index, index + self.height)
            line = self.index.start_of(index) + min(self._top[1], self.index.height_of(index) - 1)
        most = max(0, self.lines - self.height)
        self.line = most if follow else min(line, most)
        self.follows = self.line >= most and (follow or self.follows)
        self.resumes = self.resumes and not follow
        if count:
            self._top = self.index.locate(self.line)

    def _lay_out(self) -> None:
        """Measure anew; rows out of sight are left for when somebody looks."""
        if self.is_laid_out:
            self.index = LineIndex(len(self.rows), self._height_of)
            self.settle(follow=self.follows)

    def _height_of(self, index: int) -> int:
        return note_layout.height(self.rows.row(index), self.width) + self.gap
