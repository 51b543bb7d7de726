"""Markdown page: a Markdown text as a single widget.

Textual's own Markdown creates a widget for each block: it took 2.7 s for 300 notes and 11 s for 1,000.
"""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content

from breakout_tui.tui.widgets.markdown_blocks import Block, blocks_of
from breakout_tui.tui.widgets.page import Page, hanging

WIDEST = 96
"""Lines longer than this are hard to read; tables use the whole width."""
LEAST_COLUMN = 6
COLUMN_GAP = 2


class MarkdownText:
    """A Markdown text, rendered."""

    def __init__(self, markdown: str) -> None:
        self._blocks = blocks_of(markdown)
        self.headings = [(block.level, block.text.plain) for block in self._blocks if block.level]
        self.heading_lines: list[int] = []
        """The line of each heading in the last layout."""

    def lay_out(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - as long as it is
        """The lines of the text."""
        lines: list[Content] = []
        self.heading_lines = []
        for block in self._blocks:
            if lines and not block.tight:
                lines.append(Content(""))
            if block.level:
                self.heading_lines.append(len(lines))
            lines += _laid_out(block, width - 1)
        return lines


class MarkdownPage(Page):
    """Shows a rendered text. ``headings`` are its outline; ``go_to`` scrolls one of them to the top."""

    def __init__(self, markdown: str, *, id: str | None = None) -> None:
        self._markdown = MarkdownText(markdown)
        super().__init__(self._markdown, id=id)
        self.headings = self._markdown.headings

    def go_to(self, heading: int) -> None:
        """Scroll so that the heading with this index is at the top."""
        if heading < len(self._markdown.heading_lines):
            self.show_line(self._markdown.heading_lines[heading])


def _laid_out(block: Block, width: int) -> list[Content]:
    if block.rows:
        return _table(block, width)
    width = min(width, WIDEST)
    if block.is_rule:
        return [Content.styled("─" * width, "$faint")]
    return hanging(Content.styled(block.first, "$muted"), block.text, width)


def _table(block: Block, width: int) -> list[Content]:
    """The rows in columns as wide as needed; the widest ones are narrowed until all fit."""
    count = max(len(row) for row in block.rows)
    widths = [
        max(LEAST_COLUMN, *(row[place].cell_length if place < len(row) else 0 for row in block.rows))
        for place in range(count)
    ]
    room = max(count * LEAST_COLUMN, width - len(block.first) - COLUMN_GAP * (count - 1))
    while sum(widths) > room:
        widest = max(widths)
        others = max((each for each in widths if each < widest), default=0)
        tied = [place for place, each in enumerate(widths) if each == widest]
        excess = -(-(sum(widths) - room) // len(tied))
        for place in tied:
            widths[place] = max(widest - excess, others, LEAST_COLUMN)
    lines: list[Content] = []
    for number, row in enumerate(block.rows):
        cells = [
            (cell.stylize("bold $muted") if not number else cell).wrap(wide)
            for cell, wide in zip(row, widths, strict=False)
        ]
        for parts in zip_longest(*cells, fillvalue=Content("")):
            padded = [
                part.pad_right(max(0, wide - part.cell_length))
                for part, wide in zip(parts, widths, strict=False)
            ]
            lines.append(Content(block.first) + Content(" " * COLUMN_GAP).join(padded))
    return lines
