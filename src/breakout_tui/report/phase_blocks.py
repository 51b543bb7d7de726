"""One phase of a report: its outputs, then the notes of each box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.report.cluster_blocks import clustered
from breakout_tui.report.document import Block, Heading, Item, Items, ItemsStyle, Paragraph
from breakout_tui.report.inlines import Text
from breakout_tui.report.outcome_charts import agreement_chart
from breakout_tui.report.phrases import in_line, one_line, referred, typed
from breakout_tui.report.priority_blocks import not_chosen, priorities
from breakout_tui.report.report_model import Answer, Discussed, Discussion, PhaseReport, Statement
from breakout_tui.report.statement_items import output
from breakout_tui.report.timing_blocks import held

NOTHING = "Nothing recorded."


def phase_section(phase: PhaseReport, labels: Labels = ENGLISH, *, part: str) -> Iterable[Block]:
    """The blocks of a phase; the ids of its headings begin with ``part``."""
    yield Heading(1, (in_line(phase.title),), part)
    if phase.timing is not None:
        yield Paragraph((Text(held(phase.timing)),))
    for number, ranked in enumerate(phase.priorities, 1):
        yield from priorities(ranked, f"{part}_issues" if number == 1 else f"{part}_issues_{number}")
    if phase.given:
        yield Heading(2, (Text("Priority issues"),), f"{part}_given")
        yield Paragraph((Text("Given to the group beforehand."),))
        yield Items(tuple(Item((typed(title),)) for title in phase.given), ItemsStyle.NUMBERS)
    if phase.principles:
        yield _heading(Kind.PRINCIPLE, labels, part)
        yield _outputs(phase.principles, phase)
    if phase.answers:
        yield _heading(Kind.RECOMMENDATION, labels, part)
        yield from _answers(phase)
    if phase.decisions:
        yield _heading(Kind.DECISION, labels, part)
        yield _outputs(phase.decisions, phase)
    for number, ranked in enumerate(phase.priorities, 1):
        yield from not_chosen(ranked, f"{part}_others" if number == 1 else f"{part}_others_{number}")
    if phase.discussions:
        yield Heading(2, (Text("What was said"),), f"{part}_said")
        for number, discussion in enumerate(phase.discussions, 1):
            yield from _discussion(discussion, labels, f"{part}_box_{number}")
    elif not (phase.principles or phase.answers or phase.decisions or phase.priorities):
        yield Paragraph((Text(NOTHING),))


def _heading(kind: Kind, labels: Labels, part: str) -> Heading:
    return Heading(2, (in_line(labels.heading(kind)),), f"{part}_{kind.letter}")


def _outputs(statements: Sequence[Statement], phase: PhaseReport) -> Items:
    items = tuple(output(statement, was_read=phase.was_read) for statement in statements)
    return Items(items, ItemsStyle.STATEMENTS)


def _answers(phase: PhaseReport) -> Iterable[Block]:
    yield from agreement_chart([each for answer in phase.answers for each in answer.recommendations])
    for answer in phase.answers:
        if len(phase.answers) > 1 or answer.number is not None:
            yield Heading(3, (Text(_issue(answer)),))
        yield _outputs(answer.recommendations, phase)


def _issue(answer: Answer) -> str:
    if answer.number is None:
        return "Without a priority issue"
    return f"Issue {answer.number}: {one_line(answer.issue)}"


def _discussion(discussion: Discussion, labels: Labels, part: str) -> Iterable[Block]:
    label = f"{discussion.label} " if discussion.label else ""
    yield Heading(3, (Text(f"{label}{one_line(discussion.title)}"),), part)
    if discussion.outputs:
        yield Paragraph((*referred(discussion.outputs), Text(f" {_are(discussion.outputs)} listed above.")))
    if discussion.parked and not (discussion.outputs or discussion.statements):
        where = one_line(labels.in_parking)
        yield Paragraph((*referred(discussion.parked), Text(f" {_are(discussion.parked)} {where}.")))
    if discussion.statements:
        yield from clustered(discussion.statements, labels)
    elif not discussion.outputs and not discussion.parked:
        yield Paragraph((Text(_ABSENT[discussion.state]),))


def _are(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"


_ABSENT = {
    Discussed.HELD: NOTHING,
    Discussed.DROPPED: "Dropped from the agenda.",
    Discussed.NOT_REACHED: "Not discussed.",
}
