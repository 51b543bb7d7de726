"""Note source: notes as the rows of a line list, made and measured only near what is in sight."""

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
    """``rows`` may be edited in place; the list is told what changed."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.is_airy = True
        """Whether a blank line separates the notes where the height permits."""
        self.placeholder = ""
        """What an empty list says."""
        self.needle = ""
        """What is searched for: shown underlined wherever it occurs, in either case."""

    @property
    def count(self) -> int:
        """How many notes there are."""
        return len(self.rows)

    def key(self, index: int) -> int:
        """The serial of a note, without making its row."""
        return self.rows.key(index)

    def height(self, index: int, width: int) -> int:
        """How many lines a note takes: counted, which is much faster than laying it out."""
        return note_layout.height(self.rows.row(index), width)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The lines of a note; one that only lingers is muted."""
        row = self.rows.row(index)
        is_cursor = mark is RowMark.POINTED
        made = note_layout.lines(row, width, needle=self.needle, is_cursor=is_cursor)
        if not row.dim:
            return [line.spans for line in made]
        return [[(span.text, f"{span.role} muted") for span in line.spans] for line in made]

    def inside(self, width: int) -> int:
        """A cell stays free before the scrollbar."""
        return width - 1 if width > note_layout.HANGING else width

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - the list looks at the width itself
        """Put air between the notes of a tall list."""
        self.gap = int(self.is_airy and height >= AIRY_FROM)
        return False

    def when_empty(self, width: int) -> Sequence[Sequence[Part]]:
        """The placeholder."""
        text = clean(self.placeholder)
        return [[(text[start:end], "muted")] for start, end in note_layout.breaks(text, max(1, width))]
