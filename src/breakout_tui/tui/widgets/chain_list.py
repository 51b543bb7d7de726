"""The chain and its loose ends as two lists of any length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import LooseEnd
from breakout_tui.domain.notes import Note
from breakout_tui.tui.chain_tree import TreeRow
from breakout_tui.tui.colours import GLYPHS, KIND_VARIABLES
from breakout_tui.tui.remedies import LOOSE_WORDS, loose_text
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.long_list import LongList
from breakout_tui.tui.wording import shortened

LONGEST = 300
"""Cells of a statement's words in a line, more than any screen is wide."""


class ChainList(LongList):
    """The tree. ← goes to what a statement answers, → to what answers it or, where it is not in full, to where it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "up_chain", "What it answers", show=False),
        Binding("right", "down_chain", "What answers it", show=False),
    ]

    def __init__(self, rows: Sequence[TreeRow], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = tuple(rows)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self._rows[self.cursor].note if self._rows else None

    def is_heading(self, index: int) -> bool:
        """Whether the row is no note."""
        return self._rows[index].note is None

    def when_empty(self) -> str:
        """Nothing was said yet."""
        return "No note yet: what is captured stands here as a chain."

    def parts(self, index: int) -> Sequence[Part]:
        """The branches, the reference in its colour, the words; a second mention is muted."""
        row = self._rows[index]
        if row.note is None:
            return ((row.heading, "muted strong"),)
        note = row.note
        reference = (f"{GLYPHS[note.kind]} {note.reference}  ", KIND_VARIABLES[note.kind])
        words = shortened(note.text, LONGEST)
        if row.first is not None:
            return ((row.lead, "faint"), reference, (f"→ in full above · {words}", "muted"))
        return ((row.lead, "faint"), reference, (words, "muted" if note.kind is Kind.PARKED else ""))

    def show_note(self, serial: int) -> None:
        """Bring a note into sight, where it stands in full."""
        for index, row in enumerate(self._rows):
            if row.note is not None and row.note.serial == serial and row.first is None:
                self.point(index)
                return

    def action_up_chain(self) -> None:
        """Go to what it answers."""
        if self._rows and (parent := self._rows[self.cursor].parent) is not None:
            self.point(parent)

    def action_down_chain(self) -> None:
        """Go to the first that answers it; from a second mention, to where it stands in full."""
        if not self._rows:
            return
        row = self._rows[self.cursor]
        target = row.first if row.first is not None else row.child
        if target is not None:
            self.point(target)


class LooseList(LongList):
    """The loose ends, each with what mends it."""

    def __init__(
        self, ends: Sequence[LooseEnd], kinds: Sequence[Kind | None], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._ends = tuple(ends)
        self._kinds = tuple(kinds)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ends)

    @property
    def end(self) -> LooseEnd | None:
        """The loose end under the cursor."""
        return self._ends[self.cursor] if self._ends else None

    def when_empty(self) -> str:
        """Nothing is missing."""
        return "No loose ends."

    def parts(self, index: int) -> Sequence[Part]:
        """What is missing where, and what Enter does about it."""
        end, kind = self._ends[index], self._kinds[index]
        remedy = (
            f"  {LOOSE_WORDS[end.kind].deed}",
            "accent" if index == self.cursor and self.has_focus else "muted",
        )
        if kind is None:
            return ((shortened(loose_text(end), 60), ""), remedy)
        rest = LOOSE_WORDS[end.kind].missing if end.issue is None else loose_text(end)
        subject = (f"{GLYPHS[kind]} {shortened(end.subject, 12)} ", KIND_VARIABLES[kind])
        return (subject, (shortened(rest, 60), ""), remedy)
