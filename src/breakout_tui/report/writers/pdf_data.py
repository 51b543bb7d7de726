"""A document as the data that ``document.typ`` shows: plain values of JSON, in which all text is text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeAlias

from breakout_tui.domain.text import clean_line, clip
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
    anchors,
    has_contents,
    lines_of,
)
from breakout_tui.report.figures import Align, Bar, Card, Cards, Chart, TableBlock
from breakout_tui.report.inlines import (
    FootnoteMark,
    Inlines,
    Text,
    each_inline,
    words,
)
from breakout_tui.report.writers.direction import begins_from_right, runs_from_right
from breakout_tui.report.writers.kept_together import are_whole, is_whole, is_whole_statement, leads_on
from breakout_tui.report.writers.leading_reference import leading
from breakout_tui.report.writers.paper_size import PaperSize
from breakout_tui.report.writers.pdf_inlines import InlineData

Data: TypeAlias = dict[str, Any]

_MOST_FOOTNOTES = 100
"""More than these are printed as endnotes: many on one page take time that grows with the square of their number."""
_SHORT_NOTE = 32
"""Characters of an endnote that is put beside others, such as one that only names a place."""
_IN_A_ROW = 3
"""How many of them are in a row."""
_FOOTER = 90
_LONGEST_ROW = 1_000
"""Characters of a cell that is kept on one page."""
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_SHORT_REFERENCE = 5
"""Letters of a reference that hangs before its statement: all but those of other rooms."""
_LABEL, _SHOWN = 0.4, 0.13
"""The shares of a label and a figure in the width of a chart."""
_CARD = 0.4
"""The share of a card's text in the width of the page."""
_PAPERS = {PaperSize.A4: "a4", PaperSize.LETTER: "us-letter"}


def pdf_data(document: Document, paper: PaperSize) -> Data:
    """The data of a document; ``missing`` is left empty."""
    return DocumentData(document).data(paper)


class DocumentData:
    """Turns one document into data."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._from_right = runs_from_right(document.language)
        many = len(document.footnotes) > _MOST_FOOTNOTES
        self._has_endnotes = many or any(isinstance(block, Endnotes) for block in document.blocks)
        self._inlines = InlineData(anchors(document), document.footnotes, self._has_endnotes)

    def data(self, paper: PaperSize) -> Data:
        """The whole document."""
        document, properties = self._document, self._document.properties
        tag = _TAG.fullmatch(document.language)
        title = clean_line(document.title)
        return {
            "title": title,
            "footer": clip(clean_line(document.running_title or document.title), _FOOTER),
            "author": clean_line(properties.author),
            "subject": clean_line(properties.subject),
            "keywords": [clean_line(word) for word in properties.keywords],
            "lang": tag[1] if tag else "en",
            "region": tag[2] if tag else None,
            "from-right": self._from_right,
            "paper": "presentation-16-9" if document.is_slides else _PAPERS[paper],
            "slides": document.is_slides,
            "numbered": has_contents(document),
            "blocks": list(self._blocks()),
            "turned": [
                block.id
                for block in document.blocks
                if isinstance(block, Heading) and self._line(block.inlines)["from-right"] != self._from_right
            ],
            "missing": "",
        }

    def _blocks(self) -> Iterator[Data]:
        waiting: list[int] = []
        blocks = self._document.blocks
        for at, block in enumerate(blocks):
            waiting += _marks(block)
            if isinstance(block, Endnotes):
                if waiting:
                    yield self._endnotes(waiting)
                waiting = []
            else:
                yield self._block(block) | {"sticky": self._is_sticky(at), "whole": is_whole(block)}
                if isinstance(block, Chart) and block.table is not None:
                    yield self._table(block.table)
        if waiting and self._has_endnotes:
            yield self._endnotes(waiting)

    def _is_sticky(self, at: int) -> bool:
        """Whether a block stays with the one behind it. So does a short one before endnotes, which would else be on a page alone."""
        blocks = self._document.blocks
        is_last = at + 1 < len(blocks) and isinstance(blocks[at + 1], Endnotes)
        is_short = isinstance(blocks[at], Paragraph) or is_whole(blocks[at])
        return leads_on(blocks, at) or (is_last and is_short)

    def _endnotes(self, numbers: list[int]) -> Data:
        """In runs of short notes, several in a row, and of longer ones."""
        notes = [(number, self._document.footnotes[number - 1].inlines) for number in numbers]
        runs = [
            {
                "columns": _IN_A_ROW if are_short else 1,
                "notes": [{"n": number, "c": self._inlines.words(inlines)} for number, inlines in run],
            }
            for are_short, run in groupby(notes, key=lambda note: len(words(note[1])) <= _SHORT_NOTE)
        ]
        whole = are_whole(inlines for _, inlines in notes)
        return {"kind": "endnotes", "runs": runs, "whole": whole}

    def _block(self, block: Block) -> Data:
        match block:
            case Heading():
                # The standard has no heading without a title.
                line = self._line(
                    block.inlines if _is_seen(words(block.inlines)) else (*block.inlines, Text("–"))
                )
                return {"kind": "heading", "level": block.level, "id": block.id, "line": line}
            case Paragraph():
                return {"kind": "paragraph", "style": block.style.value, "line": self._line(block.inlines)}
            case Items(style=ItemsStyle.STATEMENTS):
                return {"kind": "statements", "items": [self._statement(item) for item in block.items]}
            case Items():
                return {"kind": block.style.value, "items": [self._item(item) for item in block.items]}
            case TableBlock():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Cards():
                return {"kind": "cards", "cards": [self._card(card) for card in block.cards]}
            case Contents():
                return {"kind": "contents", "title": clean_line(block.title), "depth": block.depth}
            case PageBreak() | Endnotes():
                return {"kind": "page"}

    def _item(self, item: Item) -> Data:
        return {"line": self._line(item.inlines), "children": [self._item(child) for child in item.children]}

    def _statement(self, item: Item) -> Data:
        reference, rest = leading(item.inlines)
        short = len(words(reference)) <= _SHORT_REFERENCE
        placed = {"reference": self._line(reference), "short": short, "whole": is_whole_statement(item)}
        return placed | self._item(Item(rest, item.children))

    def _table(self, table: TableBlock) -> Data:
        cells = (words(cell) for row in table.rows for cell in row)
        whole = sum(column.width for column in table.columns)
        shares = [column.width / whole for column in table.columns]
        return {
            "kind": "table",
            "caption": self._line(table.caption),
            "columns": [
                {
                    "heading": self._line(column.heading, share, may_link=False),
                    "right": column.align is Align.RIGHT,
                    "width": column.width,
                }
                for column, share in zip(table.columns, shares, strict=True)
            ],
            "rows": [
                [self._line(cell, share) for cell, share in zip(row, shares, strict=True)]
                for row in table.rows
            ],
            "total": table.has_total,
            "large": table.is_large,
            "breakable": any(len(cell) > _LONGEST_ROW for cell in cells),
            "whole": is_whole(table),
        }

    def _card(self, card: Card) -> Data:
        return {
            "title": self._line(card.title, _CARD),
            "lines": [self._line(line, _CARD) for line in card.lines],
            "foot": self._line(card.foot, _CARD),
        }

    def _chart(self, chart: Chart) -> Data:
        return {
            "kind": "chart",
            "title": self._plain(chart.title),
            "alternative": clean_line(chart.alternative) or clean_line(chart.title) or "–",
            "bars": [self._bar(bar, chart.longest) for bar in chart.bars],
        }

    def _bar(self, bar: Bar, longest: int) -> Data:
        """The lengths of the parts of a bar, as shares of the longest."""
        mark = bar.value if bar.planned is None else bar.planned
        return {
            "label": self._plain(bar.label, _LABEL),
            "shown": self._plain(bar.shown, _SHOWN),
            "used": min(bar.value, mark) / longest,
            "left": max(0, mark - bar.value) / longest,
            "over": max(0, bar.value - mark) / longest,
            "marked": bar.planned is not None,
            "faint": bar.is_faint,
        }

    def _plain(self, text: str, share: float = 1) -> Data:
        return self._line((Text(clean_line(text)),), share)

    def _line(self, inlines: Inlines, share: float = 1, *, may_link: bool = True) -> Data:
        """A line; ``share`` is that of its column in the width of the page."""
        from_right = begins_from_right(words(inlines), default=self._from_right)
        data = self._inlines.in_share(share)
        return {
            "c": (data if may_link else data.unlinked()).words(inlines),
            "from-right": from_right,
        }


def _marks(block: Block) -> list[int]:
    """The numbers of the footnotes whose marks are in a block, in order."""
    return [
        each.number
        for line in lines_of(block)
        for each in each_inline(line)
        if isinstance(each, FootnoteMark)
    ]


def _is_seen(text: str) -> bool:
    """Whether a text shows anything."""
    return any(not each.isspace() and unicodedata.category(each) != "Cf" for each in text)
