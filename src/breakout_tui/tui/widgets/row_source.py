"""Row source: what a line list shows. The list owns cursor, scrolling and painting; its source says what the rows are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from textual.content import Content

from breakout_tui.tui.widgets.line import Part

RowLine = Content | Sequence[Part]
"""One line of a row: content, or parts of text with the names of their roles (``line_styles.ROLES``)."""


class RowMark(IntEnum):
    """What the cursor does at a row."""

    PLAIN = 0
    """The cursor is elsewhere."""
    CURSOR = 1
    """The cursor is on the row, but the keys go to another widget."""
    POINTED = 2
    """The cursor is on the row, and the keys act on it. A row of parts gets the ground of the cursor."""


class RowSource(Protocol):
    """The rows of a list. A source defines ``count`` and ``lay_out``; the rest has defaults."""

    gap: int = 0
    """Blank lines after each row."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[RowLine]:
        """The lines of a row in so many cells, at least one."""
        ...

    def height(self, index: int, width: int) -> int | None:  # noqa: ARG002 - a source may look at both
        """How many lines a row takes, where that is known without laying it out and for any mark; else None."""
        return None

    def lines(self, width: int) -> int:
        """How many lines all rows take, for a list that is as high as its rows."""
        if not self.count:
            return len(self.when_empty(width))
        return sum(len(self.lay_out(index, width, RowMark.PLAIN)) for index in range(self.count))

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - a source may look at both
        """The list has this size now. Returns whether another height changes the rows; another width always does."""
        return False

    def inside(self, width: int) -> int:
        """The cells of a list of this width in which its rows are laid out."""
        return width

    def key(self, index: int) -> int:
        """A number that stays with the row; what is painted is kept by it."""
        return index

    def can_point(self, index: int) -> bool:  # noqa: ARG002 - a source may look at it
        """Whether the cursor can be on this row."""
        return True

    def head(self, width: int) -> Sequence[RowLine]:  # noqa: ARG002 - a source may look at it
        """The lines above the rows, which do not scroll."""
        return ()

    def foot(self, above: int, below: int) -> RowLine | None:  # noqa: ARG002 - a source may look at both
        """The last line of the list while something is out of sight; None for nothing.

        ``above`` and ``below`` count what is out of sight: lines, or rows where the list scrolls by rows.
        """
        return None

    def when_empty(self, width: int) -> Sequence[RowLine]:  # noqa: ARG002 - a source may look at it
        """The lines of a list without rows."""
        return ()


def pointer(mark: RowMark) -> Content:
    """Two cells that say where the keys go."""
    return Content.styled("▸ ", "$accent bold") if mark is RowMark.POINTED else Content("  ")


def plain_text(line: RowLine) -> str:
    """The line without its colours."""
    text = line.plain if isinstance(line, Content) else "".join(text for text, _ in line)
    return text.rstrip()
