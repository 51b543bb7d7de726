"""Display list: the displays in browsers, each with its size and what it shows; above them a row for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import fit, shortened

SENT = "→"
"""Before what a display was told to show, until it does."""
_POINTER = 2
_LONGEST_NAME = 24
_GAP = 2
_LEAST_WORDS = 24
"""Cells of what a display shows that stay before the size is left out."""
WIDEST = 120
"""Cells of a row; in a wider one the columns would be far apart."""


@dataclass(frozen=True, slots=True)
class DisplayRow:
    """A display, or all of them."""

    id: str
    """Empty for all of them."""
    name: str
    is_open: bool
    state: str
    """Whether it is open."""
    size: str
    shows: str
    is_plain: bool
    """Whether it shows what is now, as a display does unless something else was chosen."""
    is_sent: bool = False
    """Whether it was told to, but has not said that it does."""


class DisplayRows(RowSource):
    """A line for each: name, open or closed, size, what it shows. The first one has a blank line below it."""

    def __init__(self) -> None:
        self.rows: tuple[DisplayRow, ...] = ()
        self.empty: tuple[str, ...] = ()
        """What a list without rows says, a paragraph each; the first one is the most important."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - as wide as it is
        """One, and two for the first one."""
        return 2 if index == 0 else 1

    def when_empty(self, width: int) -> Sequence[Content]:
        """Why there is nothing, and what to do."""
        lines: list[Content] = []
        for number, text in enumerate(self.empty):
            lines += [Content("")] if number else []
            lines += hanging(
                Content("  "), Content.styled(text, "$muted" if number else ""), max(10, width - 1)
            )
        return lines

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The line of a row."""
        row, width = self.rows[index], min(width, WIDEST)
        name, state, size = self._columns(width)
        weight = "bold" if mark is RowMark.POINTED else "" if row.is_open else "$muted"
        room = max(1, width - _POINTER - sum(each + _GAP for each in (name, state, size) if each))
        words = f"{SENT} {row.shows}" if row.is_sent else row.shows
        columns = [(row.name, name, weight), (row.state, state, "$muted"), (row.size, size, "$muted")]
        cells = [(fit(text, wide) + " " * _GAP, style) for text, wide, style in columns if wide]
        last = (shortened(words, room), "$muted" if row.is_plain or not row.is_open else "$foreground")
        line = Content.assemble(pointer(mark), *cells, last)
        return [line, Content("")] if index == 0 else [line]

    def _columns(self, width: int) -> tuple[int, int, int]:
        """The cells of name, state and size; the size is left out if what a display shows would have too little room."""
        name = min(_LONGEST_NAME, width // 3, max(cell_len(row.name) for row in self.rows))
        state = max(cell_len(row.state) for row in self.rows)
        size = max(cell_len(row.size) for row in self.rows)
        used = _POINTER + name + state + 2 * _GAP
        return name, state, size if used + size + _GAP + _LEAST_WORDS <= width else 0


class DisplayList(LineList):
    """The rows, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._displays = DisplayRows()
        super().__init__(self._displays, id=id)

    @property
    def row(self) -> DisplayRow | None:
        """The row under the cursor."""
        return self._displays.rows[self.cursor] if self._displays.rows else None

    def show(self, rows: Sequence[DisplayRow], empty: Sequence[str]) -> None:
        """Show these rows; the cursor stays on its display, or goes to the first one."""
        if (tuple(rows), tuple(empty)) == (self._displays.rows, self._displays.empty):
            return
        at = self.row.id if self.row is not None else None
        self._displays.rows, self._displays.empty = tuple(rows), tuple(empty)
        places = (place for place, row in enumerate(rows) if row.id == at)
        self.repaint_at(next(places, 0))
