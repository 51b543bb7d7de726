"""Tables, charts and cards of WordprocessingML.

A chart is a table: what each bar is about, the bar, its figure. So it is read aloud row by row, in every program, and looks the
same in all. A bar is made of small pictures of one colour each, drawn as wide as it takes and marked as decoration, since the
figure beside them says it; the whole has its alternative text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol
from xml.sax.saxutils import quoteattr

from breakout_tui.domain.text import clean_line
from breakout_tui.report.figures import Align, Bar, Card, Cards, Chart, Column, TableBlock
from breakout_tui.report.inlines import Inlines, Strong, words
from breakout_tui.report.writers.docx_runs import RunWriter, plain_run
from breakout_tui.report.writers.kept_together import is_whole
from breakout_tui.report.writers.plain_picture import plain_picture

_EMU = 635
"""Word's units of drawings in a twentieth of a point."""
_HEIGHT = 170
"""Of a bar, in twentieths of a point."""
_MARK_WIDTH = 28
_SHARES = (0.42, 0.43, 0.15)
"""Of label, bar and figure, of the width of a chart."""
KEPT_WITH_NEXT = "<w:keepNext/>"
"""Keeps a paragraph, or a row of them, on one page with the next one."""
_ON_ONE_PAGE = 25
"""The most bars that are kept together."""
_GAP = 170
"""Between bar and figure."""
_CARD_HEIGHT, _CARD_MARGIN = 3230, 227
"""At least; of a card, so that four rows fit on a page, and around its text."""
_USED, _OVER, _FAINT, _TRACK, _MARK = "3B76B8", "B3261E", "C9C5BB", "E9E5DC", "1C2126"


class ParagraphWriter(Protocol):
    """Writes a paragraph in a style, as ``BlockWriter`` does."""

    def paragraph(self, style: str, runs: str, text: str, properties: str = "") -> str:
        """A paragraph as XML."""


class FigureWriter:
    """Writes tables and charts as wide as the text, ``width`` in twentieths of a point.

    ``picture`` puts a picture into the package and gives the id of its relation.
    """

    def __init__(
        self,
        styles: dict[str, str],
        runs: RunWriter,
        width: int,
        picture: Callable[[bytes], str],
        *,
        from_right: bool,
    ) -> None:
        self._styles = styles
        self._runs = runs
        self._width = width
        self._picture = picture
        self._from_right = from_right
        self._pictures: dict[str, str] = {}
        self._drawings = 0

    def figure(self, block: TableBlock | Chart, paragraphs: ParagraphWriter) -> Iterator[str]:
        """A table, or a chart and its table."""
        if isinstance(block, TableBlock):
            yield from self._table(block, paragraphs)
            return
        yield paragraphs.paragraph("caption", plain_run(block.title), block.title)
        yield self._bars(block, paragraphs)
        yield _AFTER
        if block.table is not None:
            yield from self._table(block.table, paragraphs)

    def cards(self, block: Cards, paragraphs: ParagraphWriter) -> Iterator[str]:
        """Cards as a table of two columns with lines to cut along."""
        widths = _shared(self._width, (1, 1))
        written = [self._card(card, paragraphs) for card in block.cards]
        if len(written) % 2:
            written.append("<w:p/>")
        rows = [
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_CARD_HEIGHT}" w:hRule="atLeast"/></w:trPr>'
            + "".join(_cell(width, content, _FRAME) for width, content in zip(widths, pair, strict=True))
            + "</w:tr>"
            for pair in zip(written[::2], written[1::2], strict=True)
        ]
        yield self._grid("Report Chart", widths, rows, _look())
        yield _AFTER

    def _card(self, card: Card, paragraphs: ParagraphWriter) -> str:
        lines = [("Lead", (Strong(card.title),)), *(("Table Text", line) for line in card.lines)]
        if card.foot:
            lines.append(("Remark", card.foot))
        return "".join(
            # The spacing comes behind the direction in the schema.
            paragraphs.paragraph(style, self._runs.runs(line), words(line)).replace("</w:pPr>", _IN_CARD, 1)
            for style, line in lines
        )

    def _table(self, table: TableBlock, paragraphs: ParagraphWriter) -> Iterator[str]:
        if table.caption:
            runs = self._runs.runs(table.caption)
            yield paragraphs.paragraph("caption", runs, words(table.caption))
        widths = _shared(self._width, [column.width for column in table.columns])
        headings = tuple(column.heading for column in table.columns)
        head = self._row(headings, table.columns, widths, paragraphs, is_head=True)
        last = len(table.rows) if is_whole(table) else 0
        rows = (
            self._row(row, table.columns, widths, paragraphs, is_kept=number < last)
            for number, row in enumerate(table.rows, 1)
        )
        look = _look("first row", *(("last row",) if table.has_total else ()))
        texts = _alternative(words(table.caption), "")
        yield self._grid("Report Table", widths, (head, *rows), f"{look}{texts}")
        yield _AFTER

    def _row(
        self,
        cells: Sequence[Inlines],
        columns: Sequence[Column],
        widths: Sequence[int],
        paragraphs: ParagraphWriter,
        *,
        is_head: bool = False,
        is_kept: bool = False,
    ) -> str:
        kept = KEPT_WITH_NEXT if is_head or is_kept else ""
        whole = "".join(
            _cell(width, self._line(cell, column, paragraphs, kept))
            for cell, column, width in zip(cells, columns, widths, strict=True)
        )
        head = "<w:tblHeader/>" if is_head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{whole}</w:tr>"

    def _line(self, cell: Inlines, column: Column, paragraphs: ParagraphWriter, kept: str) -> str:
        line = paragraphs.paragraph("Table Text", self._runs.runs(cell), words(cell), kept)
        # The alignment comes behind the direction in the schema.
        return (
            line.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>', 1)
            if column.align is Align.RIGHT
            else line
        )

    def _bars(self, chart: Chart, paragraphs: ParagraphWriter) -> str:
        widths = [int(self._width * share) for share in _SHARES]
        room = widths[1] - _GAP
        rows = []
        for number, bar in enumerate(chart.bars, 1):
            # A chart stays on one page if it fits there.
            kept = KEPT_WITH_NEXT if number < len(chart.bars) <= _ON_ONE_PAGE else ""
            label = paragraphs.paragraph("Table Text", plain_run(bar.label), bar.label, kept)
            shown = paragraphs.paragraph("Table Text", plain_run(bar.shown), bar.shown)
            drawn = paragraphs.paragraph("Table Text", self._bar(bar, chart.longest, room), "")
            cells = "".join(_cell(*each, _MIDDLE) for each in zip(widths, (label, drawn, shown), strict=True))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        look = _look("first column")
        return self._grid("Report Chart", widths, rows, look + _alternative(chart.title, chart.alternative))

    def _bar(self, bar: Bar, longest: int, room: int) -> str:
        """The pictures of a bar: what was used, a mark at the plan, and what is over or left of it."""
        length = round(room * bar.value / longest)
        colour = _FAINT if bar.is_faint else _USED
        if bar.planned is None:
            return self._drawn(colour, length)
        mark = round(room * bar.planned / longest)
        used, over, left = min(length, mark), max(0, length - mark), max(0, mark - length)
        return (
            self._drawn(colour, used)
            + self._drawn(_TRACK, left)
            + self._drawn(_MARK, _MARK_WIDTH)
            + self._drawn(_FAINT if bar.is_faint else _OVER, over)
        )

    def _drawn(self, colour: str, width: int) -> str:
        if width <= 0:
            return ""
        if colour not in self._pictures:
            self._pictures[colour] = self._picture(plain_picture(colour))
        self._drawings += 1
        return _DRAWING.format(
            width=width * _EMU, height=_HEIGHT * _EMU, id=self._drawings, relation=self._pictures[colour]
        )

    def _grid(self, style: str, widths: Sequence[int], rows: Sequence[str], properties: str) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" if self._from_right else ""
        return (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(self._styles[style])}/>{visual}"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{properties}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )


_AFTER = '<w:p><w:pPr><w:spacing w:before="0" w:after="120" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
"""Word joins two tables without a paragraph between them."""


def _cell(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _shared(width: int, shares: Sequence[int]) -> list[int]:
    """The width of each column; together the whole width."""
    ends = [width * sum(shares[: at + 1]) // sum(shares) for at in range(len(shares))]
    return [end - start for start, end in zip((0, *ends), ends, strict=False)]


def _look(*heads: str) -> str:
    """Which rows and columns say what the others are, as bits and as words: programs read one or the other."""
    bits = 0x600 | sum(_HEADS[head] for head in heads)  # no bands of rows or columns
    first_row, last_row, first_column = (int(head in heads) for head in _HEADS)
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{first_row}" w:lastRow="{last_row}" '
        f'w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def _alternative(title: str, text: str) -> str:
    caption = f"<w:tblCaption w:val={quoteattr(clean_line(title))}/>" if title else ""
    return caption + (f"<w:tblDescription w:val={quoteattr(clean_line(text))}/>" if text else "")


_HEADS = {"first row": 0x20, "last row": 0x40, "first column": 0x80}
_IN_CARD = '<w:spacing w:before="0" w:after="80"/></w:pPr>'
_MIDDLE = '<w:vAlign w:val="center"/>'
_SIDES = ("top", "left", "bottom", "right")
_FRAME = (
    "<w:tcBorders>"
    + "".join(f'<w:{side} w:val="dashed" w:sz="4" w:space="0" w:color="{_FAINT}"/>' for side in _SIDES)
    + "</w:tcBorders><w:tcMar>"
    + "".join(f'<w:{side} w:w="{_CARD_MARGIN}" w:type="dxa"/>' for side in _SIDES)
    + "</w:tcMar>"
)
_DRAWING = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{id}" name="Bar {id}" descr=""><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative val="1"/></a:ext></a:extLst></wp:docPr><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="Bar {id}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
