"""Figures in a document: tables, charts of bars, and cards to be cut out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from breakout_tui.report.inlines import Inlines


class Align(Enum):
    """The side to which a column is aligned."""

    LEFT = "left"
    """The side where the text starts."""
    RIGHT = "right"
    """For figures."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: Inlines
    align: Align = Align.LEFT
    width: int = 1
    """Its share of the table's width, against the other columns; at least 1."""


Row: TypeAlias = tuple[Inlines, ...]
"""The cells of a row, as many as the table has columns; an empty tuple is an empty cell. Cells have no line breaks."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with one row of headings, repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Inlines = ()
    """Above the table; empty if the heading before it says what it is."""
    has_total: bool = False
    """Whether the last row is the total of the others."""
    is_large: bool = False
    """Whether it is read from a distance, such as on a wall; Word's tables keep the size of their style."""
    name_column: int | None = None
    """The column that says whom each row is about. On a narrow screen it stands above the other cells of its row."""


class ChartKind(Enum):
    """What the bars of a chart are."""

    PLANNED_ACTUAL = "planned and actual"
    """Seconds used by each box, with a mark at the planned time."""
    TALLIES = "tallies"
    """Votes for each issue."""
    AGREEMENT = "agreement"
    """How many outputs have each level of agreement."""
    WISHES = "wishes"
    """How many delegates are how far from what they wished for; the faint bars are for comparison."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    """Literal text in one line."""
    value: int
    """In the unit of the chart's kind; at least 0."""
    shown: str
    """The value in words or figures: ``28:00``, ``14``."""
    planned: int | None = None
    """Where the mark stands, in the same unit; None without a mark."""
    is_faint: bool = False
    """Whether it is set back: a box that was dropped, an issue below the cut, a figure to compare with."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, one below the other, with one scale.

    Its figures are also in the text or in ``table``, so a format without pictures may leave the bars out, but never the table.
    """

    kind: ChartKind
    title: str
    """Literal text in one line."""
    bars: tuple[Bar, ...]
    """At least one."""
    alternative: str
    """What the bars show, in sentences, for those who don't see them."""
    table: TableBlock | None = None
    """The same figures in more detail, written below the bars; its first rows are those of the bars."""

    @property
    def longest(self) -> int:
        """The greatest value or mark, at least 1: the full width of the bars."""
        return max(1, *(max(bar.value, bar.planned or 0) for bar in self.bars))


@dataclass(frozen=True, slots=True)
class Card:
    """A small text of its own, such as the slip of one delegate."""

    title: Inlines
    """Without Strong."""
    lines: tuple[Inlines, ...]
    """Each a paragraph."""
    foot: Inlines = ()
    """Small, at its end; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards in two columns with lines to cut along; none of them is split over two pages. Never empty.

    They are as high as each other if their texts are about as long, so that a stack of pages is cut at once.
    """

    cards: tuple[Card, ...]
