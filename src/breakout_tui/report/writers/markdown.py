"""A document as Markdown: CommonMark with tables and footnotes, and front matter if the document has fields.

Contents and charts without a plan are left out: readers make an outline of the headings, and the figures are in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from breakout_tui.report.document import (
    Block,
    Contents,
    Document,
    Endnotes,
    Heading,
    Item,
    Items,
    ItemsStyle,
    PageBreak,
    Paragraph,
)
from breakout_tui.report.figures import Align, Card, Cards, Chart, ChartKind, TableBlock
from breakout_tui.report.inlines import Inlines, Strong
from breakout_tui.report.writers.character_bars import LEGEND, character_bar
from breakout_tui.report.writers.front_matter import front_matter
from breakout_tui.report.writers.markdown_inlines import block_line, cell_line, heading_line, text_line

SLIDE_BREAK = "---"
"""Separates two slides; typed text cannot produce it."""


def write_markdown(document: Document) -> str:
    """The document as Markdown, ending in one line break."""
    fields = dict(document.properties.fields)
    front = f"{front_matter(fields)}\n" if fields else ""
    lines = [f"# {text_line(document.title)}", "", *_lines(document.blocks), *_footnotes(document)]
    return front + "\n".join(lines).rstrip("\n") + "\n"


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    before: Block | None = None
    has_legend = False
    for block in blocks:
        match block:
            case Heading():
                yield from (f"{'#' * (block.level + 1)} {heading_line(block.inlines)}", "")
            case Paragraph():
                yield from (block_line(block.inlines), "")
            case Items():
                yield from _items(block.items, block.style, is_other=isinstance(before, Items | Cards))
                yield ""
            case TableBlock():
                yield from _table(block)
            case Chart():
                if _has_bars(block) and not has_legend:
                    yield from (LEGEND, "")
                    has_legend = True
                yield from _chart(block)
            case Cards():
                cards = (_as_item(card) for card in block.cards)
                yield from _items(cards, ItemsStyle.BULLETS, is_other=isinstance(before, Items | Cards))
                yield ""
            case PageBreak():
                yield from (SLIDE_BREAK, "")
            case Contents() | Endnotes():
                pass
        before = block


def _items(
    items: Iterable[Item], style: ItemsStyle, indent: str = "", *, is_other: bool = False
) -> Iterator[str]:
    """The lines of a list; ``is_other`` says that it follows another list, with which it must not become one."""
    mark = "* " if is_other else "- "
    below = f"{indent}  "
    for number, item in enumerate(items, 1):
        if style is ItemsStyle.NUMBERS:
            mark = f"{number}{')' if is_other else '.'} "
            below = indent + " " * len(mark)
        yield f"{indent}{mark}{block_line(item.inlines, below)}"
        if item.children:
            yield from _items(item.children, ItemsStyle.BULLETS, below)


def _as_item(card: Card) -> Item:
    lines = (*card.lines, card.foot)
    return Item((Strong(card.title),), tuple(Item(line) for line in lines if line))


def _table(table: TableBlock, bars: Sequence[str] | None = None) -> Iterator[str]:
    """The lines of a table; ``bars`` is a last column without a heading."""
    if table.caption:
        yield from (block_line(table.caption), "")
    marks = ["--:" if column.align is Align.RIGHT else ":--" for column in table.columns]
    yield _row((column.heading for column in table.columns), "" if bars is not None else None)
    yield f"| {' | '.join([*marks, ':--'] if bars is not None else marks)} |"
    for place, row in enumerate(table.rows):
        yield _row(row, None if bars is None else bars[place] if place < len(bars) else "")
    yield ""


def _row(cells: Iterable[Inlines], bar: str | None) -> str:
    written = " | ".join([cell_line(cell) for cell in cells])
    if bar is None:
        return f"| {written} |"
    return f"| {written} | `{bar}` |" if bar else f"| {written} | |"


def _has_bars(chart: Chart) -> bool:
    return chart.kind is ChartKind.PLANNED_ACTUAL and chart.table is not None


def _chart(chart: Chart) -> Iterator[str]:
    if chart.table is None:
        return
    if not _has_bars(chart):
        yield from _table(chart.table)
        return
    drawn = [character_bar(bar.planned or 0, bar.value, chart.longest) for bar in chart.bars]
    yield from _table(chart.table, drawn)


def _footnotes(document: Document) -> Iterator[str]:
    for number, footnote in enumerate(document.footnotes, 1):
        yield f"[^{number}]: {block_line(footnote.inlines, '    ')}"
        yield ""
