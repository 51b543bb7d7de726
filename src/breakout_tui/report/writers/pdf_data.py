"""A document as the data that ``document.typ`` shows: plain values of JSON, in which all text is text.

Words that are too long for a line are given in pieces, since typst breaks a line only where Unicode lets it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
    lines_of,
)
from breakout_tui.report.figures import Align, Bar, Chart, TableBlock
from breakout_tui.report.inlines import (
    Anchor,
    Emphasis,
    FootnoteMark,
    Hyperlink,
    Inline,
    Inlines,
    Reference,
    Strong,
    Text,
    each_inline,
    words,
)
from breakout_tui.report.writers.direction import begins_from_right, runs_from_right
from breakout_tui.report.writers.leading_reference import leading
from breakout_tui.report.writers.paper_size import PaperSize

Data: TypeAlias = dict[str, Any]

_MOST_FOOTNOTES = 100
"""More than these are printed as endnotes: many on one page take time that grows with the square of their number."""
_FOOTER = 90
_LONGEST_ROW = 1_000
"""Characters of a cell that is kept on one page."""
_LONGEST_WORD = 30
"""Letters after which a line may break anywhere in a word."""
_LETTER = r"[!-~\u00c0-\u024f]"
_LONG = re.compile(rf"{_LETTER}{{{_LONGEST_WORD + 1},}}")
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_PAPERS = {PaperSize.A4: "a4", PaperSize.LETTER: "us-letter"}


def pdf_data(document: Document, paper: PaperSize) -> Data:
    """The data of a document; ``missing`` is left empty."""
    return DocumentData(document).data(paper)


class DocumentData:
    """Turns one document into data."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._targets = anchors(document)
        self._from_right = runs_from_right(document.language)
        many = len(document.footnotes) > _MOST_FOOTNOTES
        self._has_endnotes = many or any(isinstance(block, Endnotes) for block in document.blocks)

    def data(self, paper: PaperSize) -> Data:
        """The whole document."""
        document, properties = self._document, self._document.properties
        tag = _TAG.fullmatch(document.language)
        title = clean_line(document.title)
        return {
            "title": title,
            "footer": clip(title, _FOOTER),
            "author": clean_line(properties.author),
            "subject": clean_line(properties.subject),
            "keywords": [clean_line(word) for word in properties.keywords],
            "lang": tag[1] if tag else "en",
            "region": tag[2] if tag else None,
            "from-right": self._from_right,
            "paper": _PAPERS[paper],
            "footnotes": [self._words(note.inlines) for note in document.footnotes],
            "blocks": list(self._blocks()),
            "missing": "",
        }

    def _blocks(self) -> Iterator[Data]:
        waiting: list[int] = []
        for block in self._document.blocks:
            waiting += _marks(block)
            if isinstance(block, Endnotes):
                if waiting:
                    yield {"kind": "endnotes", "numbers": waiting}
                waiting = []
            else:
                yield self._block(block)
                if isinstance(block, Chart) and block.table is not None:
                    yield self._table(block.table)
        if waiting and self._has_endnotes:
            yield {"kind": "endnotes", "numbers": waiting}

    def _block(self, block: Block) -> Data:
        match block:
            case Heading():
                # The standard has no heading without a title.
                line = self._line(block.inlines if _is_seen(words(block.inlines)) else (Text("–"),))
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
            case Contents():
                return {"kind": "contents", "title": clean_line(block.title), "depth": block.depth}
            case PageBreak() | Endnotes():
                return {"kind": "page"}

    def _item(self, item: Item) -> Data:
        return {"line": self._line(item.inlines), "children": [self._item(child) for child in item.children]}

    def _statement(self, item: Item) -> Data:
        reference, rest = leading(item.inlines)
        return {"reference": self._line(reference)} | self._item(Item(rest, item.children))

    def _table(self, table: TableBlock) -> Data:
        cells = (words(cell) for row in table.rows for cell in row)
        return {
            "kind": "table",
            "caption": self._line(table.caption),
            "columns": [
                {
                    "heading": self._line(column.heading),
                    "right": column.align is Align.RIGHT,
                    "width": column.width,
                }
                for column in table.columns
            ],
            "rows": [[self._line(cell) for cell in row] for row in table.rows],
            "total": table.has_total,
            "breakable": any(len(cell) > _LONGEST_ROW for cell in cells),
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
            "label": self._plain(bar.label),
            "shown": self._plain(bar.shown),
            "used": min(bar.value, mark) / longest,
            "left": max(0, mark - bar.value) / longest,
            "over": max(0, bar.value - mark) / longest,
            "marked": bar.planned is not None,
            "faint": bar.is_faint,
        }

    def _plain(self, text: str) -> Data:
        return self._line((Text(clean_line(text)),))

    def _line(self, inlines: Inlines) -> Data:
        from_right = begins_from_right(words(inlines), default=self._from_right)
        return {"c": self._words(inlines), "from-right": from_right}

    def _words(self, inlines: Iterable[Inline], *, in_link: bool = False) -> list[Data]:
        return [each for inline in inlines for each in self._inline(inline, in_link)]

    def _inline(self, inline: Inline, in_link: bool) -> Iterator[Data]:
        match inline:
            case Text():
                if inline.text:
                    yield {"k": "text", "t": [list(_pieces(line)) for line in inline.text.split("\n")]}
            case Strong():
                yield {"k": "strong", "c": self._words(inline.inlines, in_link=in_link)}
            case Emphasis():
                yield {"k": "emphasis", "c": self._words(inline.inlines, in_link=in_link)}
            case Anchor():
                yield {"k": "anchor", "id": inline.id, "c": self._words(inline.inlines, in_link=in_link)}
            case Reference() if inline.to in self._targets and not in_link:
                yield {"k": "inside", "to": inline.to, "c": self._words(inline.inlines, in_link=True)}
            case Hyperlink() if not in_link:
                yield {"k": "outside", "to": inline.address, "c": self._words(inline.inlines, in_link=True)}
            case Reference() | Hyperlink():
                yield from self._words(inline.inlines, in_link=in_link)
            case FootnoteMark():
                yield {"k": "endnote" if self._has_endnotes else "footnote", "n": inline.number}


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
    return any(unicodedata.category(each)[0] not in "ZC" for each in text)


def _pieces(line: str) -> Iterator[str]:
    """A line in pieces between which it may break, beside where it may anyway."""
    at = 0
    for long in _LONG.finditer(line):
        for end in range(long.start() + _LONGEST_WORD, long.end(), _LONGEST_WORD):
            yield line[at:end]
            at = end
    yield line[at:]
