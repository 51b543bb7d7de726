"""Who was heard: the time spoken from the list of speakers, as a sentence of the summary and as a table."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain.heard_speakers import HeardSpeakers
from breakout_tui.domain.text import plural
from breakout_tui.report.document import Block, Heading, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import minutes
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.phrases import listed_lines, one_line

NAMELESS = "Without a name"
_COLUMNS = (
    Column((Text("Who"),), width=4),
    Column((Text("Times"),), Align.RIGHT),
    Column((Text("Spoken"),), Align.RIGHT),
)


def speaker_sentence(heard: HeardSpeakers) -> str:
    """Who spoke how long; under the rule *none* only how often and how long in all. Empty where there was no list."""
    if not heard.times:
        return ""
    if not heard.each:
        return f"From the list of speakers: {plural(heard.times, 'speech', 'speeches')}, {minutes(heard.seconds)} minutes in all."
    told = [f"{one_line(each.name) or NAMELESS.lower()} ({minutes(each.seconds)})" for each in heard.each]
    return f"Spoken from the list of speakers, with the minutes: {listed_lines(told)}."


def speakers_section(heard: HeardSpeakers) -> Iterable[Block]:
    """The section on who was heard; nothing where there was no list."""
    if not heard.times:
        return
    yield Heading(1, (Text("Who was heard"),), "speakers")
    words = "Time spoken from the list of speakers, in minutes and seconds, without pauses."
    yield Paragraph((Text(words),), ParagraphStyle.REMARK)
    rows: list[Row] = [
        ((Text(one_line(each.name) or NAMELESS),), (Text(f"{each.times:,}"),), (Text(minutes(each.seconds)),))
        for each in heard.each
    ]
    total = ("All", f"{heard.times:,}", minutes(heard.seconds))
    rows.append(tuple((Strong((Text(text),)),) for text in total))
    yield TableBlock(_COLUMNS, tuple(rows))
