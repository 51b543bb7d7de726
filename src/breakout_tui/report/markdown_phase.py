"""One phase as Markdown: its outputs, then the notes of each box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.ranking import Standing
from breakout_tui.report.formatting import clock, references
from breakout_tui.report.markdown_statements import output, said
from breakout_tui.report.markdown_text import block, inline
from breakout_tui.report.markdown_timing import held
from breakout_tui.report.report_model import (
    Answer,
    Discussed,
    Discussion,
    PhaseReport,
    PriorityList,
    Statement,
)

NOTHING = "Nothing recorded."


def phase_section(phase: PhaseReport, labels: Labels = ENGLISH) -> Iterable[str]:
    """The lines of a phase."""
    yield from (f"## {inline(phase.title)}", "")
    if phase.timing is not None:
        yield from (held(phase.timing), "")
    for ranked in phase.priorities:
        yield from _priorities(ranked)
    if phase.given:
        yield from ("### Priority issues", "", "Given to the group beforehand.", "")
        yield from (f"{number}. {block(title, '   ')}" for number, title in enumerate(phase.given, 1))
        yield ""
    if phase.principles:
        yield from (_heading(Kind.PRINCIPLE, labels), "")
        yield from _outputs(phase.principles, phase)
    if phase.answers:
        yield from (_heading(Kind.RECOMMENDATION, labels), "")
        for answer in phase.answers:
            if len(phase.answers) > 1 or answer.number is not None:
                yield from (f"#### {_issue(answer)}", "")
            yield from _outputs(answer.recommendations, phase)
    if phase.decisions:
        yield from (_heading(Kind.DECISION, labels), "")
        yield from _outputs(phase.decisions, phase)
    if phase.discussions:
        yield from ("### What was said", "")
        for discussion in phase.discussions:
            yield from _discussion(discussion, labels)
    elif not (phase.principles or phase.answers or phase.decisions or phase.priorities):
        yield from (NOTHING, "")


def _heading(kind: Kind, labels: Labels) -> str:
    return f"### {inline(labels.heading(kind))}"


def _outputs(statements: Sequence[Statement], phase: PhaseReport) -> Iterable[str]:
    for statement in statements:
        yield from output(statement, was_read=phase.was_read)
    yield ""


def _issue(answer: Answer) -> str:
    return (
        "Without a priority issue"
        if answer.number is None
        else f"Issue {answer.number}: {inline(answer.issue)}"
    )


def _priorities(ranked: PriorityList) -> Iterable[str]:
    yield from (f"### Priority issues{f': {inline(ranked.title)}' if ranked.title else ''}", "")
    yield from (f"The {inline(ranked.sort)} were ranked by {ranked.method}.", "")
    for each in ranked.reopenings:
        yield from (f"The list was reopened at {clock(each.at)}: {inline(each.reason)}", "")
    if ranked.locked_at is None:
        yield from ("The list is not agreed yet.", "")
    else:
        yield from (f"The list was agreed at {clock(ranked.locked_at)}.", "")
    if ranked.chosen:
        yield from _standings(ranked.chosen)
    if ranked.annex:
        heading = "Annex: not among the priority issues" if ranked.chosen else "Current order"
        yield from (f"#### {heading}", "")
        yield from _standings(ranked.annex)


def _standings(standings: Sequence[Standing]) -> Iterable[str]:
    yield "| Rank | Issue | From | Votes |"
    yield "| --: | :-- | :-- | --: |"
    for standing in standings:
        rank = "–" if standing.rank is None else f"{standing.rank}{' =' if standing.tied else ''}"
        missing = "new vote needed" if standing.needs_vote else "–"
        votes = missing if standing.votes is None else f"{standing.votes:,}"
        if standing.revote is not None:
            votes += f" (second vote: {standing.revote:,})"
        yield f"| {rank} | {inline(standing.title)} | {inline(standing.subject)} | {votes} |"
    yield ""


def _discussion(discussion: Discussion, labels: Labels) -> Iterable[str]:
    label = f"{discussion.label} " if discussion.label else ""
    yield from (f"#### {label}{inline(discussion.title)}", "")
    if discussion.outputs:
        yield from (f"{_are(discussion.outputs)} listed above.", "")
    if discussion.parked and not (discussion.outputs or discussion.statements):
        yield from (f"{_are(discussion.parked)} {inline(labels.in_parking)}.", "")
    for statement in discussion.statements:
        yield from said(statement)
    if discussion.statements:
        yield ""
    elif not discussion.outputs and not discussion.parked:
        yield from (_ABSENT[discussion.state], "")


def _are(items: Sequence[str]) -> str:
    return f"{references(items)} {'is' if len(items) == 1 else 'are'}"


_ABSENT = {
    Discussed.HELD: NOTHING,
    Discussed.DROPPED: "Dropped from the agenda.",
    Discussed.NOT_REACHED: "Not discussed.",
}
