"""Reports and parts of them as Markdown, as the program writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from breakout_tui.report.document import Block, Document, Item, Items
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import in_line, typed
from breakout_tui.report.report_document import TOOL, document_of
from breakout_tui.report.report_model import Report
from breakout_tui.report.slides import slides_of
from breakout_tui.report.spoken import SpokenReport, document_of_spoken
from breakout_tui.report.writers.markdown import write_markdown
from breakout_tui.report.writers.markdown_inlines import block_line, cell_line, heading_line


def render(report: Report, *, tool: str = TOOL) -> str:
    """The report as Markdown."""
    return write_markdown(document_of(report, tool=tool))


def render_spoken(spoken: SpokenReport, *, tool: str = TOOL) -> str:
    """The report-back as Markdown."""
    return write_markdown(document_of_spoken(spoken, tool=tool))


def render_slides(spoken: SpokenReport) -> str:
    """The slides as Markdown."""
    return write_markdown(slides_of(spoken))


def printed(blocks: Iterable[Block]) -> list[str]:
    """The lines of these blocks, a line with hard breaks in it as one; none for no blocks."""
    _, _, *lines = re.split(r"(?<!\\)\n", write_markdown(Document("x", tuple(blocks))))
    return lines if any(lines) else []


def printed_item(item: Item) -> list[str]:
    """The lines of an item."""
    return printed([Items((item,))])[:-1]


def block(text: str, indent: str = "") -> str:
    """Typed text as a paragraph."""
    return block_line((typed(text),), indent)


def heading(text: str) -> str:
    """Typed text in a heading."""
    return heading_line((in_line(text),))


def cell(text: str) -> str:
    """Typed text in a table cell."""
    return cell_line((in_line(text),))


def within(text: str, indent: str = "") -> str:
    """Typed text behind other words of its line."""
    return block_line((Text("x "), typed(text)), indent)[2:]


def in_line_within(text: str) -> str:
    """Typed text in one line, behind other words."""
    return block_line((Text("x "), in_line(text)))[2:]
