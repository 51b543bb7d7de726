"""How the report-back is filled: what comes first, what fits, and what an edit takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain.records import Finding, ReportBack
from breakout_tui.domain.report_back_drafts import ASK_PROMPT, Drafts
from breakout_tui.domain.report_back_fill import filled

NO_EDITS = ReportBack("", "")
DRAFTED = Drafts(
    headline="Two words",
    issues="Our issues",
    findings=(Finding("First finding", "its cause"), Finding("Second finding")),
    decisions=("Decided first", "Decided second"),
    differences=("Differed first", "Differed second"),
    recommendations=("Recommended first", "Recommended second"),
    evidence=("Seen here", ""),
    places=(1, 0),
    ask="Ask for it",
)
"""Parts of two words each; the first finding has six with its reason, the ask has three."""
ALL = 2 + 3 + 2 + 2 + 6 + 2 + 2 + 2 + 2 + 2 + 2 + 2


def test_with_enough_words_everything_is_said_in_its_place() -> None:
    """Recommendations by country group, with their evidence; the rest in the order of the drafts."""
    said = filled(NO_EDITS, DRAFTED, 100)
    assert said.headline == "Two words Our issues"
    assert said.findings == DRAFTED.findings
    assert said.decisions == DRAFTED.decisions
    assert said.differed == "Differed first Differed second"
    assert said.recommendations == ("Recommended second", "Recommended first Seen here")
    assert said.ask == "Ask for it"


@pytest.mark.parametrize(
    ("budget", "added"),
    [
        (2, ""),
        (4, "decisions"),
        (5, "ask"),
        (7, "ask decisions"),
        (9, "ask decisions recommendations"),
        (11, "ask decisions recommendations differed"),
        (15, "ask decisions recommendations findings"),
        (17, "ask decisions recommendations findings differed"),
    ],
)
def test_the_most_important_is_said_first_and_what_does_not_fit_is_passed_over(
    budget: int, added: str
) -> None:
    """The headline always; then the ask, and one of each part: decisions, recommendations, findings, differences."""
    said = filled(NO_EDITS, DRAFTED, budget)
    found = {
        "ask": said.ask == "Ask for it",
        "decisions": said.decisions == ("Decided first",),
        "recommendations": said.recommendations == ("Recommended first",),
        "findings": said.findings == DRAFTED.findings[:1],
        "differed": said.differed == "Differed first",
    }
    assert said.headline == "Two words"
    assert {part for part, is_said in found.items() if is_said} == set(added.split())
    assert said.ask in ("", "Ask for it")


def test_the_headline_is_said_in_any_case() -> None:
    """Also where there is no time for it."""
    assert filled(NO_EDITS, DRAFTED, 0).headline == "Two words"


def test_evidence_and_issues_come_last() -> None:
    """Only with words that all parts have left; first the evidence."""
    without = ALL - 4
    assert filled(NO_EDITS, DRAFTED, without).recommendations == ("Recommended second", "Recommended first")
    assert filled(NO_EDITS, DRAFTED, without).headline == "Two words"
    with_evidence = filled(NO_EDITS, DRAFTED, without + 2)
    assert with_evidence.recommendations[1] == "Recommended first Seen here"
    assert with_evidence.headline == "Two words"
    assert filled(NO_EDITS, DRAFTED, ALL).headline == "Two words Our issues"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (ReportBack("", "", headline="Edited"), 1 - 2 - 2),
        (ReportBack("", "", findings=(Finding("Edited", "for this"),)), 5 - 6 - 2),
        (ReportBack("", "", decisions=("Edited",)), 1 - 4),
        (ReportBack("", "", differed="Edited"), 1 - 4),
        (ReportBack("", "", recommendations=("Edited",)), 1 - 4 - 2),
        (ReportBack("", "", ask="Edited"), 1 - 3),
    ],
    ids=["headline", "findings", "decisions", "differed", "recommendations", "ask"],
)
def test_an_edited_part_is_said_as_it_is_and_its_words_count(edit: ReportBack, words: int) -> None:
    """With one word less than all of them, something of the drafts is left out."""
    whole = filled(edit, DRAFTED, ALL + words)
    assert whole == filled(edit, DRAFTED, 100)
    assert filled(edit, DRAFTED, ALL + words - 1) != whole
    for part in ("headline", "findings", "decisions", "differed", "recommendations", "ask"):
        if getattr(edit, part) is not None:
            assert getattr(whole, part) == getattr(edit, part)
    assert ("Our issues" in whole.headline) == (edit.headline is None)


def test_a_prompt_for_the_ask_is_shown_and_takes_no_words() -> None:
    """It is not spoken."""
    said = filled(NO_EDITS, replace(DRAFTED, ask=ASK_PROMPT), 4)
    assert (said.ask, said.decisions) == (ASK_PROMPT, ("Decided first",))
