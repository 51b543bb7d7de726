"""The chain and its loose ends as two lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from breakout_tui.domain.kinds import GLYPHS, Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.notes import Note
from breakout_tui.tui.chain_tree import TreeRow
from breakout_tui.tui.colours import KIND_VARIABLES
from breakout_tui.tui.remedies import LOOSE_WORDS, loose_text, missing
from breakout_tui.tui.widgets.line import Part, clipped
from breakout_tui.tui.widgets.line_list import PAGE_KEYS, LineList
from breakout_tui.tui.widgets.row_source import RowMark, RowSource
from breakout_tui.tui.wording import shortened

LONGEST = 300
"""The most cells of a statement in a line, wider than any screen."""


def pointed_line(mark: RowMark, parts: Sequence[Part], width: int) -> Sequence[Part]:
    """The parts, indented by the two cells of the cursor, cut to the width."""
    is_here = mark is not RowMark.PLAIN
    role = "accent" if mark is RowMark.POINTED else "faint" if is_here else ""
    return clipped((("▸ " if is_here else "  ", role), *parts), width)


class ChainSource(RowSource):
    """The tree, one line for each statement."""

    def __init__(self, rows: Sequence[TreeRow]) -> None:
        self.rows = tuple(rows)

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for all
        """One."""
        return 1

    def can_point(self, index: int) -> bool:
        """Whether the row is a note."""
        return self.rows[index].note is not None

    def when_empty(self, width: int) -> Sequence[Sequence[Part]]:
        """The text without any notes."""
        return [clipped([("No notes yet. What you capture appears here as a chain.", "muted")], width)]

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The branches, the coloured reference, the text; a second mention is muted."""
        return [pointed_line(mark, self._parts(self.rows[index]), width)]

    def _parts(self, row: TreeRow) -> Sequence[Part]:
        if row.note is None:
            return ((row.heading, "muted strong"),)
        note = row.note
        reference = (f"{GLYPHS[note.kind]} {note.reference}  ", KIND_VARIABLES[note.kind])
        words = shortened(note.text, LONGEST)
        if row.first is not None:
            return ((row.lead, "faint"), reference, (f"→ in full above · {words}", "muted"))
        return ((row.lead, "faint"), reference, (words, "muted" if note.kind is Kind.PARKED else ""))


class ChainList(LineList):
    """The tree. ← goes to what a statement answers, → to what answers it or, from a second mention, to the full row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *PAGE_KEYS,
        Binding("left", "up_chain", "What it answers", show=False),
        Binding("right", "down_chain", "What answers it", show=False),
    ]

    DEFAULT_CSS = """
    ChainList { height: 1fr; }
    """

    def __init__(self, rows: Sequence[TreeRow], *, id: str | None = None) -> None:
        self._rows = tuple(rows)
        super().__init__(ChainSource(rows), id=id)

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self._rows[self.cursor].note if self._rows else None

    def show_note(self, serial: int) -> None:
        """Scroll to the row that shows a note in full."""
        for index, row in enumerate(self._rows):
            if row.note is not None and row.note.serial == serial and row.first is None:
                self.point(index)
                return

    def action_up_chain(self) -> None:
        """Go to what this statement answers."""
        if self._rows and (parent := self._rows[self.cursor].parent) is not None:
            self.point(parent)

    def action_down_chain(self) -> None:
        """Go to the first statement that answers this one; from a second mention, to the full row."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        target = row.first if row.first is not None else row.child
        if target is not None:
            self.point(target)


class LooseSource(RowSource):
    """The loose ends, each with its remedy."""

    def __init__(self, ends: Sequence[LooseEnd], kinds: Sequence[Kind | None], labels: Labels) -> None:
        self.ends = tuple(ends)
        self._kinds = tuple(kinds)
        self._labels = labels

    @property
    def count(self) -> int:
        """The number of loose ends."""
        return len(self.ends)

    def height(self, index: int, width: int) -> int:  # noqa: ARG002 - the same for all
        """One."""
        return 1

    def when_empty(self, width: int) -> Sequence[Sequence[Part]]:
        """The text without any loose ends."""
        return [clipped([("No loose ends.", "muted")], width)]

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Sequence[Part]]:
        """The loose end, and what Enter does about it."""
        end, kind = self.ends[index], self._kinds[index]
        remedy = (f"  {LOOSE_WORDS[end.kind].deed}", "accent" if mark is RowMark.POINTED else "muted")
        if kind is None:
            return [pointed_line(mark, ((shortened(loose_text(end, self._labels), 60), ""), remedy), width)]
        rest = missing(end.kind, self._labels) if end.issue is None else loose_text(end, self._labels)
        subject = (f"{GLYPHS[kind]} {shortened(end.subject, 12)} ", KIND_VARIABLES[kind])
        return [pointed_line(mark, (subject, (shortened(rest, 60), ""), remedy), width)]


class LooseList(LineList):
    """The loose ends, each with its remedy."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE_KEYS]
    DEFAULT_CSS = """
    LooseList { height: 1fr; }
    """

    def __init__(
        self,
        ends: Sequence[LooseEnd],
        kinds: Sequence[Kind | None],
        labels: Labels = ENGLISH,
        *,
        id: str | None = None,
    ) -> None:
        self._ends = tuple(ends)
        super().__init__(LooseSource(ends, kinds, labels), id=id)

    @property
    def end(self) -> LooseEnd | None:
        """The loose end under the cursor."""
        return self._ends[self.cursor] if self._ends else None
