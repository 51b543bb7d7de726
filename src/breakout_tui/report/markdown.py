"""The report as Markdown: a pure function that returns CommonMark with tables.

Outputs come first, then the notes, then the evidence and the times. A section without content is left out or, if its
absence matters, says so. The structure of the document never depends on what people typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui import __version__
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.text import in_prose, plural
from breakout_tui.report.formatting import clock, date
from breakout_tui.report.front_matter import front_matter
from breakout_tui.report.markdown_annexes import (
    evidence_section,
    loose_section,
    parked_section,
    rounds_section,
)
from breakout_tui.report.markdown_phase import NOTHING, phase_section
from breakout_tui.report.markdown_statements import output, said
from breakout_tui.report.markdown_text import block, inline
from breakout_tui.report.markdown_timing import timing_section
from breakout_tui.report.report_model import Report

_RULE_SENTENCES = {
    AttributionRule.NAMED: "Statements are recorded with the speaker's name.",
    AttributionRule.COUNTRY: "Statements are recorded by country or organisation, not by name.",
    AttributionRule.NONE: "Statements are recorded without name or country.",
}


TOOL = f"breakout-tui {__version__}"
"""The program's name and version for the front matter."""


def render(report: Report, *, tool: str = TOOL) -> str:
    """The report as Markdown, ending in one line break; ``tool`` is the program and its version, for the front matter."""
    return front_matter(_fields(report, tool)) + "\n".join(_lines(report)).rstrip("\n") + "\n"


def _fields(report: Report, tool: str) -> dict[str, str | int | list[str]]:
    """The fields for other programs; unknown ones are left out."""
    fields: dict[str, str | int | list[str]] = {
        "event": report.event,
        "theme": report.theme,
        "room": report.room,
        "round": report.round,
        "date": f"{report.held_on:%Y-%m-%d}",
        "facilitator": report.facilitator,
        "rapporteur": report.rapporteur,
        "people": report.people,
        "groups": list(report.groups),
        "rule": report.rule.value,
        "notes": report.notes,
        "status": _extent(report),
        "tool": tool,
    }
    return {name: value for name, value in fields.items() if value or name == "notes"}


def _lines(report: Report) -> Iterable[str]:
    yield from ("", f"# {inline(report.theme)}", "")
    yield from _room(report)
    yield from ("## Theme and questions", "")
    if introduction := block(report.introduction):
        yield from (introduction, "")
    yield from (f"{number}. {block(text, '   ')}" for number, text in enumerate(report.questions, 1))
    yield ""
    for index, phase in enumerate(report.phases):
        yield from phase_section(phase, report.labels)
        if index == 0:
            yield from _between(report)
    if not report.phases:
        yield from _between(report)
        if not report.between and not report.parked:
            yield from (NOTHING, "")
    yield from evidence_section(report.evidence, report.labels)
    yield from rounds_section(report.rounds)
    yield from loose_section(report.loose)
    yield from parked_section(report.parked, report.labels)
    yield from timing_section(report.phases)
    if report.doubt:
        yield from (f"The times may be wrong: {inline(report.doubt)}.", "")


def _room(report: Report) -> Iterable[str]:
    place = f"{inline(report.room)}, " if report.room else ""
    yield from (f"{inline(report.event)} · {place}round {report.round} · {date(report.held_on)}", "")
    staff = []
    if report.facilitator:
        staff.append(f"Facilitator: {inline(report.facilitator)}.")
    if report.rapporteur:
        staff.append(f"Rapporteur: {inline(report.rapporteur)}.")
    if report.people:
        staff.append(f"{plural(report.people, 'person', 'people')} in the room.")
    if staff:
        yield from (" ".join(staff), "")
    if report.groups:
        yield from (f"Country groups: {'; '.join(inline(group) for group in report.groups)}.", "")
    taken = plural(report.notes, "note was", "notes were") if report.notes else "No notes were"
    erased = f" {_erased(report.erased)}" if report.erased else ""
    yield from (f"{_RULE_SENTENCES[report.rule]} {taken} taken.{erased} {_coverage(report)}", "")


def _erased(number: int) -> str:
    """How many were erased, not which."""
    return f"{plural(number, 'statement or name was', 'statements or names were')} erased on request."


def _extent(report: Report) -> str:
    """How far the report goes, for the front matter: ``complete`` or ``as of 10:42, morning running``."""
    if report.as_of is not None:
        state = "paused" if report.is_paused else "running"
        return f"as of {clock(report.as_of)}, {_last_phase(report)} {state}"
    if report.stage is Stage.DONE:
        return "complete"
    if report.stage is Stage.BETWEEN and report.is_partial:
        return _last_phase(report)
    return report.stage.words(_last_phase(report))


def _last_phase(report: Report) -> str:
    return inline(in_prose(report.covered[-1])) if report.covered else ""


def _coverage(report: Report) -> str:
    """How far the report goes, in a sentence."""
    if report.as_of is not None:
        return f"This report is provisional, {_extent(report)}."
    match report.stage:
        case Stage.READY:
            return "The session has not started yet."
        case Stage.DONE:
            return f"This report covers {'the whole day' if report.days == 1 else 'all days'}."
        case _:
            return (
                f"This report covers {_listed(f'the {inline(in_prose(title))}' for title in report.covered)}."
            )


def _listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _between(report: Report) -> Iterable[str]:
    """Notes outside the boxes, such as between two phases."""
    if not report.between:
        return
    named = [inline(in_prose(title)) for title in dict.fromkeys(report.pauses)]
    pauses = _listed(named) if named else "between the phases"
    yield from ("## Outside the boxes", "", f"Notes from {pauses}, and from before or after the phases.", "")
    for statement in report.between:
        yield from output(statement, was_read=False) if statement.kind in OUTPUTS else said(statement)
    yield ""
