"""Which blocks stay on one page, and which stay with the one behind them, in every format that has pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.report.document import (
    Block,
    Heading,
    Item,
    Items,
    ItemsStyle,
    Paragraph,
    ParagraphStyle,
    lines_of,
)
from breakout_tui.report.figures import Chart, TableBlock
from breakout_tui.report.inlines import Inlines, words

MOST_ROWS = 12
"""Rows of a table that stays on one page."""
MOST_ITEMS = 6
"""Items of a list that stays on one page, and details of a statement that stay with it."""
_MOST_WORDS = 1_500
"""Characters of what stays on one page: about a third of it."""
_LONGEST_LEAD = 200


def is_whole(block: Block) -> bool:
    """Whether a table or a list is so short that it stays on one page."""
    match block:
        case TableBlock():
            return len(block.rows) <= MOST_ROWS and _fits(block)
        case Items():
            return len(block.items) <= MOST_ITEMS and _fits(block)
    return False


def are_whole(notes: Iterable[Inlines]) -> bool:
    """Whether endnotes are so few that they stay on one page."""
    return sum(len(words(note)) for note in notes) <= _MOST_WORDS


def is_whole_statement(item: Item) -> bool:
    """Whether a statement stays on one page with its details."""
    return len(item.children) <= MOST_ITEMS and _fits(Items((item,)))


def leads_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether the paragraph at this place only leads to what follows.

    That is a remark, a line or two before a list, a table or a chart, or such a line between a heading and another one, or a leading line.
    """
    if at + 1 >= len(blocks) or not _is_short(blocks[at]):
        return False
    block, after = blocks[at], blocks[at + 1]
    if _is_remark(block) or _is_led_to(after):
        return True
    return (
        at > 0
        and isinstance(blocks[at - 1], Heading)
        and (isinstance(after, Heading) or leads_on(blocks, at + 1))
    )


def _is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(words(block.inlines)) <= _LONGEST_LEAD


def _is_remark(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.REMARK


def _is_led_to(block: Block) -> bool:
    """Statements can each stand alone; other lists, tables and charts are read from their beginning."""
    is_list = isinstance(block, Items) and block.style is not ItemsStyle.STATEMENTS
    return is_list or isinstance(block, TableBlock | Chart)


def _fits(block: Block) -> bool:
    return sum(len(words(line)) for line in lines_of(block)) <= _MOST_WORDS
