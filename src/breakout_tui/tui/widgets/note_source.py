"""Note source: notes as the rows of a line list, made and measured only near the visible lines."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.text import clean
from breakout_tui.tui.widgets import note_layout
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.note_row import Rows
from breakout_tui.tui.widgets.row_source import RowMark, RowSource

AIRY_FROM = 14
"""The list's height in lines from which a blank line separates the notes."""


class NoteSource(RowSource):
    """``rows`` can be edited in place; the editor then updates the list."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.is_airy = True
        """Whether a blank line separates the notes if the height permits."""
        self.placeholder = ""
        """The text of an empty list."""
        self.needle = ""
        """The search text: underlined wherever it occurs, ignoring case."""

    @property
    def count(self) -> int:
        """The number of notes."""
        return len(self.rows)

    def key(self, index: int) -> int:
        """The serial of a note, without making its row."""
        return self.rows.key(index)

    def height(self, index: int, width: int) -> int:
        """The lines of a note: counted, which is much faster than a layout."""
        return note_layout.height(self.rows.row(index), width)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The lines of a note; a deleted or merged one is muted."""
        row = self.rows.row(index)
        is_cursor = mark is RowMark.POINTED
        made = note_layout.lines(row, width, needle=self.needle, is_cursor=is_cursor)
        if not row.dim:
            return [line.spans for line in made]
        return [[(span.text, f"{span.role} muted") for span in line.spans] for line in made]

    def inside(self, width: int) -> int:
        """One cell less: it stays free before the scrollbar."""
        return width - 1 if width > note_layout.HANGING else width

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - the list looks at the width itself
        """Separate the notes of a tall list."""
        self.gap = int(self.is_airy and height >= AIRY_FROM)
        return False

    def when_empty(self, width: int) -> Sequence[Sequence[Part]]:
        """The placeholder."""
        text = clean(self.placeholder)
        return [[(text[start:end], "muted")] for start, end in note_layout.breaks(text, max(1, width))]
