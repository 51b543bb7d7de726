"""Floor list: the statements that phones sent, the newest last, each with what its author claims and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import steady

_WIDEST = 120
"""Cells of a line of text; longer ones are hard to read."""
_TIMED = 40
"""In a narrower list, the time is left out."""


@dataclass(frozen=True, slots=True)
class FloorRow:
    """A statement."""

    id: str
    time: str
    kind: Kind
    text: str
    claim: str
    """What its author says to speak for."""
    about: str
    """What became of it, and of the device that sent it."""
    is_waiting: bool
    is_aside: bool
    is_magnified: bool
    is_muted: bool


class FloorRows(RowSource):
    """One row each; long texts wrap."""

    def __init__(self) -> None:
        self.rows: tuple[FloorRow, ...] = ()
        self.empty: tuple[str, ...] = ()
        """What a list without rows says, a paragraph each; the first one is the most important."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def when_empty(self, width: int) -> Sequence[Content]:
        """Why there is nothing, and what to do."""
        lines: list[Content] = []
        for number, text in enumerate(self.empty):
            lines += [Content("")] if number else []
            style = "$muted" if number else "bold"
            lines += hanging(Content("  "), Content.styled(text, style), max(10, min(width - 1, _WIDEST)))
        return lines

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The lines of a row."""
        row, width = self.rows[index], max(10, min(width, _WIDEST))
        head = Content.assemble(
            pointer(mark),
            (f"{row.time} " if width >= _TIMED else "", "$muted"),
            (f"{GLYPHS[row.kind]} ", f"${KIND_VARIABLES[row.kind]} bold"),
        )
        style = "" if row.is_waiting else "$muted"
        words = Content.styled(steady(row.text), "bold" if row.is_magnified else style)
        about = [(f"   says:\u00a0{steady(row.claim)}", "$accent")] if row.claim else []
        about += [(f"   {steady(row.about)}", "$muted")] if row.about else []
        about += [("   on the displays", "$accent bold")] if row.is_magnified else []
        return hanging(head, Content.assemble(words, *about), width)


class FloorList(LineList):
    """The rows, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._floor = FloorRows()
        super().__init__(self._floor, id=id)

    @property
    def row(self) -> FloorRow | None:
        """The row under the cursor."""
        rows = self._floor.rows
        return rows[min(self.cursor, len(rows) - 1)] if rows else None

    @property
    def is_empty(self) -> bool:
        """Whether it says why there is nothing."""
        return not self._floor.rows

    def show(self, rows: Sequence[FloorRow], empty: Sequence[str]) -> bool:
        """Show these; the cursor stays on its statement, or goes to the one that takes its place. Returns whether it lost its statement."""
        if (tuple(rows), tuple(empty)) == (self._floor.rows, self._floor.empty):
            return False
        before, at = self.row, self.cursor
        self._floor.rows, self._floor.empty = tuple(rows), tuple(empty)
        place = next((place for place, row in enumerate(rows) if before and row.id == before.id), None)
        self.repaint_at(min(at, max(0, len(rows) - 1)) if place is None else place)
        return before is not None and place is None
