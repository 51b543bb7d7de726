"""A place to look at is told in plain words: what is different, and on which laptops."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.places_to_look import (
    ChangedTwice,
    CountedTwice,
    LaidOutTwice,
    OtherReference,
    Place,
    Side,
)
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.tui.place_lines import place_line
from tests.store.builders import NINE, SESSION, head, note

C9: Note = replace(note(8, "Law comes first"), cluster="law")
BOX = Box("box", SESSION, "afternoon", 1, "talk", "", StepKind.DISCUSS, "Budgets", 600, 60)
RUN = PhaseRun("run", SESSION, "morning", NINE, 7200, 0, ended_at=NINE)
LIST = Ranking(
    "ranking", SESSION, locked_at=NINE, issues=(PriorityIssue(1, "Law", "C9", 7, True),)
)  # fmt: skip


def changed(*records: Record, laptops: tuple[str, ...] = ("annex", "main hall")) -> ChangedTwice:
    """The same record as these laptops left it."""
    sides = [Side(record, laptop) for record, laptop in zip(records, laptops, strict=False)]
    return ChangedTwice(sides[0], tuple(sides[1:]))


def locked(*subjects: str) -> Ranking:
    """A list of these."""
    return replace(LIST, issues=tuple(PriorityIssue(1, "", each, 1, True) for each in subjects))


LINES: list[tuple[Place, str]] = [
    (
        changed(C9, replace(C9, text="Law is needed first")),
        "C9 was written differently on two laptops: “Law comes first” (annex) and “Law is needed first” (main hall)",
    ),
    (
        changed(C9, replace(C9, text="First of all, law"), laptops=("vm", "vm")),
        "C9 was written differently in two copies: “Law comes first” and “First of all, law”",
    ),
    (
        changed(C9, replace(C9, text="b"), replace(C9, text="c"), laptops=("annex", "5e0e", "hall")),
        "C9 was written differently on three laptops: “Law comes first” (annex), “b” (laptop 5e0e) and “c” (hall)",
    ),
    (changed(C9, replace(C9, deleted=True)), "C9 was deleted on main hall, but changed on annex"),
    (
        changed(C9, replace(C9, merged_into=2)),
        "C9 was merged into another statement on main hall, but changed on annex",
    ),
    (
        changed(C9, replace(C9, cluster="", actor="ministries", links=(1,))),
        "C9 differs in the cluster on two laptops: “law” (annex) and none (main hall); also in links and the actor",
    ),
    (changed(C9, replace(C9, links=(3,))), "C9 differs in links on annex and main hall"),
    (
        changed(head(room="2"), head(room="2a")),
        "The session differs in the room on two laptops: “2” (annex) and “2a” (main hall)",
    ),
    (
        changed(RUN, replace(RUN, ended_at=NINE + timedelta(minutes=5))),
        "The phase morning differs in the end on two laptops: 09:00 (annex) and 09:05 (main hall)",
    ),
    (
        changed(BOX, replace(BOX, dropped=True)),
        "The box “Budgets” was dropped on main hall, but changed on annex",
    ),
    (
        changed(Tally("t", SESSION, "C9", 7), Tally("t", SESSION, "C9", 5)),
        "The count of C9 differs on two laptops: 7 (annex) and 5 (main hall)",
    ),
    (
        changed(locked("C9", "C1"), locked("C1")),
        "The priority list is different on two laptops: C9, C1 (annex) and C1 (main hall)",
    ),
    (
        changed(ReportBack("r", SESSION, headline="Law"), ReportBack("r", SESSION)),
        "The report-back differs in the headline on two laptops: “Law” (annex) and none (main hall)",
    ),
    (
        changed(HeardAgain("h", SESSION, "earlier", "P1"), HeardAgain("h", SESSION, "earlier", "P1", 3)),
        "How often P1 was heard again differs on two laptops: 1 (annex) and 3 (main hall)",
    ),
    (
        OtherReference("id", "C9", "C12", "annex"),
        "C9 of annex is now C12: another laptop gave C9 to another statement",
    ),
    (
        LaidOutTwice("afternoon", (BOX, BOX)),
        "“Budgets” has 2 boxes in the phase afternoon: two laptops made its agenda",
    ),
    (
        CountedTwice("#law", (Tally("t", SESSION, "#law", 7), Tally("u", SESSION, "#law", 5))),
        "#law was counted on two laptops: 7 and 5, together 12",
    ),
]


@pytest.mark.parametrize(("place", "line"), LINES, ids=[line[:40] for _, line in LINES])
def test_a_place_is_told_in_one_line_that_names_both_sides(place: Place, line: str) -> None:
    """Rule: the one that is shown comes first; a laptop without a name is told by its digits; equal names are left out."""
    assert place_line(place) == line
