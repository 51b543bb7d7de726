"""File list: the rows of the file dialog, with their marks. The keys go to the field above it, which keeps the focus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from breakout_tui.tui.file_rows import UP, FileRow
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import fit, shortened

MARK = "[x] "
NO_MARK = "[ ] "
_BLANK = " " * len(MARK)
_POINTER = 2
WIDEST = 100
"""Cells of a row; in a wider one the columns would be far from the names."""
LEAST_NAME = 20
"""Cells of a name that stay before a column is left out."""


class FileRows(RowSource):
    """A line for each: the mark, the name, then size, time and sessions in columns, as far as there is room."""

    def __init__(self) -> None:
        self.rows: tuple[FileRow, ...] = ()
        self.marked: Collection[Path] = ()
        self.empty = ""
        """What a list without rows says."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - each row is a line
        """One."""
        return 1

    def when_empty(self, width: int) -> Sequence[Content]:
        """Why there is nothing."""
        return hanging(Content("  "), Content.styled(self.empty, "$muted"), width)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The line of a row."""
        row, width = self.rows[index], min(width, WIDEST)
        marked = MARK if row.path in self.marked else NO_MARK if row.can_mark else _BLANK
        columns = self._columns(row, width)
        room = max(1, width - _POINTER - len(MARK) - cell_len(columns) - 1)
        weight = "bold" if mark is RowMark.POINTED else "" if row.can_mark or row.opens else "$muted"
        name = fit(row.name, room) if columns else shortened(row.name, room)
        style = "bold $accent" if marked == MARK else "$muted"
        return [Content.assemble(pointer(mark), (marked, style), (name, weight), (columns, "$muted"))]

    def _columns(self, row: FileRow, width: int) -> str:
        """What stands behind the name: of a place what it is, of a file its columns, the last ones only if there is room."""
        room = width - _POINTER - len(MARK) - LEAST_NAME
        if row.about:
            return f"  {shortened(row.about, max(0, room - 2))}"
        text = ""
        for part, wide in ((row.size, 8), (row.changed, self._wide), (row.sessions, 12)):
            if cell_len(text) + wide + 2 <= room and (row.size or part):
                text += f"  {part:>{wide}}"
        return text

    @property
    def _wide(self) -> int:
        return max((cell_len(row.changed) for row in self.rows), default=0)


class FileList(LineList):
    """The rows; ``back_to`` gets the focus back when a row was clicked."""

    @dataclass
    class MarkClicked(Message):
        """The mark of the row under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        self._files = FileRows()
        self.back_to: Widget | None = None
        super().__init__(self._files, id=id)

    @property
    def row(self) -> FileRow | None:
        """The row under the cursor."""
        return self._files.rows[self.cursor] if self._files.rows else None

    def show(self, rows: Sequence[FileRow], marked: Collection[Path], empty: str, at: Path | None) -> None:
        """Show these rows, with the cursor on that of a path, or on the first one below the row that leads up."""
        self._files.rows, self._files.marked, self._files.empty = tuple(rows), marked, empty
        first = 1 if len(rows) > 1 and rows[0].name == UP else 0
        places = (place for place, row in enumerate(rows) if row.name != UP and row.path == at)
        self.repaint_at(first if at is None else next(places, first))

    def change(self, rows: Sequence[FileRow]) -> None:
        """Show other words for the same rows."""
        self._files.rows = tuple(rows)
        self.repaint()

    def show_pointer(self, *, is_active: bool) -> None:  # noqa: ARG002 - the keys of the field act on the list
        """Always active."""
        super().show_pointer(is_active=True)

    def on_mount(self) -> None:
        """The cursor is seen from the start."""
        self.show_pointer(is_active=True)

    def on_focus(self) -> None:
        """The field keeps the focus."""
        if self.back_to is not None:
            self.screen.set_focus(self.back_to)

    def on_click(self, event: events.Click) -> None:
        """A click on the mark marks; elsewhere it goes to the row, and a second one opens or takes it."""
        event.prevent_default()  # the one of the list is called here
        offset = event.get_content_offset(self)
        index = None if offset is None else self.row_at(offset.y)
        if offset is None or index is None or not _POINTER <= offset.x < _POINTER + len(MARK) - 1:
            super().on_click(event)
            return
        self.point(index)
        self.post_message(self.MarkClicked())
