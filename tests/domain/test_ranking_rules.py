"""What the commands of the ranking tell and record, and the limits of the dots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.ranking_refusals import CutSplitsTie, FewerDotsThanGiven, NeedsVote, NotRanked
from breakout_tui.domain.ranking_rules import why_not_lock
from breakout_tui.domain.refusals import OutOfRange, Plain, Quantity, Refusal
from breakout_tui.domain.session import Outcome
from breakout_tui.domain.undo import undoable
from tests.domain.example import DETAILS, Talk

DOTS = c.ChooseRanking(method=RankMethod.DOTS)
HANDS = c.ChooseRanking(method=RankMethod.HANDS)


def challenges(count: int) -> Talk:
    """A room of twenty people with so many challenges."""
    talk = Talk()
    for number in range(1, count + 1):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    return talk


def said(talk: Talk) -> str:
    """The description of the last undo step."""
    step = undoable(talk.session)
    assert step is not None
    return step.words


def told(outcome: Outcome) -> list[str]:
    """What the facilitator is told."""
    return [event.words for event in outcome.events if isinstance(event, Told)]


@pytest.mark.parametrize("dots", [1, 99])
def test_a_person_gives_one_to_ninety_nine_dots(dots: int) -> None:
    """The limits are allowed."""
    talk = Talk()
    talk.do(c.ChooseRanking(dots=dots))
    assert ranking_of(talk.session).dots == dots


@pytest.mark.parametrize("dots", [0, -1, 100])
def test_another_number_of_dots_is_refused(dots: int) -> None:
    """With the limits."""
    assert Talk().refusal(c.ChooseRanking(dots=dots)) == OutOfRange(Quantity.DOTS, 1, 99)


def test_each_step_of_the_ranking_can_be_undone_by_its_name() -> None:
    """What is chosen, where the cut is, that it is locked and reopened."""
    talk = challenges(2)
    talk.do(c.ChooseRanking(sort=RankSort.PRINCIPLES))
    assert said(talk) == "chose to rank principles by a show of hands"
    talk.do(c.ChooseRanking(sort=RankSort.CHALLENGES, method=RankMethod.DOTS, dots=5))
    assert said(talk) == "chose to rank challenges by 5 dots a person"
    talk.vote(C1=2)
    talk.do(c.ChooseCut(1))
    assert said(talk) == "cut after 1"
    outcome = talk.do(c.LockRanking())
    assert said(talk) == "locked the list"
    assert told(outcome) == ["the list is agreed: 1 of 2 are priority issues"]
    talk.do(c.UnlockRanking("again"))
    assert said(talk) == "reopened the list"


@pytest.mark.parametrize("count", [1, 2])
def test_counts_that_are_set_aside_are_told(count: int) -> None:
    """How many, and by which method they were taken."""
    talk = challenges(2)
    are = "count by {} is" if count == 1 else "counts by {} are"
    talk.vote(**{f"C{number}": 1 for number in range(1, count + 1)})
    hands = f"{count} {are.format('show of hands')} set aside until you vote by show of hands again"
    assert told(talk.do(DOTS)) == [hands]
    talk.vote(**{f"C{number}": 1 for number in range(1, count + 1)})
    dots = f"{count} {are.format('dots')} set aside until you vote by dots again"
    assert told(talk.do(HANDS)) == [dots]
    assert told(talk.do(HANDS)) == []


def test_a_cut_within_a_tie_is_told() -> None:
    """Any other is not."""
    talk = challenges(3)
    talk.vote(C1=4, C2=2, C3=2)
    assert told(talk.do(c.ChooseCut(2))) == ["the cut splits a tie"]
    assert told(talk.do(c.ChooseCut(1))) == []


def test_the_dots_of_each_sort_are_counted_by_themselves() -> None:
    """Twenty people with one dot can have given twenty to challenges, to principles and to clusters each."""
    talk = Talk()
    talk.say(Kind.CHALLENGE, "Silo budgets", cluster="budget")
    talk.say(Kind.PRINCIPLE, "Share first")
    for sort, subject in (
        (RankSort.CHALLENGES, "C1"),
        (RankSort.PRINCIPLES, "P1"),
        (RankSort.CLUSTERS, "#budget"),
    ):
        talk.do(c.ChooseRanking(sort=sort, method=RankMethod.DOTS))
        talk.do(c.SetTally(subject, 20))
    talk.do(c.ChooseRanking(dots=1))
    assert ranking_of(talk.session).dots == 1


def test_as_few_dots_as_were_given_are_allowed_but_not_fewer() -> None:
    """Over all that is ranked together; where the head count was never known nothing caps them."""
    talk = challenges(2)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=5))
    talk.vote(C1=21, C2=20)
    assert talk.refusal(c.ChooseRanking(dots=2)) == FewerDotsThanGiven(41, 20, 2)
    talk.vote(C1=20)
    talk.do(c.ChooseRanking(dots=2))
    unknown = Talk(replace(DETAILS, people=0))
    unknown.say(Kind.CHALLENGE, "Silo budgets")
    unknown.do(c.ChooseRanking(method=RankMethod.DOTS, dots=5))
    unknown.vote(C1=900)
    unknown.do(c.ChooseRanking(dots=1))
    assert ranking_of(unknown.session).dots == 1


def test_the_number_of_people_who_voted_is_kept_with_the_lock() -> None:
    """More people who come later did not vote."""
    talk = challenges(1)
    talk.vote(C1=3)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    talk.do(c.EditDetails(people=50))
    assert ranking_of(talk.session).voters == 20


def test_people_who_came_before_the_lock_are_voters_too() -> None:
    """Rule: the head count when the list is locked is kept with it, if it explains the counts."""
    talk = challenges(1)
    talk.vote(C1=3)
    talk.do(c.ChooseCut(1))
    talk.do(c.EditDetails(people=30))
    assert told(talk.do(c.LockRanking())) == ["the list is agreed: 1 of 1 are priority issues"]
    assert ranking_of(talk.session).voters == 30
    assert told(talk.do(c.UnlockRanking("A late vote"))) == [
        "the list is open again, and the votes can change"
    ]


def test_why_a_list_cannot_be_locked_is_known_before_it_is_tried() -> None:
    """The reason that locking would give; none once it can be locked."""
    talk = challenges(2)
    why = why_not_lock(talk.session)
    assert why is not None
    assert why.reason is Plain.NOTHING_COUNTED
    talk.vote(C1=3)
    talk.do(c.ChooseCut(1))
    assert why_not_lock(talk.session) is None
    talk.do(c.LockRanking())
    why = why_not_lock(talk.session)
    assert why is not None
    assert why.reason == talk.refusal(c.LockRanking())


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NotRanked("C7", RankSort.CHALLENGES), "C7 is not one of the challenges"),
        (NotRanked("", RankSort.PRINCIPLES), "that is not one of the principles"),
        (NotRanked("#x", RankSort.CLUSTERS), "no cluster of that name"),
        (CutSplitsTie(("C1", "C2")), "the cut splits a tie: C1, C2"),
        (NeedsVote(tuple("ABCD")), "hands of merged notes can't be added: A, B, C, D"),
        (NeedsVote(tuple("ABCDE")), "hands of merged notes can't be added: A, B, C, D, …"),
    ],
)
def test_a_reason_names_four_subjects_at_the_most(reason: Refusal, words: str) -> None:
    """More are only hinted at, so that what to do fits in the line behind them."""
    assert str(reason) == words
