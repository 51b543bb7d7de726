"""The summary at the top of a report: its outcomes in words and figures, who took part, and the list by country group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.gist import gist
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.text import plural, with_full_stop
from breakout_tui.report.document import Block, Heading, Paragraph, ParagraphStyle
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.formatting import listed
from breakout_tui.report.inlines import Inlines, Strong, Text
from breakout_tui.report.phrases import in_line, linked, listed_lines, one_line
from breakout_tui.report.report_model import Report
from breakout_tui.report.speaker_blocks import speaker_sentence
from breakout_tui.report.summary_model import Addressed, Summary

_READ = {
    ReadBack.AGREED: "agreed",
    ReadBack.AMENDED: "agreed as amended",
    ReadBack.SKIPPED: "skipped",
}
TITLE_LENGTH = 80
"""Longest title of an issue within a sentence, in code points."""
_MOST_TIED = 3
"""Tied issues that are named in the summary."""
_NONE: Inlines = (Text("–"),)


def summary_section(report: Report) -> Iterable[Block]:
    """The summary; nothing while there are no notes."""
    if not report.summary.counts:
        return
    yield Heading(1, (Text("Summary"),), "summary")
    told = Text(" ".join(_sentences(report)))
    yield Paragraph((told, *_strongest(report.summary)), ParagraphStyle.LEAD)
    yield from _participants(report.summary)
    if sentence := speaker_sentence(report.speakers):
        yield _said(sentence)
    if report.addressed:
        yield Heading(2, (Text(f"{report.labels.heading(Kind.RECOMMENDATION)} by country group"),), "groups")
        yield _by_group(report.addressed, report.labels)


def _sentences(report: Report) -> Iterable[str]:
    yield _statements(report)
    yield from _issues(report.summary)
    yield from _levels(report.summary, report.labels)
    if report.summary.read:
        results = listed([f"{count:,} {_READ[result]}" for result, count in report.summary.read])
        yield f"Read back: {results}."


def _statements(report: Report) -> str:
    kinds = [one_line(report.labels.counted(count, kind)) for kind, count in report.summary.counts]
    opening = f"In a room of {plural(report.people, 'person', 'people')}, " if report.people else ""
    if len(kinds) == 1:
        return f"{opening}{kinds[0]} {'was' if report.notes == 1 else 'were'} recorded."
    return f"{opening}{plural(report.notes, 'statement')} were recorded: {listed(kinds)}."


def _strongest(summary: Summary) -> Inlines:
    """The outcome with the strongest agreement."""
    if summary.strongest is None:
        return ()
    level, cited = summary.strongest
    told = with_full_stop(one_line(cited.text))
    return (
        Text(f" The strongest agreement, {level.value}, is on "),
        *linked(cited.reference),
        Text(f": {told}"),
    )


def _issues(summary: Summary) -> Iterable[str]:
    if not summary.issues:
        return
    titles = listed([f"“{gist(one_line(line.title), TITLE_LENGTH)}”" for line in summary.first])
    votes = summary.first[0].votes
    each = " each" if len(summary.first) > 1 else ""
    told = "" if votes is None else f" ({plural(votes, 'vote')}{each})"
    if summary.issues == 1:
        yield f"The room agreed on one priority issue: {titles}{told}."
        return
    if len(summary.first) > _MOST_TIED:
        yield f"The room agreed on {summary.issues:,} priority issues."
        return
    first = "the first is" if len(summary.first) == 1 else "the first are"
    if len(summary.first) == summary.issues:
        first = "they are tied:"
    yield f"The room agreed on {summary.issues:,} priority issues; {first} {titles}{told}."


def _levels(summary: Summary, labels: Labels) -> Iterable[str]:
    for kind, levels in summary.levels:
        if all(level is None for level, _ in levels):
            continue
        if len(levels) == 1 and levels[0][1] == 1:
            yield f"The {one_line(labels.one(kind))} has {_level(levels[0][0])}."
            continue
        parts = [f"{count:,} {'has' if count == 1 else 'have'} {_level(level)}" for level, count in levels]
        total = sum(count for _, count in levels)
        yield f"Of {one_line(labels.counted(total, kind))}, {listed(parts)}."


def _level(level: Agreement | None) -> str:
    if level is None:
        return "no level of agreement"
    return f"a {level.value}" if level is Agreement.MINORITY_VIEW else level.value


def _participants(summary: Summary) -> Iterable[Block]:
    if summary.listed:
        names = sorted(summary.listed, key=str.casefold)
        yield _said(f"Countries and organisations: {listed_lines(names)}.")
    if summary.heard:
        told = [f"{name} ({count:,})" for name, count in summary.heard]
        yield _said(f"Heard, with the number of statements: {listed_lines(told)}.")


def _said(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))


def _by_group(addressed: Sequence[Addressed], labels: Labels) -> TableBlock:
    """A column without any content is left out."""
    columns = (
        Column((Text("For"),), width=4),
        Column((in_line(labels.heading(Kind.RECOMMENDATION, 1)),), width=9),
        Column((Text("Who acts"),), width=6),
        Column((Text("By when"),), width=4),
        Column((Text("Agreement"),), width=5),
    )
    rows = [_row(each) for each in addressed]
    shown = [place for place in range(len(columns)) if any(row[place] != _NONE for row in rows)]
    return TableBlock(
        tuple(columns[place] for place in shown), tuple(tuple(row[place] for place in shown) for row in rows)
    )


def _row(each: Addressed) -> Row:
    level = "" if each.agreement is None else each.agreement.value
    return (
        _cell(each.addressee),
        (Strong(linked(each.cited.reference)), Text(" "), in_line(each.cited.text)),
        _cell(each.actor),
        _cell(each.due),
        _cell(level),
    )


def _cell(text: str) -> Inlines:
    return (Text(shown),) if (shown := one_line(text)) else _NONE
