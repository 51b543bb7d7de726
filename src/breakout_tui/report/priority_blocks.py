"""The list of priority issues: how it was voted on, the list above the cut, and the annex below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.ranking import Standing
from breakout_tui.report.document import Block, Heading, Paragraph
from breakout_tui.report.figures import Align, Column, Row, TableBlock
from breakout_tui.report.formatting import clock
from breakout_tui.report.inlines import Text
from breakout_tui.report.outcome_charts import tally_chart
from breakout_tui.report.phrases import in_line, linked, one_line
from breakout_tui.report.report_model import PriorityList

_COLUMNS = (
    Column((Text("Rank"),), Align.RIGHT),
    Column((Text("Issue"),), width=7),
    Column((Text("From"),)),
    Column((Text("Votes"),), Align.RIGHT, 2),
)


def priorities(ranked: PriorityList, part: str) -> Iterable[Block]:
    """The section of the list; the ids of its headings begin with ``part``."""
    yield Heading(2, (Text("Priority issues"),), f"{part}_issues")
    yield _said(f"The {one_line(ranked.sort)} were ranked by {ranked.method}.")
    for each in ranked.reopenings:
        yield _said(f"The list was reopened at {clock(each.at)}: {one_line(each.reason)}")
    if ranked.locked_at is None:
        yield _said("The list is not agreed yet.")
    else:
        yield _said(f"The list was agreed at {clock(ranked.locked_at)}.")
    yield from tally_chart(ranked)
    if ranked.chosen:
        yield _standings(ranked.chosen)
    if ranked.annex:
        heading = "Annex: not among the priority issues" if ranked.chosen else "Current order"
        yield Heading(3, (Text(heading),))
        yield _standings(ranked.annex)


def _said(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))


def _standings(standings: Sequence[Standing]) -> TableBlock:
    return TableBlock(_COLUMNS, tuple(_row(standing) for standing in standings))


def _row(standing: Standing) -> Row:
    rank = "–" if standing.rank is None else f"{standing.rank}{' =' if standing.tied else ''}"
    missing = "new vote needed" if standing.needs_vote else "–"
    votes = missing if standing.votes is None else f"{standing.votes:,}"
    if standing.revote is not None:
        votes += f" (second vote: {standing.revote:,})"
    origin = linked(one_line(standing.subject))
    return ((Text(rank),), (in_line(standing.title),), origin, (Text(votes),))
