"""Paper row: one row of the text at the right of the editor's screen, which knows its lines at each width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from textual.content import Content

from breakout_tui.tui.paper.paper_targets import Target
from breakout_tui.tui.widgets.page import hanging, wrapped

WIDEST = 100
"""Lines longer than this are hard to read."""
BESIDE = 56
"""The width from which two texts stand side by side."""
_GAP = 3


def unbroken(words: str) -> str:
    """Words that stay on one line, such as a reference."""
    return words.replace(" ", "\u00a0")


class PaperRow(Protocol):
    """What is shown of one thing. Equal rows have equal lines."""

    def __hash__(self) -> int:
        """Of all that is shown."""
        ...

    @property
    def target(self) -> Target | None:
        """What it is about; None for a heading, on which the cursor does not stop."""
        ...

    def lines(self, width: int) -> list[Content]:
        """Its lines in so many cells."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """A text behind a sign, wrapped with a hanging indent; both are literal."""

    text: str
    style: str = ""
    sign: str = ""
    sign_style: str = ""
    indent: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    """Where parts of the text begin and end that stand out."""

    def lines(self, width: int) -> list[Content]:
        """The wrapped lines."""
        first = Content.assemble(" " * self.indent, (self.sign, self.sign_style))
        text = Content.styled(self.text, self.style)
        for start, end in self.bold:
            text = text.stylize("bold", start, end)
        return hanging(first, text, width)


@dataclass(frozen=True, slots=True)
class TextRow:
    """Texts below one another, and a blank line."""

    target: Target | None
    blocks: Sequence[Block]
    is_tight: bool = False
    """Without the blank line."""

    def lines(self, width: int) -> list[Content]:
        """All blocks."""
        found = [line for block in self.blocks for line in block.lines(min(width, WIDEST))]
        return found if self.is_tight else [*found, Content("")]


@dataclass(frozen=True, slots=True)
class BesideRow:
    """Two texts side by side or, in a narrow window, one below the other."""

    target: Target | None
    left: Sequence[Block]
    right: Sequence[Block]
    below: Sequence[Block] = field(default=())

    def lines(self, width: int) -> list[Content]:
        """Both texts, then what is below both."""
        below = [line for block in self.below for line in block.lines(min(width, WIDEST))]
        if width < BESIDE:
            both = [line for block in (*self.left, *self.right) for line in block.lines(width)]
        else:
            both = _beside(self.left, self.right, (min(width, 2 * WIDEST) - _GAP) // 2)
        return [*both, *below, Content("")]


def _beside(left: Sequence[Block], right: Sequence[Block], width: int) -> list[Content]:
    columns = [[line for block in side for line in block.lines(width)] for side in (left, right)]
    height = max(map(len, columns))
    one, other = (lines + [Content("")] * (height - len(lines)) for lines in columns)
    return [
        Content.assemble(a.pad_right(max(0, width - a.cell_length)), " " * _GAP, b)
        for a, b in zip(one, other, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells beside one another, each wrapped in its share of the width."""

    target: Target | None
    cells: Sequence[str]
    shares: Sequence[int]
    style: str = ""

    def lines(self, width: int) -> list[Content]:
        """The row of the table; in a narrow window the first cell, and the others below it."""
        if width < BESIDE:
            first, *others = self.cells
            below = Content.styled(" · ".join(filter(None, others)), self.style or "$muted")
            return [*wrapped(Content.styled(first, self.style), width), *hanging(Content("  "), below, width)]
        room = min(width, 2 * WIDEST) - 2 * (len(self.cells) - 1)
        widths = [max(6, room * share // sum(self.shares)) for share in self.shares]
        columns = [
            wrapped(Content.styled(cell, self.style), wide) or [Content("")]
            for cell, wide in zip(self.cells, widths, strict=True)
        ]
        return [
            Content("  ").join(
                _padded(column, number, wide) for column, wide in zip(columns, widths, strict=True)
            )
            for number in range(max(map(len, columns)))
        ]


def _padded(column: Sequence[Content], number: int, width: int) -> Content:
    line = column[number] if number < len(column) else Content("")
    return line.pad_right(max(0, width - line.cell_length))
