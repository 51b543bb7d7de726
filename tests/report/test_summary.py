"""The summary of a report: its figures, who took part as the rule allows, and the list by country group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.report.compose import compose
from breakout_tui.report.document import Paragraph
from breakout_tui.report.figures import TableBlock
from breakout_tui.report.inlines import Text
from breakout_tui.report.summary_blocks import summary_section
from breakout_tui.report.summary_model import Addressed, Cited
from tests.report.rendering import render
from tests.report.room import DETAILS, Room


def begun(details: c.EditDetails = DETAILS) -> Room:
    """A room in its morning."""
    room = Room(details=details)
    room.do(c.Next())
    return room


def summary_of(room: Room) -> list[str]:
    """The paragraphs of the summary."""
    markdown = render(compose(room.session, room.reading))
    _, found, rest = markdown.partition("\n## Summary\n\n")
    assert found
    return rest.partition("\n## ")[0].strip().split("\n\n")


def test_a_session_without_notes_has_no_summary() -> None:
    """There is nothing to sum up."""
    room = begun()
    assert "## Summary" not in render(compose(room.session, room.reading))


def test_the_summary_says_in_words_and_figures_what_came_of_the_session() -> None:
    """Notes by kind, the list, the levels of agreement, the read-back, and the strongest outcome."""
    room = begun(replace(DETAILS, people=0, known=(), groups=()))
    room.say(Kind.CHALLENGE, "One")
    assert summary_of(room) == ["1 challenge was recorded."]
    room.say(Kind.CHALLENGE, "Two")
    for subject in ("C1", "C2"):
        room.do(c.SetTally(subject, 4))
    room.do(c.ChooseCut(2))
    room.do(c.LockRanking())
    for text, level in (("Wait", Agreement.MINORITY_VIEW), ("Act", Agreement.CONSENSUS), ("Ask", None)):
        room.do(c.Agree(room.say(Kind.RECOMMENDATION, text), level))
    assert summary_of(room) == [
        "5 statements were recorded: 2 challenges and 3 recommendations. "
        "The room agreed on 2 priority issues; they are tied: “One” and “Two” (4 votes each). "
        "Of 3 recommendations, 1 has consensus, 1 has a minority view and 1 has no level of agreement. "
        "The strongest agreement, consensus, is on R2: Act."
    ]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            AttributionRule.COUNTRY,
            [
                "Countries and organisations: Canada, Estonia, Japan and Norway.",
                "Heard, with the number of statements: Norway (2) and Canada (1).",
            ],
        ),
        (AttributionRule.NAMED, ["Heard, with the number of statements: Norway (2) and Canada (1)."]),
        (AttributionRule.NONE, []),
    ],
)
def test_who_was_heard_is_told_as_the_rule_allows(rule: AttributionRule, told: list[str]) -> None:
    """Also in notes that were merged; under the rule none, neither who was heard nor who was there."""
    room = begun(replace(DETAILS, rule=rule))
    room.say(Kind.CHALLENGE, "One", "Norway, Canada")
    room.say(Kind.CHALLENGE, "One again", "Norway")
    room.do(c.MergeNote(1, 0))
    assert summary_of(room)[1:] == told


def test_the_recommendations_are_listed_by_country_group() -> None:
    """With who acts, by when and the level; a column without content is left out, and so is a list without addressees."""
    room = begun()
    room.say(Kind.RECOMMENDATION, "Wait")
    assert "by country group" not in "\n".join(summary_of(room))
    room.say(Kind.RECOMMENDATION, "Pay", addressee="all", due="2027")
    room.say(Kind.RECOMMENDATION, "Share", addressee="federations and small states")
    assert summary_of(room)[-1].split("\n") == [
        "| For | Recommendation | By when |",
        "| :-- | :-- | :-- |",
        "| Small states | **R3** Share | – |",
        "| Federations | **R3** Share | – |",
        "| all | **R2** Pay | 2027 |",
        "| – | **R1** Wait | – |",
    ]


def test_the_statements_of_a_box_stand_under_their_clusters() -> None:
    """The largest first, with their number; smaller ones keep their tag; a box with one subject has no other line."""
    room = begun()
    room.do(c.Next())
    for text, cluster in (("One", "law"), ("Two", "money"), ("Three", "Money"), ("Four", "")):
        room.say(Kind.CHALLENGE, text, cluster=cluster)
    markdown = render(compose(room.session, room.reading))
    _, _, said = markdown.partition("#### Q1 What is the role of the CIO?\n\n")
    assert said.split("\n")[:11] == [
        "4 challenges, on money (2), law (1) and without a cluster (1).",
        "",
        "##### money (2)",
        "",
        "- **C2** Two *09:32*",
        "- **C3** Three *09:33*",
        "",
        "##### Other statements (2)",
        "",
        "- **C1** One *09:31, #law*",
        "- **C4** Four *09:34*",
    ]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (((Agreement.CONSENSUS, 1),), "The recommendation has consensus."),
        (((Agreement.MINORITY_VIEW, 1),), "The recommendation has a minority view."),
        (((Agreement.CONSENSUS, 2),), "Of 2 recommendations, 2 have consensus."),
        (
            ((Agreement.CONSENSUS, 2), (None, 1)),
            "Of 3 recommendations, 2 have consensus and 1 has no level of agreement.",
        ),
        (((None, 2),), ""),
    ],
)
def test_the_levels_of_each_kind_are_told(
    levels: tuple[tuple[Agreement | None, int], ...], told: str
) -> None:
    """A kind without any level is passed over, and the next one told."""
    room = begun()
    room.do(c.Capture("Words", Kind.CHALLENGE))
    report = compose(room.session, room.reading)
    decided = (Kind.DECISION, ((Agreement.CONSENSUS, 1),))
    summary = replace(report.summary, levels=((Kind.RECOMMENDATION, levels), decided))
    _, lead, *_ = summary_section(replace(report, summary=summary))
    assert isinstance(lead, Paragraph)
    assert isinstance(lead.inlines[0], Text)
    assert lead.inlines[0].text.partition("recorded. ")[2] == f"{told} The decision has consensus.".strip()


def test_countries_are_listed_by_the_alphabet_whatever_their_case() -> None:
    """Beside the list by country group, whose columns of texts are wide."""
    room = begun()
    room.do(c.Capture("Words", Kind.CHALLENGE))
    report = compose(room.session, room.reading)
    summary = replace(report.summary, listed=("Peru", "estonia", "Norway"))
    addressed = (Addressed("Small states", Cited("R1", "Fund it"), "Parliament", "May", Agreement.CONSENSUS),)
    *_, listed, _, table = summary_section(replace(report, summary=summary, addressed=addressed))
    assert listed == Paragraph((Text("Countries and organisations: estonia, Norway and Peru."),))
    assert isinstance(table, TableBlock)
    assert [column.width for column in table.columns] == [4, 9, 6, 4, 5]
