"""Charts of what the room decided: the votes for the issues, and the levels of agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.text import plural
from breakout_tui.report.figures import Bar, Chart, ChartKind
from breakout_tui.report.phrases import one_line
from breakout_tui.report.report_model import PriorityList, Statement

_FEWEST = 2
"""Bars from which a chart shows more than its one figure."""


def tally_chart(ranked: PriorityList) -> Iterable[Chart]:
    """The votes for each issue that has some, those below the cut set back; nothing for a single one."""
    below = [each for each in ranked.annex if each.votes]
    bars = tuple(
        Bar(one_line(each.title), each.votes, f"{each.votes:,}", is_faint=is_below)
        for standings, is_below in ((ranked.chosen, False), (below, bool(ranked.chosen)))
        for each in standings
        if each.votes is not None
    )
    if len(bars) >= _FEWEST:
        told = "; ".join(f"{bar.label}: {plural(bar.value, 'vote')}" for bar in bars)
        yield Chart(ChartKind.TALLIES, "Votes for each issue", bars, f"{told}.")


def agreement_chart(statements: Sequence[Statement]) -> Iterable[Chart]:
    """How many of these have each level of agreement, the strongest first; nothing for a single level."""
    counts = [(level, sum(each.agreement is level for each in statements)) for level in Agreement]
    bars = tuple(Bar(level.value, count, f"{count:,}") for level, count in counts if count)
    if len(bars) < _FEWEST:
        return
    told = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    yield Chart(ChartKind.AGREEMENT, "Recommendations by level of agreement", bars, f"{told}.")
