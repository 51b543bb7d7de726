"""Paper lists: the outline of the paper, and the text of the chosen part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from breakout_tui.tui.paper.paper_places import Place, PlaceRow, ThemePlace
from breakout_tui.tui.paper.paper_row import PaperRow
from breakout_tui.tui.paper.paper_targets import Target
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import steady

_MEASURED = 1 << 14
"""How many rows keep their height; after an edit, most rows are as they were."""


def _lines(row: PaperRow, width: int) -> list[Content]:
    return row.lines(max(10, width - 3)) or [Content("")]


@lru_cache(maxsize=_MEASURED)
def _height(row: PaperRow, width: int) -> int:
    return len(_lines(row, width))


class PaperRowSource(RowSource):
    """The rows of a part of the paper."""

    def __init__(self) -> None:
        self.rows: Sequence[PaperRow] = ()

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The lines of a row behind the cursor's cells."""
        first, *rest = _lines(self.rows[index], width)
        return [pointer(mark) + first, *(Content("  ") + line for line in rest)]

    def height(self, index: int, width: int) -> int:
        """The number of lines, known for every row that was shown before."""
        return _height(self.rows[index], width)

    def can_point(self, index: int) -> bool:
        """Not on headings."""
        return self.rows[index].target is not None


class PaperList(LineList):
    """The text at the right. Enter acts on the row under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._rows = PaperRowSource()
        super().__init__(self._rows, id=id)

    @property
    def target(self) -> Target | None:
        """What the row under the cursor is about."""
        return self._rows.rows[self.cursor].target if self.cursor < self.count else None

    def show(self, rows: Sequence[PaperRow], target: Target | None) -> None:
        """Show these rows, with the cursor on the target; where that is gone, on what took its place."""
        before, self._rows.rows = self.cursor, rows
        places = [at for at, row in enumerate(rows) if row.target is not None]
        wanted = [at for at in places if rows[at].target == target and target is not None]
        at = wanted[0] if wanted else next((at for at in places if at >= before), places[-1] if places else 0)
        self.repaint()
        self.point(at)

    def show_anew(self, rows: Sequence[PaperRow]) -> None:
        """Show the rows of another part, from the top."""
        self._rows.rows = rows
        self.repaint_at(next((at for at, row in enumerate(rows) if row.target is not None), 0))
        self.show_line(0)


class PlaceSource(RowSource):
    """The lines of the outline."""

    def __init__(self) -> None:
        self.rows: Sequence[PlaceRow] = ()

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self.rows)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - each row is a line
        """One."""
        return 1

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The words, and the counts at the right."""
        row = self.rows[index]
        indent = "  " if row.is_inside else ""
        counts = row.counts
        if row.to_do and len(indent) + len(row.words) + len(counts) > width - 4:
            counts = row.counts_in_short
        style = "$accent" if row.to_do and not isinstance(row.place, ThemePlace) else "$muted"
        room = width - 3 - len(counts)
        weight = "bold" if mark is not RowMark.PLAIN else ""
        words = Content.assemble(indent, (steady(row.words), weight)).truncate(room - 1, ellipsis=True)
        gap = " " * max(1, room - words.cell_length)
        return [Content.assemble(pointer(mark), words, gap, (counts, style))]


class PlaceList(LineList):
    """The outline at the left."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._rows = PlaceSource()
        super().__init__(self._rows, id=id)

    @property
    def place(self) -> Place | None:
        """The place under the cursor."""
        return self._rows.rows[self.cursor].place if self.cursor < self.count else None

    def show(self, rows: Sequence[PlaceRow], place: Place | None) -> None:
        """Show these lines, with the cursor on the place."""
        if tuple(rows) == tuple(self._rows.rows) and place == self.place:
            return
        self._rows.rows = rows
        found = [at for at, row in enumerate(rows) if row.place == place]
        self.repaint_at(found[0] if found else min(self.cursor, len(rows) - 1))
