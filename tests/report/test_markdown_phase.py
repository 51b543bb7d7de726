"""One phase in a report: its outputs first, then what was said in each box."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking import Standing
from breakout_tui.report.phase_blocks import phase_section
from breakout_tui.report.report_model import (
    Answer,
    Discussed,
    Discussion,
    PhaseReport,
    PriorityList,
    Reopening,
    Statement,
    Timing,
)
from tests.report import rendering

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
EMPTY = PhaseReport("Morning", False, (), (), (), (), (), None)
LIST = PriorityList("challenges", "a show of hands", AT, (), ())


def line(subject: str, rank: int | None, votes: int | None, **how: int | bool) -> Standing:
    """A line of the list of priority issues."""
    return Standing(
        rank, subject, f"Issue *{subject}*", votes, how.get("revote"),
        tied=bool(how.get("tied")), chosen=bool(how.get("chosen")),
    )  # fmt: skip


def note(kind: Kind, number: int = 1) -> Statement:
    """A statement of this kind."""
    return Statement(kind, f"{kind.letter}{number}", "Words", AT)


def printed(phase: PhaseReport) -> list[str]:
    """The lines of a phase after its heading."""
    heading, blank, *rest = rendering.printed(phase_section(phase, part="phase_1"))
    assert (heading, blank) == ("## Morning", "")
    return rest


def test_a_phase_without_content_says_so() -> None:
    """Its title is escaped like any text."""
    assert rendering.printed(phase_section(replace(EMPTY, title="Mor*ning"), part="phase_1")) == [
        "## Mor\\*ning",
        "",
        "Nothing recorded.",
        "",
    ]


@pytest.mark.parametrize(
    "phase",
    [
        replace(EMPTY, principles=(note(Kind.PRINCIPLE),)),
        replace(EMPTY, answers=(Answer(None, "", (note(Kind.RECOMMENDATION),)),)),
        replace(EMPTY, priorities=(LIST,)),
        replace(EMPTY, discussions=(Discussion("Q1", "Roles", Discussed.DROPPED, ()),)),
    ],
    ids=["principles", "recommendations", "priorities", "discussions"],
)
def test_a_phase_with_any_content_does_not_say_that_it_has_none(phase: PhaseReport) -> None:
    """One of them is enough."""
    assert "Nothing recorded." not in printed(phase)


def test_the_times_of_a_phase_come_before_its_content() -> None:
    """They are no content."""
    timing = Timing(AT, AT + timedelta(hours=1), AT + timedelta(hours=1), 3600, ())
    assert printed(replace(EMPTY, timing=timing)) == [
        "Held from 10:42 to 11:42, ending on time.",
        "",
        "Nothing recorded.",
        "",
    ]


def test_given_issues_are_numbered() -> None:
    """A line break stays within an issue."""
    assert printed(replace(EMPTY, given=("Bud*gets\nand money", "Laws")))[:-2] == [
        "### Priority issues",
        "",
        "Given to the group beforehand.",
        "",
        "1. Bud\\*gets\\\n   and money",
        "2. Laws",
        "",
    ]


def test_a_locked_list_has_the_chosen_issues_and_an_annex() -> None:
    """Rank, issue, origin and votes; ties and second votes are marked; what was not counted is named in a line."""
    ranked = replace(
        LIST,
        chosen=(line("C1", 1, 1_200, chosen=True), line("C2", 2, 5, revote=1_001, chosen=True)),
        annex=(line("C3", 3, 2, tied=True), line("C4", None, None), line("C5", None, None)),
        reopenings=(Reopening(AT, "mis*counted"), Reopening(AT + timedelta(minutes=3), "again")),
    )
    assert printed(replace(EMPTY, priorities=(ranked,))) == [
        "### Priority issues",
        "",
        "The challenges were ranked by a show of hands.",
        "",
        "The list was reopened at 10:42: mis\\*counted.",
        "",
        "The list was reopened at 10:45: again.",
        "",
        "The list was agreed at 10:42.",
        "",
        "| Rank | Issue | From | Votes |",
        "| --: | :-- | :-- | --: |",
        "| 1 | Issue \\*C1\\* | C1 | 1,200 |",
        "| 2 | Issue \\*C2\\* | C2 | 5 (second vote: 1,001) |",
        "",
        "### Not among the priority issues",
        "",
        "| Rank | Issue | From | Votes |",
        "| --: | :-- | :-- | --: |",
        "| 3 = | Issue \\*C3\\* | C3 | 2 |",
        "",
        "Without votes: C4 and C5.",
        "",
    ]


def test_an_open_list_has_its_current_order() -> None:
    """Nothing is chosen yet; a cluster is printed as text, not as a heading."""
    ranked = replace(LIST, locked_at=None, annex=(line("#law", 1, 0),))
    assert printed(replace(EMPTY, priorities=(ranked,)))[4:] == [
        "The list is not agreed yet.",
        "",
        "#### Current order",
        "",
        "| Rank | Issue | From | Votes |",
        "| --: | :-- | :-- | --: |",
        "| 1 | Issue \\*#law\\* | #law | 0 |",
        "",
    ]


def test_outputs_say_whether_they_were_read_back() -> None:
    """Only once the read-back is over."""
    phase = replace(EMPTY, principles=(note(Kind.PRINCIPLE), note(Kind.PRINCIPLE, 2)))
    unread = "  - Not read back."
    assert printed(phase) == [
        "### Principles",
        "",
        "- **P1** Words",
        "  - *10:42*",
        "- **P2** Words",
        "  - *10:42*",
        "",
    ]
    assert printed(replace(phase, was_read=True)).count(unread) == 2
    answers = (Answer(None, "", (note(Kind.RECOMMENDATION),)),)
    assert printed(replace(EMPTY, was_read=True, answers=answers)).count(unread) == 1


def test_recommendations_have_a_heading_for_each_issue() -> None:
    """Those without an issue have one only beside others."""
    notes = (note(Kind.RECOMMENDATION), note(Kind.RECOMMENDATION, 2))
    listed = ["- **R1** Words", "  - *10:42*", "- **R2** Words", "  - *10:42*", ""]
    second, without = Answer(2, "Bud*gets", notes), Answer(None, "", notes)
    heading = ["#### Issue 2: Bud\\*gets", ""]
    assert printed(replace(EMPTY, answers=(without,))) == ["### Recommendations", "", *listed]
    assert printed(replace(EMPTY, answers=(second,))) == ["### Recommendations", "", *heading, *listed]
    assert printed(replace(EMPTY, answers=(second, without))) == [
        "### Recommendations",
        "",
        *heading,
        *listed,
        "#### Without a priority issue",
        "",
        *listed,
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Discussed.HELD, "Nothing recorded."),
        (Discussed.DROPPED, "Dropped from the agenda."),
        (Discussed.NOT_REACHED, "Not discussed."),
    ],
)
def test_a_box_without_notes_says_why(state: Discussed, words: str) -> None:
    """Held in silence, dropped, or not reached."""
    made = replace(EMPTY, discussions=(Discussion("Q1", "Ro*les", state, ()),))
    assert printed(made) == ["### What was said", "", "#### Q1 Ro\\*les", "", words, ""]


def test_a_box_has_its_statements_and_names_its_outputs() -> None:
    """The outputs are listed above, so only their references are here; a title without short name stands alone."""
    boxes = (
        Discussion("", "Opening", Discussed.HELD, (note(Kind.CHALLENGE), note(Kind.CHALLENGE, 2))),
        Discussion("Q1", "Roles", Discussed.HELD, (note(Kind.CHALLENGE, 3),), ("P1", "P2", "P3")),
        Discussion("Q2", "Laws", Discussed.HELD, (), ("P4",), ("X1",)),
    )
    assert printed(replace(EMPTY, discussions=boxes)) == [
        "### What was said",
        "",
        "#### Opening",
        "",
        "- **C1** Words *10:42*",
        "- **C2** Words *10:42*",
        "",
        "#### Q1 Roles",
        "",
        "P1 to P3 are listed above.",
        "",
        "- **C3** Words *10:42*",
        "",
        "#### Q2 Laws",
        "",
        "P4 is listed above.",
        "",
    ]


def test_a_box_whose_notes_are_all_in_the_parking_lot_says_so() -> None:
    """Only if it has nothing else to say."""
    parked = Discussion("Q1", "Roles", Discussed.HELD, (), (), ("X1",))
    assert printed(replace(EMPTY, discussions=(parked,)))[-2:] == ["X1 is in the parking lot.", ""]
    more = replace(parked, parked=("X1", "X2", "X4"))
    assert printed(replace(EMPTY, discussions=(more,)))[-2:] == ["X1, X2 and X4 are in the parking lot.", ""]
    beside = replace(parked, statements=(note(Kind.CHALLENGE),))
    assert printed(replace(EMPTY, discussions=(beside,)))[-2:] == ["- **C1** Words *10:42*", ""]
