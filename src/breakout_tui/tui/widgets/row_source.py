"""Row source: provides the rows of a line list. The list handles cursor, scrolling and painting."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from textual.content import Content

from breakout_tui.tui.widgets.line import Part

RowLine = Content | Sequence[Part]
"""One line of a row: content, or parts of text with role names (``line_styles.ROLES``)."""


class RowMark(IntEnum):
    """The cursor's mark on a row."""

    PLAIN = 0
    """The cursor is elsewhere."""
    CURSOR = 1
    """The cursor is on the row, but the keys go to another widget."""
    POINTED = 2
    """The cursor is on the row, and the keys act on it. A row of parts gets the cursor's background."""


class RowSource(Protocol):
    """The rows of a list. A subclass defines ``count`` and ``lay_out``; the rest has defaults."""

    gap: int = 0
    """Blank lines after each row."""

    @property
    def count(self) -> int:
        """The number of rows."""
        ...

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[RowLine]:
        """The lines of a row in ``width`` cells, at least one."""
        ...

    def height(self, index: int, width: int) -> int | None:  # noqa: ARG002 - a source may look at both
        """The number of lines of a row, if known without a layout and for any mark; else None."""
        return None

    def lines(self, width: int) -> int:
        """The number of lines of all rows, for a list with automatic height."""
        if not self.count:
            return len(self.when_empty(width))
        return sum(len(self.lay_out(index, width, RowMark.PLAIN)) for index in range(self.count))

    def fit(self, width: int, height: int) -> bool:  # noqa: ARG002 - a source may look at both
        """Set the size of the list. Returns whether the new height changes the rows; a new width always does."""
        return False

    def inside(self, width: int) -> int:
        """The width of the rows in a list of this width."""
        return width

    def key(self, index: int) -> int:
        """A stable number of the row, the key of the painted rows."""
        return index

    def can_point(self, index: int) -> bool:  # noqa: ARG002 - a source may look at it
        """Whether the cursor can be on this row."""
        return True

    def head(self, width: int) -> Sequence[RowLine]:  # noqa: ARG002 - a source may look at it
        """The lines above the rows, which do not scroll."""
        return ()

    def foot(self, above: int, below: int) -> RowLine | None:  # noqa: ARG002 - a source may look at both
        """The last line of the list while something is out of sight, or None.

        ``above`` and ``below`` count what is out of sight: in lines, or in rows if the list scrolls by rows.
        """
        return None

    def when_empty(self, width: int) -> Sequence[RowLine]:  # noqa: ARG002 - a source may look at it
        """The lines of a list without rows."""
        return ()


def pointer(mark: RowMark) -> Content:
    """The two cells of the cursor."""
    return Content.styled("▸ ", "$accent bold") if mark is RowMark.POINTED else Content("  ")


def plain_text(line: RowLine) -> str:
    """The line without colours."""
    text = line.plain if isinstance(line, Content) else "".join(text for text, _ in line)
    return text.rstrip()
