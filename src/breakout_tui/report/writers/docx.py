"""Documents as DOCX files for Word and LibreOffice: real styles, numbered headings, footnotes, tables with repeated headings.

The same document makes the same bytes. The XML is written as text, and python-docx opens and packs the file around it: its calls for
single cells take time that grows with the square of the table, and it has none for footnotes, links and lists.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from breakout_tui.domain.text import clean_line, clip
from breakout_tui.report.document import Document, anchors, has_contents
from breakout_tui.report.inlines import words
from breakout_tui.report.writers.direction import runs_from_right
from breakout_tui.report.writers.docx_blocks import BlockWriter
from breakout_tui.report.writers.docx_figures import FigureWriter
from breakout_tui.report.writers.docx_lists import ListNumbers
from breakout_tui.report.writers.docx_parts import (
    add_footnote,
    footnote_mark,
    footnotes_part,
    numbering_of,
    set_language,
    set_properties,
)
from breakout_tui.report.writers.docx_runs import RunWriter
from breakout_tui.report.writers.docx_styles import ReportStyles
from breakout_tui.report.writers.docx_template import base_file, open_template
from breakout_tui.report.writers.fixed_zip import unzipped, zipped
from breakout_tui.report.writers.paper_size import PaperSize

_NAMES = nsdecls("w", "r", "wp", "a", "pic") + (
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_TITLE_IN_FOOTER = 90
_ON_A_WALL = 1.9
"""How much larger the type of slides is."""
_OLDEST_WIDTH = 9000
"""The width of the text, in twentieths of a point, of a template that does not say it."""


def render_docx(
    document: Document, *, template: bytes | None = None, paper: PaperSize = PaperSize.A4
) -> bytes:
    """The document as a DOCX file, in the styles and on the page of a template; ``paper`` is for a document without one.

    Raises TemplateRefused.
    """
    word = open_template(template)
    styles, numbers = _styles(word, document)
    set_language(word.styles.element, document.language)
    set_properties(word, document)
    if template is None:
        _set_page(word, document, paper)
    targets = anchors(document)
    runs = RunWriter(styles.ids, targets, lambda address: _link(word.part, address))
    from_right = runs_from_right(document.language)
    figures = FigureWriter(
        styles.ids, runs, _text_width(word), lambda data: _picture(word, data), from_right=from_right
    )
    blocks = BlockWriter(styles.ids, runs, figures, numbers, document.language)
    _put_body(word, "".join(blocks.body(document)))
    if document.footnotes:
        _write_footnotes(word, document, styles, blocks)
    target = BytesIO()
    word.save(target)
    return zipped(unzipped(target.getvalue()))


def _styles(word: WordDocument, document: Document) -> tuple[ReportStyles, ListNumbers]:
    numbering = numbering_of(word)
    ours, lists = parse_xml(base_file("report_styles.xml")), parse_xml(base_file("numbering.xml"))
    styles = ReportStyles(word.styles.element, ours, lists, numbering, has_numbers=has_contents(document))
    return styles, ListNumbers(numbering, styles)


def _put_body(word: WordDocument, xml: str) -> None:
    body: Any = word.element.body
    section = body.find(qn("w:sectPr"))
    for element in parse_xml(f"<w:body {_NAMES}>{xml}</w:body>"):
        if section is None:
            body.append(element)
        else:
            section.addprevious(element)


def _write_footnotes(
    word: WordDocument, document: Document, styles: ReportStyles, blocks: BlockWriter
) -> None:
    part = footnotes_part(word)
    runs = RunWriter(styles.ids, anchors(document), lambda address: _link(part, address))
    mark = footnote_mark(styles.ids)
    for footnote in document.footnotes:
        text = words(footnote.inlines)
        add_footnote(part, blocks.paragraph("footnote text", mark + runs.runs(footnote.inlines), text))


def _set_page(word: WordDocument, document: Document, paper: PaperSize) -> None:
    """Paper, direction and the title in the footer of our own template."""
    section: Any = word.element.body.find(qn("w:sectPr"))
    width, height = paper.size
    size = section.find(qn("w:pgSz"))
    if document.is_slides:
        width, height = height, width
        size.set(qn("w:orient"), "landscape")
        _enlarge(word.styles.element)
    size.set(qn("w:w"), str(width))
    size.set(qn("w:h"), str(height))
    if runs_from_right(document.language):
        section.append(parse_xml(f"<w:bidi {nsdecls('w')}/>"))
    for stop in word.styles["footer"].element.iter(qn("w:tab")):
        stop.set(qn("w:pos"), str(_text_width(word)))
    (footer,) = word.sections[0].footer.paragraphs
    footer.runs[0]._r.find(qn("w:t")).text = clip(
        clean_line(document.running_title or document.title), _TITLE_IN_FOOTER
    )


def _enlarge(styles: Any) -> None:
    """Type for a wall, except at the foot of the page."""
    for style in styles:
        if style.get(qn("w:styleId")) not in ("Footer", "Header"):
            for size in (*style.iter(qn("w:sz")), *style.iter(qn("w:szCs"))):
                size.set(qn("w:val"), str(round(int(size.get(qn("w:val"))) * _ON_A_WALL)))


def _text_width(word: WordDocument) -> int:
    """The width of the text, in twentieths of a point."""
    section = word.sections[-1] if len(word.sections) else None
    if section is None or section.page_width is None:
        return _OLDEST_WIDTH
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return max(_OLDEST_WIDTH // 3, int((section.page_width - margins) / 635))


def _link(part: XmlPart, address: str) -> str:
    return part.relate_to(address, RT.HYPERLINK, is_external=True)


def _picture(word: WordDocument, data: bytes) -> str:
    relation, _ = word.part.get_or_add_image(BytesIO(data))
    return str(relation)
