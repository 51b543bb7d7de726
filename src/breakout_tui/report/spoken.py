"""The report-back, spoken in plenary, as plain data and as a document to read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.records import Finding
from breakout_tui.domain.text import plural
from breakout_tui.report.document import (
    Block,
    Document,
    FieldValue,
    Heading,
    Item,
    Items,
    ItemsStyle,
    Paragraph,
    ParagraphStyle,
    Properties,
)
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import one_line, typed
from breakout_tui.report.report_document import TOOL


@dataclass(frozen=True, slots=True)
class SpokenReport:
    """The report-back of a session; an empty part is not spoken."""

    event: str
    theme: str
    held_on: datetime
    room: str = ""
    round: int = 1
    rapporteur: str = ""
    minutes: int = 5
    words: int = 0
    """How many words it has."""
    allowed: int = 0
    """How many words fit its minutes."""
    headline: str = ""
    findings: tuple[Finding, ...] = ()
    decisions: tuple[str, ...] = ()
    differed: str = ""
    recommendations: tuple[str, ...] = ()
    ask: str = ""
    labels: Labels = ENGLISH
    """The words for the kinds of notes."""


def document_of_spoken(
    spoken: SpokenReport, *, tool: str = TOOL, dates: DateWords = ENGLISH_DATES
) -> Document:
    """The report-back as a document; ``tool`` is the program and its version, ``dates`` says the day."""
    fields: dict[str, FieldValue] = {
        "event": spoken.event,
        "theme": spoken.theme,
        "room": spoken.room,
        "round": spoken.round,
        "date": f"{spoken.held_on:%Y-%m-%d}",
        "rapporteur": spoken.rapporteur,
        "minutes": spoken.minutes,
        "words": spoken.words,
        "tool": tool,
    }
    known = tuple((name, value) for name, value in fields.items() if value)
    properties = properties_of(spoken, tool, known)
    return Document(one_line(spoken.theme), tuple(_blocks(spoken, dates)), properties=properties)


def properties_of(
    spoken: SpokenReport, tool: str, fields: tuple[tuple[str, FieldValue], ...] = ()
) -> Properties:
    """What a file with the report-back says of itself."""
    author, subject = one_line(spoken.rapporteur), one_line(spoken.event)
    return Properties(author, subject, created=spoken.held_on, tool=tool, fields=fields)


def heading_of_kind(spoken: SpokenReport, kind: Kind, texts: Sequence[str]) -> str:
    """The heading above these texts, in one line."""
    return one_line(spoken.labels.heading(kind, len(texts)))


def place(spoken: SpokenReport, dates: DateWords) -> Paragraph:
    """Where and when the group met."""
    room = f"{one_line(spoken.room)}, " if spoken.room else ""
    words = f"{one_line(spoken.event)} · {room}round {spoken.round} · {dates.day(spoken.held_on)}"
    return Paragraph((Text(words),), ParagraphStyle.PLACE)


def listed_texts(texts: Sequence[str]) -> Items:
    """Texts as a bulleted list."""
    return Items(tuple(Item((typed(text),)) for text in texts))


def _blocks(spoken: SpokenReport, dates: DateWords) -> Iterable[Block]:
    yield place(spoken, dates)
    yield from spoken_blocks(spoken)


def spoken_blocks(spoken: SpokenReport, *, level: int = 1, part: str = "") -> Iterable[Block]:
    """How long it is, and what is said; ``level`` is that of its headings, ``part`` the start of their ids."""
    yield Paragraph((Text(_length(spoken)),))
    if spoken.headline:
        yield Heading(level, (Text("Headline"),), f"{part}headline")
        yield Paragraph((typed(spoken.headline),), ParagraphStyle.LEAD)
    if spoken.findings:
        heading = "Finding" if len(spoken.findings) == 1 else "Findings"
        yield Heading(level, (Text(heading),), f"{part}findings")
        yield Items(tuple(_finding(finding) for finding in spoken.findings), ItemsStyle.NUMBERS)
    if spoken.decisions:
        yield Heading(
            level, (Text(heading_of_kind(spoken, Kind.DECISION, spoken.decisions)),), f"{part}decisions"
        )
        yield listed_texts(spoken.decisions)
    if spoken.differed:
        yield Heading(level, (Text("Where the room differed"),), f"{part}differed")
        yield Paragraph((typed(spoken.differed),))
    if spoken.recommendations:
        heading = heading_of_kind(spoken, Kind.RECOMMENDATION, spoken.recommendations)
        yield Heading(level, (Text(heading),), f"{part}recommendations")
        yield listed_texts(spoken.recommendations)
    if spoken.ask:
        yield Heading(level, (Text("One ask of the plenary"),), f"{part}ask")
        yield Paragraph((typed(spoken.ask),))


def _finding(finding: Finding) -> Item:
    reason = finding.reason.strip()
    below = (Item((Text("Reason: "), typed(finding.reason))),) if reason else ()
    return Item((typed(finding.text),), below)


def _length(spoken: SpokenReport) -> str:
    by = f"Spoken by {one_line(spoken.rapporteur)}" if spoken.rapporteur else "Spoken"
    opening = f"{by} in {plural(spoken.minutes, 'minute')}:"
    if not spoken.allowed:
        return f"{opening} {plural(spoken.words, 'word')}."
    over = spoken.words - spoken.allowed
    if over > 0:
        return f"{opening} {plural(spoken.words, 'word')}, {over:,} too many."
    return f"{opening} {spoken.words:,} of {spoken.allowed:,} words."
