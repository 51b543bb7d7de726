"""Counting: what a count and a second vote may be, what they replace, and the undo step that each makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import fits, ranking_of, voters_for
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.ranking_refusals import NoCountYet, NotRanked, TooManyDots, TooManyHands
from breakout_tui.domain.refusals import Plain
from tests.domain.day import with_info
from tests.domain.example import Talk


def tied() -> Talk:
    """A room of twenty people in which C1 and C2 tie, and C3 has no count."""
    talk = Talk()
    for text in ("one", "two", "three"):
        talk.say(Kind.CHALLENGE, text, cluster="budget")
    talk.vote(C1=5, C2=5)
    return talk


def test_each_count_is_an_undo_step_with_its_own_words() -> None:
    """What was counted or removed, and for what."""
    talk = tied()
    for command in (c.SetRevote("C1", 3), c.SetRevote("C1", None), c.SetTally("C2", None)):
        talk.do(command)
    assert [step.words for step in talk.session.undo_steps[-5:]] == [
        "counted 5 for C1",
        "counted 5 for C2",
        "counted 3 in the second vote for C1",
        "removed the second vote for C1",
        "removed the count of C2",
    ]


def test_a_second_vote_needs_a_first_one() -> None:
    """The refusal names the subject."""
    assert tied().refusal(c.SetRevote("C3", 1)) == NoCountYet("C3")


def test_a_second_vote_is_within_the_head_count() -> None:
    """Hands for one subject, or the dots of all that tie; up to the last one."""
    talk = tied()
    assert talk.refusal(c.SetRevote("C1", -1)) is Plain.NEGATIVE_COUNT
    assert talk.refusal(c.SetRevote("C1", 21)) == TooManyHands(21, 20)
    for votes in (0, 20):
        talk.do(c.SetRevote("C1", votes))
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=2))
    talk.vote(C1=5, C2=5)
    talk.do(c.SetRevote("C1", 25))
    assert talk.refusal(c.SetRevote("C2", 16)) == TooManyDots(41, 20, 2, 15)
    talk.do(c.SetRevote("C2", 15))


def test_hands_that_need_a_new_vote_have_no_second_vote() -> None:
    """Two merged statements have two counts, but none together."""
    talk = tied()
    talk.do(c.MergeNote(1, 0))
    assert talk.refusal(c.SetRevote("C1", 1)) == NoCountYet("C1")


def test_a_second_vote_on_merged_dots_is_one() -> None:
    """It takes the place of an earlier one, whichever tally that was on; removing it removes all."""
    talk = tied()
    talk.do(c.ChooseRanking(method=RankMethod.DOTS))
    talk.vote(C1=2, C2=3, C3=5)
    talk.do(c.MergeNote(1, 0))
    talk.do(c.SetRevote("C1", 4))
    assert [(line.subject, line.revote) for line in standings(talk.session)] == [("C1", 4), ("C3", None)]
    talk.do(c.SetRevote("C1", None))
    assert {line.revote for line in standings(talk.session)} == {None}


@pytest.mark.parametrize("votes", [6, None])
def test_a_count_that_leaves_a_tie_says_which_second_votes_are_removed(votes: int | None) -> None:
    """Those of all that tied."""
    talk = tied()
    talk.do(c.SetRevote("C1", 3))
    told = [event.words for event in talk.do(c.SetTally("C2", votes)).events if isinstance(event, Told)]
    assert told == ["removed the second vote on C1: the tie has changed"]


def test_the_second_votes_that_a_count_removes_are_told_together() -> None:
    """All in one message, since the screen has one line for it."""
    talk = tied()
    talk.do(c.SetRevote("C1", 3))
    talk.do(c.SetRevote("C2", 2))
    told = [event.words for event in talk.do(c.SetTally("C1", 6)).events if isinstance(event, Told)]
    assert told == ["removed the second votes on C1, C2: the tie has changed"]


def test_a_cluster_typed_without_its_sign_is_suggested() -> None:
    """Where clusters are ranked and there is such a one."""
    talk = tied()
    assert talk.refusal(c.SetTally("budget", 1)) == NotRanked("budget", RankSort.CHALLENGES, "")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    assert talk.refusal(c.SetTally(" Budget ", 1)) == NotRanked("Budget", RankSort.CLUSTERS, "#budget")
    assert talk.refusal(c.SetRevote("budget", 1)) == NotRanked("budget", RankSort.CLUSTERS, "#budget")
    assert talk.refusal(c.SetTally("law", 1)) == NotRanked("law", RankSort.CLUSTERS, "")


def test_a_count_that_is_entered_again_takes_the_place_of_the_removed_one() -> None:
    """Each subject has one stored tally, which names its note."""
    talk = tied()
    sid = talk.session.id
    talk.do(c.SetTally("C1", None))
    talk.do(c.SetTally("C1", 7))
    talk.do(c.SetTally("C3", 2))
    stored = [
        (each.id, each.session_id, each.subject, each.votes, each.revote, each.deleted)
        for each in talk.session.tallies.values()
    ]
    first, second, third = (f"{sid}:tally:{note.id}" for note in tuple(talk.session.book.notes)[:3])
    assert stored == [
        (first, sid, "C1", 7, None, False),
        (second, sid, "C2", 5, None, False),
        (third, sid, "C3", 2, None, False),
    ]


def test_the_voters_are_the_head_count_that_explains_the_counts() -> None:
    """Up to the last dot of the room; 0 while the head count is not known."""
    talk = tied()
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=3))
    talk.vote(C1=60)
    assert ranking_of(talk.session).voters == 20
    talk = tied()
    talk.do(c.EditDetails(people=0))
    talk.vote(C3=500)
    assert ranking_of(talk.session).voters == 0


@pytest.mark.parametrize("method", RankMethod)
def test_no_counts_are_explained_by_any_head_count(method: RankMethod) -> None:
    """Also by none; the number of voters is then 0, because it is not known."""
    talk = tied()
    talk.do(c.ChooseRanking(method=method))
    ranking = replace(ranking_of(talk.session), voters=0)
    assert fits(ranking, 0, ())
    assert voters_for(ranking, 0, ()) == 0


def test_a_subject_that_is_not_ranked_is_refused_with_what_can_be_ranked_here() -> None:
    """A rank step about principles has no challenges to choose."""
    talk = Talk()
    morning, *phases = talk.session.info.programme.phases
    about_principles = tuple(
        replace(step, over=(Kind.PRINCIPLE,)) if step.kind is StepKind.RANK else step
        for step in morning.steps
    )
    made = replace(talk.session.info.programme, phases=(replace(morning, steps=about_principles), *phases))
    with_info(talk, replace(talk.session.info, programme=made))
    here = (RankSort.PRINCIPLES, RankSort.CLUSTERS)
    assert talk.refusal(c.SetTally("C9", 1)) == NotRanked("C9", RankSort.PRINCIPLES, choices=here)


def test_a_renamed_cluster_takes_its_own_count_only() -> None:
    """The other clusters keep theirs."""
    talk = tied()
    talk.say(Kind.CHALLENGE, "four", cluster="law")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.SetTally("#law", 3))
    talk.do(c.RenameCluster("budget", "money"))
    assert [(line.subject, line.votes) for line in standings(talk.session)] == [("#money", 8), ("#law", 3)]


def test_a_subject_that_needs_a_new_vote_leaves_the_list_without_a_number() -> None:
    """Its hands can't be added."""
    talk = tied()
    talk.say(Kind.PRINCIPLE, "Principle")
    talk.do(c.MergeNote(1, 0))
    told = [event.words for event in talk.do(c.MergeNote(0, 3)).events if isinstance(event, Told)]
    assert told[0] == "C1 leaves the list with its count: P1 is a principle"
