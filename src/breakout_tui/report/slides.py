"""The report-back as slides: a document with one thought per page.

In Markdown the pages are separated by ``---``: Marp, reveal.js, Slidev and pandoc read this form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.records import Finding
from breakout_tui.report.document import Block, Document, Heading, PageBreak, Paragraph
from breakout_tui.report.inlines import Emphasis, Text
from breakout_tui.report.phrases import one_line, typed
from breakout_tui.report.report_document import TOOL
from breakout_tui.report.spoken import SpokenReport, heading_of_kind, listed_texts, place, properties_of


def slides_of(spoken: SpokenReport, *, tool: str = TOOL, dates: DateWords = ENGLISH_DATES) -> Document:
    """The slides as a document; the first one is its title."""
    blocks: list[Block] = [place(spoken, dates)]
    for heading, content in slides(spoken):
        blocks += [PageBreak(), Heading(1, (Text(heading),)), *content]
    properties = properties_of(spoken, tool)
    return Document(one_line(spoken.theme), tuple(blocks), properties=properties, is_slides=True)


def slides(spoken: SpokenReport) -> Iterator[tuple[str, Iterable[Block]]]:
    """The heading and the content of each slide after the first."""
    if spoken.headline:
        yield "Headline", [_said(spoken.headline)]
    for number, finding in enumerate(spoken.findings, 1):
        yield (f"Finding {number}" if len(spoken.findings) > 1 else "Finding"), _finding(finding)
    if spoken.decisions:
        yield heading_of_kind(spoken, Kind.DECISION, spoken.decisions), [listed_texts(spoken.decisions)]
    if spoken.differed:
        yield "Where the room differed", [_said(spoken.differed)]
    if spoken.recommendations:
        heading = heading_of_kind(spoken, Kind.RECOMMENDATION, spoken.recommendations)
        yield heading, [listed_texts(spoken.recommendations)]
    if spoken.ask:
        yield "Our ask", [_said(spoken.ask)]


def _finding(finding: Finding) -> Iterator[Block]:
    yield _said(finding.text)
    if finding.reason.strip():
        yield Paragraph((Emphasis((Text("Why:"),)), Text(" "), typed(finding.reason)))


def _said(text: str) -> Paragraph:
    return Paragraph((typed(text),))
