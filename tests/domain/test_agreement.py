"""Agreement: the five levels and the order of the recommendations."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreement import BY_NUMBER, LEVELS, counts, dissent_shown, ordered, strongest_first
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Agreement
from breakout_tui.domain.programme import AttributionRule
from tests.domain.example import Talk


def agreed_upon() -> Talk:
    """Two issues, recommendations for each, and one for none."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Budgets")
    talk.say(Kind.CHALLENGE, "Laws")
    talk.say(Kind.PRINCIPLE, "Budgets follow services", to=("C1",))
    talk.vote(C2=9, C1=3)
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    for text, links, level in (
        ("Fund", ("P1",), Agreement.DIVERGENCE),
        ("Fund more", ("P1",), Agreement.FULL_CONSENSUS),
        ("Talk on", (), Agreement.CONSENSUS),
        ("Pass a law", ("C2",), None),
        ("Pass another", ("C2",), Agreement.MINORITY_VIEW),
    ):
        note = talk.say(Kind.RECOMMENDATION, text, to=links)
        talk.do(c.Agree(note.serial, level))
    return talk


def test_every_level_has_its_key_the_strongest_first() -> None:
    """The number keys go through ICANN's five levels in their order."""
    assert [each.number for each in LEVELS] == ["1", "2", "3", "4", "5"]
    assert list(BY_NUMBER.values()) == list(Agreement)


def test_recommendations_are_sorted_by_issue_then_agreement_then_reference() -> None:
    """Those without an issue come last; those without a level come after those with one."""
    groups = ordered(agreed_upon().session)
    assert [
        (group.issue.subject if group.issue else None, [note.reference for note in group.notes])
        for group in groups
    ] == [("C2", ["R5", "R4"]), ("C1", ["R2", "R1"]), (None, ["R3"])]


def test_the_strongest_come_first_over_all_issues() -> None:
    """For the report-back, agreement counts before the issue."""
    found = strongest_first(ordered(agreed_upon().session))
    assert [note.reference for note in found] == ["R2", "R3", "R1", "R5", "R4"]


def test_a_recommendation_said_in_the_box_of_an_issue_is_for_it() -> None:
    """Without a link, the box determines the issue."""
    talk = agreed_upon()
    talk.enter("Budgets")
    talk.say(Kind.RECOMMENDATION, "Said here")
    groups = ordered(talk.session)
    assert [note.reference for note in groups[1].notes] == ["R2", "R1", "R6"]


def test_each_level_is_counted() -> None:
    """Also those without a level."""
    talk = agreed_upon()
    assert list(counts(talk.session).values()) == [1, 1, 0, 1, 1, 1]
    for level in (Agreement.CONSENSUS, None):
        talk.do(c.Agree(talk.say(Kind.RECOMMENDATION, "More").serial, level))
    assert list(counts(talk.session).values()) == [1, 2, 0, 1, 1, 2]


def test_dissent_is_never_shown_under_the_rule_none() -> None:
    """Not even if a record contains it."""
    talk = agreed_upon()
    note = replace(talk.note("R1"), dissent="Norway")
    assert dissent_shown(talk.session, note) == "Norway"
    info = replace(talk.session.info, rule=AttributionRule.NONE)
    assert dissent_shown(replace(talk.session, info=info), note) == ""
