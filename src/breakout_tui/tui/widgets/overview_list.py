"""Overview list: the findings of a room, what is silenced of them, and its notes, in one list with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from breakout_tui.domain.kinds import GLYPHS
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import RoomFinding, SilencedFinding
from breakout_tui.domain.room_notes import ReadNote, RoomNotes
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import steady

OverviewRow = RoomFinding | SilencedFinding | ReadNote
_GRADES = {"problem": "$overtime bold", "warning": "$approach", "to check": "$muted"}
_WIDEST = 110
"""Cells of a line of text; longer ones are hard to read."""


class OverviewRows(RowSource):
    """One row each, a note with a blank line before it."""

    def __init__(self) -> None:
        self.rows: tuple[OverviewRow, ...] = ()
        self.empty = ""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def when_empty(self, width: int) -> Sequence[Content]:  # noqa: ARG002 - one line
        """Why there is nothing."""
        return [Content.styled(f"  {self.empty}", "$muted")]

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The lines of a row."""
        row, width = self.rows[index], max(10, min(width, _WIDEST))
        if isinstance(row, RoomFinding):
            style = _GRADES[row.grade.value]
            words = Content.assemble((f"{row.grade.value}: ", f"{style} bold"), (steady(row.text), style))
            return hanging(pointer(mark), words, width)
        if isinstance(row, SilencedFinding):
            silence = row.silence
            told = f"silenced: {row.finding.text} — {silence.reason} ({silence.organiser})"
            return hanging(pointer(mark), Content.styled(steady(told), "$muted"), width)
        head = Content.assemble(
            pointer(mark),
            (f"{row.at:%H:%M} ", "$muted"),
            (f"{GLYPHS[row.kind]} {row.reference:<4} ", f"${KIND_VARIABLES[row.kind]} bold"),
        )
        lines = hanging(head, Content(steady(row.text)), width)
        heard = f"heard {row.heard} times" if row.heard > 1 else ""
        about = " · ".join(filter(None, (row.who, heard, row.about, row.box)))
        if about:
            gap = Content(" " * head.cell_length)
            lines = [*lines, *hanging(gap, Content.styled(steady(about), "$muted"), width)]
        is_first = index > 0 and not isinstance(self.rows[index - 1], ReadNote)
        return [Content(""), *lines] if is_first else lines


class OverviewList(LineList):
    """The rows, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._overview = OverviewRows()
        super().__init__(self._overview, id=id)

    @property
    def row(self) -> OverviewRow | None:
        """The row under the cursor."""
        return self._overview.rows[self.cursor] if self._overview.rows else None

    def show(self, card: RoomCard, notes: RoomNotes | None) -> None:
        """Show what is known of a room; None for notes that are not here yet. The cursor stays on its row."""
        rows: tuple[OverviewRow, ...] = (*card.findings, *card.silenced, *(notes.notes if notes else ()))
        empty = "Reading the notes …" if notes is None else "No notes yet."
        if (rows, empty) == (self._overview.rows, self._overview.empty):
            return
        before = None if self.row is None else _name(self.row)
        self._overview.rows, self._overview.empty = rows, empty
        places = (place for place, row in enumerate(rows) if _name(row) == before)
        self.repaint_at(next(places, 0))


def _name(row: OverviewRow) -> str:
    """Tells a row from others while its words change."""
    match row:
        case RoomFinding():
            return row.code
        case SilencedFinding():
            return f"silenced {row.finding.code}"
        case ReadNote():
            return row.reference
