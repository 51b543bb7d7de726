"""Rounds: what a group passes on to the next, and what several groups have in common."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreed_list import issues_of, latest
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, KindLabel, Labels
from breakout_tui.domain.lint import Loose
from breakout_tui.domain.recap import convergence, recap
from breakout_tui.domain.session import decide
from tests.domain.example import DETAILS, Talk, complete_chain, programme, reading
from tests.domain.replicas import first_copy


def later_round(number: int) -> Talk:
    """Another group on the same theme."""
    talk = Talk()
    talk.do(c.EditDetails(round=number))
    return talk


def test_a_recap_names_outputs_clusters_and_open_points() -> None:
    """Everything that the second group needs."""
    earlier = complete_chain()
    earlier.say(Kind.PARKED, "Who pays for migration?")
    found = recap(earlier.session, later_round(2).session)
    assert (found.room, found.round) == ("Room 2", 1)
    assert [each.note.reference for each in found.principles] == ["P1"]
    assert [each.note.reference for each in found.recommendations] == ["R1"]
    assert found.clusters == (("budget", 1),)
    assert [note.reference for note in found.parked] == ["X1"]
    assert {end.kind for end in found.loose} == {Loose.NOT_READ_BACK}


def test_a_recap_has_the_agreed_list_or_else_what_was_said() -> None:
    """A group that only collected challenges passes these on; one that agreed on some, those."""
    earlier = Talk()
    earlier.say(Kind.CHALLENGE, "Budgets are silos")
    found = recap(earlier.session, later_round(2).session)
    assert ([note.text for note in found.said], found.issues) == (["Budgets are silos"], ())
    ranked = complete_chain()
    found = recap(ranked.session, later_round(2).session)
    assert (found.said, found.issues) == (
        (),
        tuple(issue.title for issue in issues_of(ranked.session, latest(ranked.session))),
    )
    assert found.issues


def test_a_recap_names_the_five_largest_clusters() -> None:
    """The largest first; of the same size, in alphabetical order whatever their case."""
    earlier = Talk()
    for cluster, count in (("tax", 2), ("Law", 1), ("budget", 1), ("CIO", 1), ("staff", 3), ("alone", 1)):
        for _ in range(count):
            earlier.say(Kind.CHALLENGE, "Words", cluster=cluster)
    assert recap(earlier.session, later_round(2).session).clusters == (
        ("staff", 3),
        ("tax", 2),
        ("alone", 1),
        ("budget", 1),
        ("CIO", 1),
    )


def test_a_recap_identifies_the_earlier_round() -> None:
    """Its session, room and number, so that a mark can be kept with it."""
    earlier = later_round(4)
    found = recap(earlier.session, later_round(5).session)
    assert (found.earlier_id, found.room, found.round) == (earlier.session.id, "Room 2", 4)


def test_a_recap_shows_what_this_round_heard_again() -> None:
    """A removed mark no longer counts."""
    earlier, later = complete_chain(), later_round(2)
    later.do(c.HearAgain(earlier.session.id, "P1", 2))
    later.do(c.HearAgain(earlier.session.id, "R1"))
    later.do(c.HearAgain(earlier.session.id, "R1", 0))
    found = recap(earlier.session, later.session)
    assert [each.times for each in (*found.principles, *found.recommendations)] == [2, 0]


def test_a_mark_on_an_earlier_reference_counts_for_the_note_it_was_merged_into() -> None:
    """A reference means the same note for ever, even after a merge."""
    earlier, later = complete_chain(), later_round(2)
    second = earlier.say(Kind.PRINCIPLE, "Money follows services")
    later.do(c.HearAgain(earlier.session.id, "P1"))
    earlier.do(c.MergeNote(earlier.note("P1").serial, second.serial))
    found = recap(earlier.session, later.session)
    assert [(each.note.reference, each.times) for each in found.principles] == [("P2", 1)]


def test_convergence_lists_the_rounds_that_heard_an_output() -> None:
    """Outputs heard by the most rounds come first; each round counts once."""
    first, second, third = complete_chain(), later_round(2), later_round(3)
    for later, times in ((second, 1), (third, 3)):
        later.do(c.HearAgain(first.session.id, "R1", times))
    found = convergence([first.session, second.session, third.session])
    assert [(each.reference, each.rounds, each.times) for each in found] == [
        ("R1", (1, 2, 3), 5),
        ("P1", (1,), 1),
    ]


def test_outputs_heard_by_as_many_rounds_are_in_the_order_of_their_times() -> None:
    """Then as the sessions are given, principles before recommendations; a round counts its own output."""
    first, second = Talk(), later_round(2)
    for text in ("One", "Two", "Three"):
        first.say(Kind.PRINCIPLE, text)
    first.say(Kind.RECOMMENDATION, "Four")
    first.do(c.MergeNote(2, 1))
    second.say(Kind.PRINCIPLE, "Five")
    first.do(c.HearAgain(second.session.id, "P1", 1))
    second.do(c.HearAgain(first.session.id, "R1", 3))
    second.do(c.HearAgain(first.session.id, "P3", 2))
    second.do(c.HearAgain("another session", "P1", 9))
    found = convergence([first.session, second.session])
    sessions = {first.session.id: 1, second.session.id: 2}
    assert [(sessions[each.session_id], each.text, each.rounds, each.times) for each in found] == [
        (1, "Two", (1, 2), 4),
        (1, "Four", (1, 2), 4),
        (2, "Five", (1, 2), 2),
        (1, "One", (1,), 1),
    ]
    assert [each.kind for each in found[:2]] == [Kind.PRINCIPLE, Kind.RECOMMENDATION]


def test_groups_of_one_round_count_as_one_round() -> None:
    """Their times are added up; a removed mark counts for nothing."""
    first, second, third = Talk(), later_round(2), later_round(2)
    first.say(Kind.PRINCIPLE, "One")
    for later in (second, third):
        later.do(c.HearAgain(first.session.id, "P1", 2))
    found = convergence([first.session, second.session, third.session])
    assert [(each.rounds, each.times) for each in found] == [((1, 2), 5)]
    third.do(c.HearAgain(first.session.id, "P1", 0))
    found = convergence([first.session, second.session, third.session])
    assert [(each.rounds, each.times) for each in found] == [((1, 2), 3)]


def test_the_previous_round_is_identified_by_its_session() -> None:
    """A session can't be its own previous round."""
    talk = Talk(DETAILS)
    outcome = decide(talk.session, c.HearAgain("another", "P1"), reading(600))
    assert [heard.earlier_id for heard in outcome.session.heard_again.values()] == ["another"]
    assert not talk.tries(c.HearAgain(talk.session.id, "P1"))


def test_a_recap_is_in_the_words_of_the_round_that_looks_back() -> None:
    """Whatever words the earlier one had."""
    words = Labels((KindLabel(Kind.PRINCIPLE, "grundsatz", "grundsätze"),))
    later = Talk(made=replace(programme(), labels=words))
    assert recap(complete_chain().session, later.session).labels == words
    assert recap(later.session, complete_chain().session).labels == ENGLISH


def test_a_recap_has_every_output_that_was_not_read_back() -> None:
    """Also of a round that stopped before its read-back."""
    earlier = Talk()
    earlier.say(Kind.PRINCIPLE, "Budgets follow services")
    found = recap(earlier.session, later_round(2).session).loose
    assert Loose.NOT_READ_BACK in {end.kind for end in found}


def test_a_repeat_goes_on_naming_its_statement_when_that_gets_another_reference() -> None:
    """Rule: two laptops of the earlier round gave one reference; the repeat is of the statement that its round heard."""
    talk = Talk()
    here = first_copy(talk)
    there = here.copy("b")
    mine, yours = here.say("Mine", Kind.PRINCIPLE), there.say("Yours", Kind.PRINCIPLE)
    later = Talk()
    later.do(c.HearAgain(here.session.id, "P1", 2, yours))
    there.take_in(here)
    assert (there.note(mine).reference, there.note(yours).reference) == ("P1", "P2")
    heard = {each.note.id: each.times for each in recap(there.session, later.session).principles}
    assert heard == {mine: 0, yours: 2}
    later.do(c.HearAgain(here.session.id, "P2", 0, yours))
    assert [each.deleted for each in later.session.heard_again.values()] == [True]
