"""The blocks of a document as paragraphs and tables of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

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
    ParagraphStyle,
)
from breakout_tui.report.figures import Cards, Chart, TableBlock
from breakout_tui.report.inlines import Inlines, words
from breakout_tui.report.writers.direction import begins_from_right, runs_from_right
from breakout_tui.report.writers.docx_figures import KEPT_WITH_NEXT, FigureWriter
from breakout_tui.report.writers.docx_lists import ListNumbers
from breakout_tui.report.writers.docx_runs import RunWriter, plain_run
from breakout_tui.report.writers.kept_together import is_whole, leads_on
from breakout_tui.report.writers.leading_reference import leading

_STYLES = {
    ParagraphStyle.BODY: "",
    ParagraphStyle.PLACE: "Subtitle",
    ParagraphStyle.LEAD: "Lead",
    ParagraphStyle.REMARK: "Remark",
}
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_KEPT = 8
"""So many details of a statement are kept together."""
_DEEPEST = 2
"""The deepest level of a list below its items."""


class BlockWriter:
    """Writes the blocks of one document, in order."""

    def __init__(
        self,
        styles: dict[str, str],
        runs: RunWriter,
        figures: FigureWriter,
        numbers: ListNumbers,
        language: str,
    ) -> None:
        self._styles = styles
        self._runs = runs
        self._figures = figures
        self._numbers = numbers
        self._from_right = runs_from_right(language)

    def body(self, document: Document) -> Iterator[str]:
        """The title and the blocks."""
        yield self.paragraph("Title", plain_run(document.title), document.title)
        blocks = document.blocks
        for at, block in enumerate(blocks):
            page = "<w:pageBreakBefore/>" if at > 0 and isinstance(blocks[at - 1], PageBreak) else ""
            kept = KEPT_WITH_NEXT if leads_on(blocks, at) else ""
            yield from self._block(block, document, page, kept)

    def paragraph(self, style: str, runs: str, text: str, properties: str = "") -> str:
        """A paragraph in a style, set in the direction of its text. ``properties`` is in the order of the schema."""
        named = f"<w:pStyle w:val={quoteattr(self._styles[style])}/>" if style else ""
        bidi = "<w:bidi/>" if begins_from_right(text, default=self._from_right) else ""
        inner = f"{named}{properties}{bidi}"
        return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"

    def _block(self, block: Block, document: Document, page: str, kept: str) -> Iterator[str]:
        if page and not isinstance(block, Heading | Paragraph):
            yield _BREAK
        match block:
            case Heading():
                yield self._heading(block, page)
            case Paragraph():
                yield self._line(_STYLES[block.style], block.inlines, kept + page)
            case Items():
                yield from self._items(block)
            case TableBlock() | Chart():
                yield from self._figures.figure(block, self)
            case Cards():
                yield from self._figures.cards(block, self)
            case Contents():
                yield self._contents(block, document)
            case PageBreak() | Endnotes():
                return

    def _line(self, style: str, inlines: Inlines, properties: str = "") -> str:
        return self.paragraph(style, self._runs.runs(inlines), words(inlines), properties)

    def _heading(self, heading: Heading, page: str) -> str:
        runs = self._runs.runs(heading.inlines)
        marked = self._runs.bookmark(heading.id, runs) if heading.id else runs
        return self.paragraph(f"heading {heading.level}", marked, words(heading.inlines), page)

    def _items(self, items: Items) -> Iterator[str]:
        if items.style is ItemsStyle.STATEMENTS:
            for item in items.items:
                kept = KEPT_WITH_NEXT if item.children else ""
                yield self._statement(item, kept)
                yield from self._details(item.children, 0)
            return
        numbered = self._numbers.new_list() if items.style is ItemsStyle.NUMBERS else ""
        is_kept = is_whole(items)
        for at, item in enumerate(items.items, 1):
            kept = KEPT_WITH_NEXT if is_kept and (item.children or at < len(items.items)) else ""
            if numbered:
                yield self._line("List Number", item.inlines, kept + numbered)
            else:
                yield self._bullet(item, 0, kept)
            is_last = at == len(items.items)
            yield from self._bullets(item.children, 1, kept="" if is_last else kept)

    def _bullets(self, items: Iterable[Item], depth: int, kept: str = "") -> Iterator[str]:
        for item in items:
            yield self._bullet(item, depth, kept)
            yield from self._bullets(item.children, min(depth + 1, _DEEPEST), kept)

    def _bullet(self, item: Item, depth: int, kept: str) -> str:
        style = f"List Bullet {depth + 1}" if depth else "List Bullet"
        return self._line(style, item.inlines, kept + self._numbers.bullets(style, depth))

    def _statement(self, item: Item, kept: str) -> str:
        """The reference hangs before the statement, as a bullet would."""
        reference, rest = leading(item.inlines)
        if not reference:
            return self._line("Statement", rest, kept)
        runs = self._runs.runs(reference) + "<w:r><w:tab/></w:r>" + self._runs.runs(rest)
        return self.paragraph("Statement", runs, words(rest), kept)

    def _details(self, items: Sequence[Item], depth: int) -> Iterator[str]:
        for at, item in enumerate(items):
            deeper = self._numbers.details(depth) if depth else self._numbers.bullets("Statement Detail", 0)
            # A page doesn't end within the details, as far as Word can help it.
            kept = KEPT_WITH_NEXT if depth == 0 and at < min(len(items) - 1, _KEPT) else ""
            yield self._line("Statement Detail", item.inlines, kept + deeper)
            yield from self._details(item.children, min(depth + 1, _DEEPEST))

    def _contents(self, contents: Contents, document: Document) -> str:
        """The field with its entries, as Word would make them, so that nobody has to update it first."""
        entries = list(self._entries(contents, document))
        if not entries:
            return ""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{contents.depth}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        last = len(entries) - 1
        paragraphs = [self.paragraph("TOC Heading", plain_run(contents.title), contents.title)]
        for at, (level, runs, text) in enumerate(entries):
            whole = f"{begin if at == 0 else ''}{runs}{end if at == last else ''}"
            paragraphs.append(self.paragraph(f"toc {level}", whole, text))
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"
        )

    def _entries(self, contents: Contents, document: Document) -> Iterator[tuple[int, str, str]]:
        """Level, runs and text of each entry, led by the number of its heading."""
        counts = [0] * 5
        for heading in document.blocks:
            if not isinstance(heading, Heading):
                continue
            counts[heading.level - 1] += 1
            counts[heading.level :] = [0] * (5 - heading.level)
            if not heading.id or heading.level > contents.depth:
                continue
            text = words(heading.inlines)
            number = self._numbers.heading_number(counts, heading.level)
            led = f"{plain_run(number)}<w:r><w:tab/></w:r>" if number else ""
            yield heading.level, self._runs.link_inside(heading.id, led + plain_run(text)), text
