"""The report as a document.

Outputs come first, then the notes, then the evidence and the times. A section without content is left out or, if its
absence matters, says so. The structure of the document never depends on what people typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui import __version__
from breakout_tui.domain.date_words import ENGLISH_DATES, DateWords
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import named, plural
from breakout_tui.report.annex_blocks import evidence_section, loose_section, parked_section, rounds_section
from breakout_tui.report.document import (
    Block,
    Contents,
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
from breakout_tui.report.formatting import clock
from breakout_tui.report.inlines import Text
from breakout_tui.report.phase_blocks import NOTHING, phase_section
from breakout_tui.report.phrases import listed_lines, one_line, typed
from breakout_tui.report.report_model import Report
from breakout_tui.report.speaker_blocks import speakers_section
from breakout_tui.report.statement_items import output, said
from breakout_tui.report.summary_blocks import summary_section
from breakout_tui.report.timing_blocks import timing_section
from breakout_tui.report.vote_blocks import votes_section

RULE_SENTENCES = {
    AttributionRule.NAMED: "Statements are recorded with the speaker's name.",
    AttributionRule.COUNTRY: "Statements are recorded by country or organisation, not by name.",
    AttributionRule.NONE: "Statements are recorded without name or country.",
}
"""What each rule means, in a sentence."""


TOOL = f"breakout-tui {__version__}"
"""The program's name and version, for the properties of a document."""


def document_of(report: Report, *, tool: str = TOOL, dates: DateWords = ENGLISH_DATES) -> Document:
    """The report as a document; ``tool`` is the program and its version, ``dates`` says the day."""
    properties = Properties(
        author=one_line(report.rapporteur or report.facilitator),
        subject=one_line(report.event),
        created=report.as_of or report.held_on,
        tool=tool,
        fields=_fields(report, tool),
    )
    return Document(one_line(report.theme), tuple(_blocks(report, dates)), properties=properties)


def _fields(report: Report, tool: str) -> tuple[tuple[str, FieldValue], ...]:
    """The fields for other programs; unknown ones are left out."""
    fields: dict[str, FieldValue] = {
        "event": report.event,
        "theme": report.theme,
        "room": report.room,
        "round": report.round,
        "date": f"{report.held_on:%Y-%m-%d}",
        "facilitator": report.facilitator,
        "rapporteur": report.rapporteur,
        "people": report.people,
        "groups": report.groups,
        "rule": report.rule.value,
        "notes": report.notes,
        "status": _extent(report),
        "tool": tool,
    }
    return tuple((name, value) for name, value in fields.items() if value or name == "notes")


_FEWEST_PARTS = 3
"""A report of fewer parts has no table of contents."""


def _blocks(report: Report, dates: DateWords) -> Iterable[Block]:
    yield from _room(report, dates)
    parts = tuple(_parts(report))
    if sum(isinstance(block, Heading) and block.level == 1 for block in parts) >= _FEWEST_PARTS:
        yield Contents()
    yield from parts


def _parts(report: Report) -> Iterable[Block]:
    yield from summary_section(report)
    yield Heading(1, (Text("Theme and questions"),), "theme")
    if report.introduction.strip():
        yield Paragraph((typed(report.introduction),), ParagraphStyle.LEAD)
    if report.questions:
        yield Items(tuple(Item((typed(text),)) for text in report.questions), ItemsStyle.NUMBERS)
    for number, phase in enumerate(report.phases, 1):
        yield from phase_section(phase, report.labels, part=f"phase_{number}")
        if number == 1:
            yield from _between(report)
    if not report.phases:
        yield from _between(report)
        if not report.between and not report.parked:
            yield _said(NOTHING)
    yield from evidence_section(report.evidence, report.labels)
    yield from rounds_section(report.rounds)
    yield from votes_section(report.phone_tallies)
    yield from loose_section(report.loose)
    yield from parked_section(report.parked, report.labels)
    yield from speakers_section(report.speakers)
    yield from timing_section(report.phases)
    if report.doubt:
        yield _said(f"The times may be wrong: {one_line(report.doubt)}.")


def _said(sentence: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    return Paragraph((Text(sentence),), style)


def _room(report: Report, dates: DateWords) -> Iterable[Block]:
    place = f"{one_line(report.room)}, " if report.room else ""
    when = f"{place}round {report.round} · {dates.day(report.held_on)}"
    yield _said(f"{one_line(report.event)} · {when}", ParagraphStyle.PLACE)
    staff = []
    if report.facilitator:
        staff.append(f"Facilitator: {one_line(report.facilitator)}.")
    if report.rapporteur:
        staff.append(f"Rapporteur: {one_line(report.rapporteur)}.")
    if report.people:
        staff.append(f"{plural(report.people, 'person', 'people')} in the room.")
    if staff:
        yield _said(" ".join(staff))
    if report.groups:
        yield _said(f"Country groups: {'; '.join(one_line(group) for group in report.groups)}.")
    taken = plural(report.notes, "note was", "notes were") if report.notes else "No notes were"
    erased = f" {_erased(report.erased)}" if report.erased else ""
    yield _said(f"{RULE_SENTENCES[report.rule]} {taken} taken.{erased} {_coverage(report)}")


def _erased(number: int) -> str:
    """How many were erased, not which."""
    return f"{plural(number, 'statement or name was', 'statements or names were')} erased on request."


def _extent(report: Report) -> str:
    """How far the report goes, for the properties: ``complete`` or ``as of 10:42, morning running``."""
    if report.as_of is not None:
        state = "paused" if report.is_paused else "running"
        return f"as of {clock(report.as_of)}, {_last_phase(report)} {state}"
    if report.stage is Stage.DONE:
        return "complete"
    if report.stage is Stage.BETWEEN and report.is_partial:
        return _last_phase(report)
    return report.stage.words(_last_phase(report))


def _last_phase(report: Report) -> str:
    return one_line(report.covered[-1]) if report.covered else ""


def _coverage(report: Report) -> str:
    """How far the report goes, in a sentence."""
    if report.as_of is not None:
        titles = tuple(map(named, report.covered))
        return f"This report is provisional, {_extent(replace(report, covered=titles))}."
    match report.stage:
        case Stage.READY:
            return "The session has not started yet."
        case Stage.DONE:
            return f"This report covers {'the whole day' if report.days == 1 else 'all days'}."
        case _:
            covered = listed_lines(map(named, report.covered))
            return f"This report covers {covered}."


def _between(report: Report) -> Iterable[Block]:
    """Notes outside the boxes, such as between two phases."""
    if not report.between:
        return
    pauses = listed_lines(map(named, dict.fromkeys(report.pauses))) or "between the phases"
    yield Heading(1, (Text("Outside the boxes"),), "outside")
    yield _said(f"Notes from {pauses}, and from before or after the phases.")
    items = (output(each, was_read=False) if each.kind in OUTPUTS else said(each) for each in report.between)
    yield Items(tuple(items), ItemsStyle.STATEMENTS)
