"""Speaker list: who waits, the next one first, each with what it asks for and whether it has spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer
from breakout_tui.tui.wording import fit, shortened, steady

_GAP = 2
_WIDEST_NAME = 60
_ASKS = "?"
"""In place of a place."""


class SpeakerRow(NamedTuple):
    """Somebody who waits, or asks to be put on the list."""

    id: str
    label: str
    about: str
    """What is asked for, how often and how long it has spoken."""
    place: int
    """On the list, from 1; 0 for a request that is not on it yet."""


class SpeakerRows(RowSource):
    """A line for each: place, name, what is known of it."""

    def __init__(self) -> None:
        self.rows: tuple[SpeakerRow, ...] = ()
        self.empty = ""
        """What a list without rows says."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def when_empty(self, width: int) -> Sequence[Content]:
        """How to begin."""
        return hanging(Content("  "), Content.styled(self.empty, "$muted"), max(10, width - 1))

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The line of a row."""
        row = self.rows[index]
        number = f"{row.place or _ASKS:>{len(str(len(self.rows)))}}  "
        widest = max(cell_len(steady(each.label)) for each in self.rows)
        room = max(8, width - 2 - len(number))
        name = min(_WIDEST_NAME, widest, room if not any(each.about for each in self.rows) else room * 3 // 5)
        rest = room - name - _GAP
        weight = "bold" if mark is RowMark.POINTED else ""
        cells = [(number, "$muted" if row.place else "$accent"), (fit(steady(row.label), name), weight)]
        if row.about and rest > 0:
            cells.append((" " * _GAP + shortened(row.about, rest), "$muted"))
        return [Content.assemble(pointer(mark), *cells)]


class SpeakerList(LineList):
    """The rows, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]

    def __init__(self, *, id: str | None = None) -> None:
        self._speakers = SpeakerRows()
        super().__init__(self._speakers, id=id)

    @property
    def row(self) -> SpeakerRow | None:
        """The row under the cursor."""
        return self._speakers.rows[self.cursor] if self._speakers.rows else None

    def show(self, rows: Sequence[SpeakerRow], empty: str) -> bool:
        """Show these rows; the cursor stays with its speaker, or at its place. Returns whether it lost its speaker."""
        if (tuple(rows), empty) == (self._speakers.rows, self._speakers.empty):
            return False
        at = self.row.id if self.row is not None else None
        place = min(self.cursor, max(0, len(rows) - 1))
        self._speakers.rows, self._speakers.empty = tuple(rows), empty
        found = next((index for index, row in enumerate(rows) if row.id == at), None)
        self.repaint_at(place if found is None else found)
        return at is not None and found is None
