"""The list of priority issues: how it was voted on, the list above the cut, and the annex below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.gist import gist
from breakout_tui.domain.notes import REFERENCE
from breakout_tui.domain.ranking import TITLE_LENGTH, Standing
from breakout_tui.domain.text import with_full_stop
from breakout_tui.report.document import Block, Heading, Paragraph
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import clock, listed
from breakout_tui.report.inlines import Inlines, Text
from breakout_tui.report.outcome_charts import tally_chart
from breakout_tui.report.phrases import linked, one_line, referred
from breakout_tui.report.report_model import PriorityList

GIST = 80
"""Longest title below the cut, in code points."""

_COLUMNS = (
    Column((Text("Rank"),), Align.RIGHT),
    Column((Text("Issue"),), width=7),
    Column((Text("From"),)),
    Column((Text("Votes"),), Align.RIGHT, 2),
)


def priorities(ranked: PriorityList, heading_id: str) -> Iterable[Block]:
    """The agreed list, or the current order while it is open; its heading has this id."""
    title = f"Priority issues: {one_line(ranked.title)}" if ranked.title else "Priority issues"
    yield Heading(2, (Text(title),), heading_id)
    yield _said(f"The {one_line(ranked.sort)} were ranked by {ranked.method}.")
    for each in ranked.reopenings:
        yield _said(f"The list was reopened at {clock(each.at)}: {with_full_stop(one_line(each.reason))}")
    if ranked.locked_at is None:
        yield _said("The list is not agreed yet.")
    else:
        yield _said(f"The list was agreed at {clock(ranked.locked_at)}.")
    yield from tally_chart(ranked)
    if ranked.chosen:
        yield _standings(ranked.chosen)
    elif ranked.annex:
        yield Heading(3, (Text("Current order"),))
        yield from _below(ranked.annex)


def not_chosen(ranked: PriorityList, heading_id: str) -> Iterable[Block]:
    """What was voted on and is not among the priority issues, for behind the outcomes; nothing while the list is open.

    Its heading has this id.
    """
    if ranked.chosen and ranked.annex:
        of_list = f": {one_line(ranked.title)}" if ranked.title else ""
        yield Heading(2, (Text(f"Not among the priority issues{of_list}"),), heading_id)
        yield from _below(ranked.annex)


def _below(annex: Sequence[Standing]) -> Iterable[Block]:
    """The lines with a count, and in one line those without."""
    counted = [each for each in annex if each.votes is not None or each.needs_vote]
    if counted:
        yield _standings(counted, GIST)
    if without := [one_line(each.subject) for each in annex if each not in counted]:
        yield Paragraph((Text("Without votes: "), *_subjects(without), Text(".")))


def _subjects(subjects: Sequence[str]) -> Inlines:
    is_reference = all(REFERENCE.fullmatch(subject) for subject in subjects)
    return referred(subjects) if is_reference else (Text(listed(subjects)),)


def _said(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))


def _standings(standings: Sequence[Standing], longest: int = TITLE_LENGTH) -> TableBlock:
    return TableBlock(_COLUMNS, tuple(_row(standing, longest) for standing in standings))


def _row(standing: Standing, longest: int) -> Row:
    rank = "–" if standing.rank is None else f"{standing.rank}{' =' if standing.tied else ''}"
    missing = "new vote needed" if standing.needs_vote else "–"
    votes = missing if standing.votes is None else f"{standing.votes:,}"
    if standing.revote is not None:
        votes += f" (second vote: {standing.revote:,})"
    origin = linked(one_line(standing.subject))
    return ((Text(rank),), (Text(gist(one_line(standing.title), longest)),), origin, (Text(votes),))
