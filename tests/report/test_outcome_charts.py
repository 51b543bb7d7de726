"""Charts of votes and of levels of agreement: which bars they have, and what is said in place of the picture."""

from __future__ import annotations

from datetime import UTC, datetime

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.ranking import Standing
from breakout_tui.report.figures import Bar, ChartKind
from breakout_tui.report.outcome_charts import agreement_chart, tally_chart
from breakout_tui.report.report_model import PriorityList, Statement

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


def line(title: str, votes: int | None, *, chosen: bool = False) -> Standing:
    """A line of a list."""
    return Standing(1, "C1", title, votes, None, tied=False, chosen=chosen)


def listed(chosen: tuple[Standing, ...], annex: tuple[Standing, ...]) -> PriorityList:
    """A locked list."""
    return PriorityList("challenges", "dots", AT, chosen, annex)


def agreed(*levels: Agreement | None) -> list[Statement]:
    """Recommendations of these levels."""
    return [Statement(Kind.RECOMMENDATION, "R1", "Act", AT, agreement=level) for level in levels]


def test_the_votes_are_a_bar_for_each_issue_that_has_some() -> None:
    """Those below the cut are set back; an issue above it without votes has a bar, one that was not counted has none."""
    chosen = (
        line("One\nissue", 1200, chosen=True),
        line("Zero", 0, chosen=True),
        line("New", None, chosen=True),
    )
    annex = (line("Below", 1), line("Nothing", 0), line("Open", None))
    (chart,) = tally_chart(listed(chosen, annex))
    assert (chart.kind, chart.title) == (ChartKind.TALLIES, "Votes for each issue")
    assert chart.bars == (
        Bar("One / issue", 1200, "1,200"),
        Bar("Zero", 0, "0"),
        Bar("Below", 1, "1", is_faint=True),
    )
    assert chart.alternative == "One / issue: 1,200 votes; Zero: 0 votes; Below: 1 vote."


def test_without_a_cut_no_bar_is_set_back() -> None:
    """Nothing is below it."""
    (chart,) = tally_chart(listed((), (line("One", 2), line("Two", 1))))
    assert [bar.is_faint for bar in chart.bars] == [False, False]


def test_a_single_bar_is_no_chart() -> None:
    """It shows no more than its figure."""
    assert list(tally_chart(listed((line("One", 2, chosen=True),), ()))) == []
    assert list(agreement_chart(agreed(Agreement.CONSENSUS, Agreement.CONSENSUS, None))) == []


def test_the_levels_of_agreement_are_a_bar_each_the_strongest_first() -> None:
    """Those that none has, and recommendations without a level, have none."""
    (chart,) = agreement_chart(
        agreed(Agreement.DIVERGENCE, None, Agreement.CONSENSUS, *[Agreement.DIVERGENCE] * 1000)
    )
    assert (chart.kind, chart.title) == (ChartKind.AGREEMENT, "Recommendations by level of agreement")
    assert chart.bars == (Bar("consensus", 1, "1"), Bar("divergence", 1001, "1,001"))
    assert chart.alternative == "consensus: 1; divergence: 1,001."
