"""Which blocks stay on one page, and which stay with the one behind them, in every format that has pages."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.report.document import Block, Heading, Item, Items, Paragraph, ParagraphStyle, lines_of
from breakout_tui.report.figures import TableBlock
from breakout_tui.report.inlines import words

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


def is_whole_statement(item: Item) -> bool:
    """Whether a statement stays on one page with its details."""
    return len(item.children) <= MOST_ITEMS and _fits(Items((item,)))


def leads_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether the paragraph at this place only leads to what follows: a remark, or a line or two between two headings."""
    block, after = blocks[at], blocks[at + 1 : at + 2]
    if not isinstance(block, Paragraph) or not after or len(words(block.inlines)) > _LONGEST_LEAD:
        return False
    is_between = at > 0 and isinstance(blocks[at - 1], Heading) and isinstance(after[0], Heading)
    return is_between or block.style is ParagraphStyle.REMARK


def _fits(block: Block) -> bool:
    return sum(len(words(line)) for line in lines_of(block)) <= _MOST_WORDS
