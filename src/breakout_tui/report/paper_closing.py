"""The end of the paper: what shows across the themes, and the next steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from breakout_tui.domain.date_words import DateWords
from breakout_tui.domain.gist import gist
from breakout_tui.domain.paper_findings import Findings
from breakout_tui.domain.paper_steps import StepColumn, StepLine, sorted_lines
from breakout_tui.report.document import Block, Heading, Item, Items
from breakout_tui.report.figures import Column, Row, TableBlock
from breakout_tui.report.inlines import Strong, Text
from breakout_tui.report.paper_notes import PaperNotes, raised_in
from breakout_tui.report.phrases import in_line, listed_lines, one_line

_CITED = 100
"""Longest gist of a statement, in code points."""


def across(found: Findings, notes: PaperNotes) -> Iterator[Block]:
    """What recurs, where rooms differed, and what is missing; nothing if there is nothing of it."""
    parts = [
        part
        for part in (
            _recurring(found, notes),
            _differed(found, notes),
            _groups(found),
            _unanswered(found, notes),
        )
        if part
    ]
    if parts:
        yield Heading(1, (Text("Across the themes"),), "across")
    for part in parts:
        yield from part


def next_steps(lines: Sequence[StepLine], notes: PaperNotes, dates: DateWords) -> Iterator[Block]:
    """Who does what by when, the earliest first."""
    if not lines:
        return
    yield Heading(1, (Text("Next steps"),), "next_steps")
    has_dates = any(line.due_on for line in lines)
    columns = [
        Column((Text(StepColumn.WHAT.value),), width=9),
        Column((Text(StepColumn.WHO.value),), width=6),
        Column((Text(StepColumn.DUE.value),), width=5),
    ]
    if has_dates:
        columns.append(Column((Text("At the latest"),), width=4))
    columns.append(Column((Text(StepColumn.PLACE.value),), width=4))
    rows = tuple(
        _step(line, notes, dates, has_dates=has_dates) for line in sorted_lines(lines, StepColumn.DUE)
    )
    yield TableBlock(tuple(columns), rows)


def _step(line: StepLine, notes: PaperNotes, dates: DateWords, *, has_dates: bool) -> Row:
    due_on = line.due_on
    day = () if due_on is None else (Text(dates.brief(due_on, has_year=True)),)
    origin = () if line.said is None else notes.reference(line.said.note)
    dated: Row = (day,) if has_dates else ()
    return ((in_line(line.what),), (in_line(line.who),), (in_line(line.due),), *dated, origin)


def _recurring(found: Findings, notes: PaperNotes) -> list[Block]:
    if not found.recurring:
        return []
    items = tuple(
        Item(
            (Strong((in_line(each.entry.heading),)), Text(raised_in(each.entry.extent))),
            (
                Item(
                    (
                        Text(f"{listed_lines(each.themes)}: "),
                        *notes.references(member.said.note for member in each.entry.everyone),
                    )
                ),
            ),
        )
        for each in found.recurring
    )
    return [Heading(2, (Text("Raised in several rooms"),), "recurring"), Items(items)]


def _differed(found: Findings, notes: PaperNotes) -> list[Block]:
    if not found.differed:
        return []
    items = tuple(
        Item(
            (Strong((in_line(each.entry.heading),)),),
            tuple(
                Item((*notes.reference(member.said.note), Text(f": {level.value}")))
                for member, level in each.levels
            ),
        )
        for each in found.differed
    )
    return [Heading(2, (Text("Where rooms differed"),), "differed"), Items(items)]


def _groups(found: Findings) -> list[Block]:
    if not found.groups:
        return []
    items = tuple(
        Item((in_line(each.group), Text(f" ({listed_lines(each.places)})"))) for each in found.groups
    )
    heading = Heading(2, (Text("Country groups without a recommendation"),), "groups_without")
    return [heading, Items(items)]


def _unanswered(found: Findings, notes: PaperNotes) -> list[Block]:
    if not found.unanswered:
        return []
    items = tuple(
        Item((*notes.reference(each.said.note), Text(f": {gist(one_line(each.said.note.text), _CITED)}")))
        for each in found.unanswered
    )
    return [Heading(2, (Text("Challenges that no recommendation answers"),), "unanswered"), Items(items)]
