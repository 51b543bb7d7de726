"""One example of every reason for a refusal."""

from __future__ import annotations

from datetime import time

from breakout_tui.domain import clock_refusals, refusals
from breakout_tui.domain import ranking_refusals as ranking
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking_records import RankSort
from breakout_tui.domain.refusals import OutOfRange, Plain, Quantity, Refusal
from tests.domain.day import NINE

REFUSALS: tuple[Refusal, ...] = (
    *Plain,
    *(OutOfRange(quantity, 0, 99) for quantity in Quantity),
    clock_refusals.BoxTooShort(30),
    clock_refusals.SilenceTooLong(90),
    clock_refusals.SilenceTooLong(0),
    clock_refusals.EveryBoxDropped("morning"),
    clock_refusals.TimePassed(NINE),
    clock_refusals.EndPassed("Morning", time(12, 30)),
    clock_refusals.TooLongAgo("Q1", "", 65),
    clock_refusals.TooLongAgo("Read-back", "Morning", 605),
    clock_refusals.NoSuchZone("Europe/Nowhere"),
    refusals.RuleLocked(AttributionRule.NAMED),
    refusals.NoteTooLong(4001, 4000),
    refusals.MergeIntoItself("C1"),
    refusals.AlreadyLinked("P1", "C1"),
    refusals.NoSuchCluster("budget"),
    refusals.UnknownName("Ada"),
    refusals.AlreadyOnList("Norway"),
    refusals.NoteHidden("R1"),
    refusals.NotAnOutput("C1"),
    refusals.NotARecommendation("P1", Kind.PRINCIPLE),
    refusals.NotAReference("what?"),
    refusals.NotAReference(""),
    refusals.TooManyFindings(3),
    ranking.NotRanked("P1", RankSort.CHALLENGES),
    ranking.NotRanked("governance", RankSort.CLUSTERS, "#governance"),
    ranking.NoCountYet("C1"),
    ranking.NoTie("C1"),
    ranking.TooManyForPhones(61, 60),
    ranking.TooManyHands(40, 34),
    ranking.TooManyDots(41, 20, 2, 10),
    ranking.CutBeyondList(9, 3),
    ranking.CutBeyondCounted(3, 2),
    ranking.CutSplitsTie(("C2", "C3")),
    ranking.CutSplitsTie(tuple(f"C{number}" for number in range(101, 112))),
    ranking.FewerDotsThanGiven(60, 20, 2),
    ranking.NeedsVote(("C1", "C4")),
    ranking.IsPriorityIssue("C3"),
)
