"""What a report prints of a vote: the list, what was not chosen, and the sentences about it in the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from breakout_tui.domain.ranking import Standing
from breakout_tui.report.compose import compose
from breakout_tui.report.document import Heading, Paragraph, ParagraphStyle
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import linked
from breakout_tui.report.priority_blocks import not_chosen, priorities
from breakout_tui.report.report_model import PriorityList
from breakout_tui.report.summary_blocks import summary_section
from tests.report.played_day import played_day
from tests.report.rendering import printed

AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)


def line(subject: str, votes: int | None, title: str = "Words", *, needs_vote: bool = False) -> Standing:
    """A line of the list."""
    rank = None if votes is None else 1
    return Standing(rank, subject, title, votes, None, False, False, needs_vote=needs_vote)


def ranked(*annex: Standing, title: str = "") -> PriorityList:
    """An agreed list of one issue, and what is below its cut."""
    return PriorityList("challenges", "a show of hands", AT, (line("C1", 9),), annex, title=title)


def test_the_heading_of_a_list_has_the_id_that_its_phase_gives_it() -> None:
    """And the title of its step, where a day has several votes."""
    for title, printed_title in (("", ""), ("Plenary", ": Plenary")):
        heading, *_ = priorities(ranked(title=title), "phase_1_issues")
        assert heading == Heading(2, (Text(f"Priority issues{printed_title}"),), "phase_1_issues")
        below, *_ = not_chosen(ranked(line("C2", 3), title=title), "phase_1_others")
        assert below == Heading(2, (Text(f"Not among the priority issues{printed_title}"),), "phase_1_others")


def test_what_was_not_chosen_is_short() -> None:
    """At most eighty characters of its title."""
    row = printed(not_chosen(ranked(line("C2", 3, "w" * 90)), "below"))[-2]
    assert "w" * 70 in row
    assert "w" * 80 not in row


def test_lines_without_votes_are_named_in_a_sentence() -> None:
    """References lead to their notes; names of clusters are text; one that needs a new vote stays in the table."""
    *_, references = not_chosen(ranked(line("C2", None), line("C3", None)), "below")
    assert references == Paragraph(
        (Text("Without votes: "), *linked("C2"), Text(" and "), *linked("C3"), Text("."))
    )
    *_, names = not_chosen(ranked(line("law", None), line("C3", None)), "below")
    assert names == Paragraph((Text("Without votes: "), Text("law and C3"), Text(".")))
    assert printed(not_chosen(ranked(line("C2", None, needs_vote=True)), "below"))[-2].endswith(
        "| C2 | new vote needed |"
    )


def test_a_chosen_line_without_votes_has_a_dash() -> None:
    """As in a list that was chosen by hand."""
    made = replace(ranked(), chosen=(line("C1", None),))
    assert printed(priorities(made, "x"))[-2] == "| – | Words | C1 | – |"


@pytest.mark.parametrize(
    ("issues", "first", "told"),
    [
        (1, (line("C1", 1),), "The room agreed on one priority issue: “Words” (1 vote)."),
        (1, (line("C1", None),), "The room agreed on one priority issue: “Words”."),
        (3, (line("C1", 9),), "The room agreed on 3 priority issues; the first is “Words” (9 votes)."),
        (3, (line("C1", 9),) * 2, "; the first are “Words” and “Words” (9 votes each)."),
        (4, (line("C1", 9),) * 3, "; the first are “Words”, “Words” and “Words” (9 votes each)."),
        (2, (line("C1", 9),) * 2, "; they are tied: “Words” and “Words” (9 votes each)."),
        (5, (line("C1", 9),) * 4, "The room agreed on 5 priority issues."),
    ],
)
def test_the_summary_names_the_first_issues(issues: int, first: tuple[Standing, ...], told: str) -> None:
    """At most three that are tied."""
    room = played_day()
    report = compose(room.session, room.reading)
    heading, lead, *_ = summary_section(
        replace(report, people=1, summary=replace(report.summary, issues=issues, first=first))
    )
    assert heading == Heading(1, (Text("Summary"),), "summary")
    assert isinstance(lead, Paragraph)
    assert lead.style is ParagraphStyle.LEAD
    assert isinstance(lead.inlines[0], Text)
    assert lead.inlines[0].text.startswith("In a room of 1 person, ")
    assert f"{told} " in f"{lead.inlines[0].text} "
