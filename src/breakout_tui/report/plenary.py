"""The plenary form of the paper: the running order, then the report-back of each session as the room has it.

As slides each room begins with a slide of its own and has the slides of its own report-back; otherwise each room has its report-back
on a page of its own. What the editor of the paper decided is not in it, but for the title and the order of the themes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from breakout_tui.domain.conference import Conference
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_outline import outline
from breakout_tui.domain.text import plural
from breakout_tui.report.document import Block, Document, Heading, PageBreak, Paragraph, ParagraphStyle
from breakout_tui.report.inlines import Text
from breakout_tui.report.paper_document import properties_of_paper
from breakout_tui.report.paper_front import place_line
from breakout_tui.report.phrases import in_line, one_line
from breakout_tui.report.report_document import TOOL
from breakout_tui.report.running_order import NO_REPORT_BACK, Slot, lengths, order_table, running_order
from breakout_tui.report.slides import slides
from breakout_tui.report.spoken import spoken_blocks

ROWS_A_SLIDE = 8
"""The longest part of the running order on one slide."""
NOTHING = f"There is {NO_REPORT_BACK}."


def plenary_document(
    conference: Conference,
    paper: Paper,
    *,
    is_slides: bool,
    created: datetime | None = None,
    tool: str = TOOL,
    dates: DateWords = ENGLISH_DATES,
) -> Document:
    """The report-backs of a conference of at least one session; ``created`` as in ``paper_document``."""
    made = outline(conference, paper)
    slots = running_order(conference, made)
    blocks = (_slides if is_slides else _pages)(slots, dates)
    return Document(
        one_line(made.title or conference.event),
        (place_line(conference, made, dates), *blocks),
        properties=properties_of_paper(conference, paper, created, tool),
        is_slides=is_slides,
    )


def _pages(slots: Sequence[Slot], dates: DateWords) -> Iterator[Block]:
    yield _order_heading()
    yield Paragraph((Text(lengths(slots)),))
    yield order_table(slots, slots)
    for slot in slots:
        yield PageBreak()
        yield _room_heading(slot)
        yield Paragraph((Text(dates.day(slot.spoken.held_on)),), ParagraphStyle.PLACE)
        if slot.has_report_back:
            yield from spoken_blocks(slot.spoken, level=2, part=f"{slot.id}_")
        else:
            yield Paragraph((Text(NOTHING),))


def _slides(slots: Sequence[Slot], dates: DateWords) -> Iterator[Block]:
    for start in range(0, len(slots), ROWS_A_SLIDE):
        yield PageBreak()
        yield _order_heading(is_continued=start > 0)
        if start == 0:
            yield Paragraph((Text(lengths(slots)),))
        yield order_table(slots[start : start + ROWS_A_SLIDE], slots)
    for slot in slots:
        yield PageBreak()
        yield _room_heading(slot)
        yield Paragraph((Text(_facts(slot, dates)),), ParagraphStyle.PLACE)
        if not slot.has_report_back:
            yield Paragraph((Text(NOTHING),))
            continue
        for heading, content in slides(slot.spoken):
            yield PageBreak()
            yield Heading(2, (Text(heading),))
            yield from content


def _order_heading(*, is_continued: bool = False) -> Heading:
    words = "Running order, continued" if is_continued else "Running order"
    return Heading(1, (Text(words),), "" if is_continued else "running_order")


def _room_heading(slot: Slot) -> Heading:
    return Heading(1, (Text(f"{slot.place} · "), in_line(slot.spoken.theme)), slot.id)


def _facts(slot: Slot, dates: DateWords) -> str:
    """The day, the minutes and who speaks."""
    spoken = slot.spoken
    facts = [dates.day(spoken.held_on)]
    if slot.has_report_back:
        facts.append(plural(slot.minutes, "minute"))
    if spoken.rapporteur:
        facts.append(one_line(spoken.rapporteur))
    return " · ".join(facts)
