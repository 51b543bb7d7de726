"""Ranking: counts, ties, the cut and the lock."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.rank_order import principles_in_rank_order
from breakout_tui.domain.ranking import (
    candidates,
    priorities,
    splits_tie,
    standings,
)
from breakout_tui.domain.ranking_counts import ranking_of
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.ranking_refusals import (
    CutBeyondCounted,
    CutBeyondList,
    CutSplitsTie,
    NoTie,
    NotRanked,
    TooManyDots,
    TooManyHands,
)
from breakout_tui.domain.refusals import Plain, Refusal
from tests.domain.example import Talk, follow
from tests.domain.strategies import NOTE_WISHES, OUTCOME_WISHES, Wish
from tests.sampled import a_third


def challenges(count: int) -> Talk:
    """A room with so many challenges."""
    talk = Talk()
    for number in range(1, count + 1):
        talk.say(Kind.CHALLENGE, f"Challenge {number}", cluster="odd" if number % 2 else "")
    return talk


def lines(talk: Talk) -> list[tuple[int | None, str]]:
    """Rank and subject of the list."""
    return [(line.rank, line.subject) for line in standings(talk.session)]


def test_equal_counts_share_a_rank_and_the_next_rank_is_left_out() -> None:
    """Ties are shown as ties: 1, 2, 2, 4, sorted by reference within a tie."""
    talk = challenges(5)
    talk.vote(C4=9, C3=5, C1=5, C2=3)
    assert lines(talk) == [(1, "C4"), (2, "C1"), (2, "C3"), (4, "C2"), (None, "C5")]
    assert [line.subject for line in standings(talk.session) if line.tied] == ["C1", "C3"]


def test_a_second_vote_settles_a_tie() -> None:
    """Ties are ordered by their second count; equal second counts are still a tie."""
    talk = challenges(4)
    talk.vote(C1=5, C2=5, C3=5, C4=1)
    talk.do(c.SetRevote("C3", 8))
    assert lines(talk) == [(1, "C3"), (2, "C1"), (2, "C2"), (4, "C4")]


def test_a_second_vote_is_for_those_that_tie() -> None:
    """Without a tie there is nothing to settle."""
    talk = challenges(2)
    talk.vote(C1=5, C2=4)
    assert talk.refusal(c.SetRevote("C1", 3)) == NoTie("C1")


def test_a_changed_count_removes_the_second_votes_of_its_tie() -> None:
    """A second vote among other candidates decides nothing."""
    talk = challenges(3)
    talk.vote(C1=5, C2=5, C3=4)
    talk.do(c.SetRevote("C2", 8))
    talk.vote(C3=5)
    assert lines(talk) == [(1, "C1"), (1, "C2"), (1, "C3")]


def test_more_hands_than_people_are_refused() -> None:
    """Each of the twenty people has one hand for each subject."""
    talk = challenges(1)
    talk.vote(C1=20)
    assert talk.refusal(c.SetTally("C1", 21)) == TooManyHands(21, 20)


def test_more_dots_than_the_people_have_are_refused() -> None:
    """Twenty people with two dots each give forty in all."""
    talk = challenges(2)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=2))
    talk.vote(C1=30, C2=10)
    assert talk.refusal(c.SetTally("C2", 11)) == TooManyDots(41, 20, 2, 10)


def test_without_a_head_count_nothing_caps_the_votes() -> None:
    """0 people means unknown."""
    talk = challenges(1)
    talk.do(c.EditDetails(people=0))
    talk.vote(C1=500)
    assert standings(talk.session)[0].votes == 500


@pytest.mark.parametrize("votes", [-1, -20])
def test_a_negative_count_is_refused(votes: int) -> None:
    """The least count is 0."""
    assert challenges(1).refusal(c.SetTally("C1", votes)) is Plain.NEGATIVE_COUNT


def test_only_the_ranked_sort_takes_counts() -> None:
    """One sort is ranked at a time."""
    talk = challenges(1)
    talk.say(Kind.PRINCIPLE, "Principle")
    for subject in ("P1", "C9", "#odd", ""):
        assert talk.refusal(c.SetTally(subject, 1)) == NotRanked(subject, RankSort.CHALLENGES)


def test_a_cluster_has_its_own_tally() -> None:
    """A cluster is one candidate, with the number of its notes."""
    talk = challenges(3)
    talk.say(Kind.PARKED, "Parked", cluster="money")
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    assert [(each.subject, each.notes) for each in candidates(talk.session)] == [("#odd", 2)]
    talk.do(c.SetTally("#ODD", 4))
    assert lines(talk) == [(1, "#odd")]


def test_a_note_that_changes_its_kind_keeps_its_count() -> None:
    """The count follows the note through its alias."""
    talk = challenges(1)
    talk.vote(C1=4)
    talk.do(c.ChangeKind(talk.note("C1").serial, Kind.PRINCIPLE))
    talk.do(c.ChooseRanking(sort=RankSort.PRINCIPLES))
    assert [(line.subject, line.votes) for line in standings(talk.session)] == [("P1", 4)]
    talk.do(c.SetTally("P1", 5))
    assert [(line.subject, line.votes) for line in standings(talk.session)] == [("P1", 5)]


def test_removing_a_count_leaves_the_subject_unranked() -> None:
    """It comes after all subjects with a count."""
    talk = challenges(2)
    talk.vote(C1=4, C2=1)
    talk.do(c.SetTally("C1", None))
    assert lines(talk) == [(1, "C2"), (None, "C1")]


def test_a_cut_that_splits_a_tie_is_shown_but_not_locked() -> None:
    """The room settles the tie or moves the cut; the program invents no order."""
    talk = challenges(3)
    talk.vote(C1=5, C2=4, C3=4)
    talk.do(c.ChooseCut(2))
    assert [line.subject for line in splits_tie(talk.session)] == ["C2", "C3"]
    assert talk.refusal(c.LockRanking()) == CutSplitsTie(("C2", "C3"))
    talk.do(c.SetRevote("C3", 3))
    talk.do(c.LockRanking())
    assert [issue.subject for issue in priorities(talk.session)] == ["C1", "C3"]


def test_the_lock_needs_a_count_and_a_cut() -> None:
    """An empty list, a list without a cut, and one cut below its counts can't be locked."""
    talk = challenges(3)
    assert talk.refusal(c.LockRanking()) is Plain.NOTHING_COUNTED
    talk.vote(C1=5)
    assert talk.refusal(c.LockRanking()) is Plain.NO_CUT
    talk.do(c.ChooseCut(2))
    assert talk.refusal(c.LockRanking()) == CutBeyondCounted(2, 1)


@pytest.mark.parametrize(
    ("count", "reason"), [(0, Plain.CUT_BELOW_ONE), (-1, Plain.CUT_BELOW_ONE), (4, CutBeyondList(4, 3))]
)
def test_the_cut_is_within_the_list(count: int, reason: Refusal) -> None:
    """From one to all of three."""
    assert challenges(3).refusal(c.ChooseCut(count)) == reason


def test_the_locked_list_holds_the_chosen_and_the_annex() -> None:
    """Lines below the cut are kept in the annex."""
    talk = challenges(3)
    talk.vote(C2=9, C1=3)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    issues = ranking_of(talk.session).issues
    assert [(issue.rank, issue.subject, issue.votes, issue.chosen) for issue in issues] == [
        (1, "C2", 9, True),
        (2, "C1", 3, False),
        (3, "C3", None, False),
    ]


@pytest.mark.parametrize(
    "command",
    [c.SetTally("C1", 2), c.SetRevote("C1", 2), c.ChooseCut(1), c.ChooseRanking(dots=1), c.LockRanking()],
)
def test_a_locked_list_takes_no_changes(command: c.Command) -> None:
    """It must be unlocked first, with a reason."""
    talk = locked()
    assert talk.refusal(command) is Plain.LIST_LOCKED


def test_unlocking_needs_a_reason_which_is_kept() -> None:
    """The report prints it."""
    talk = locked()
    assert talk.refusal(c.UnlockRanking(" \n ")) is Plain.NO_REASON
    talk.do(c.UnlockRanking("C2 was left out"))
    ranking = ranking_of(talk.session)
    assert (ranking.locked_at, ranking.issues) == (None, ())
    assert [each.reason for each in ranking.unlockings] == ["C2 was left out"]


def test_only_a_locked_list_is_unlocked() -> None:
    """An open list is refused."""
    assert challenges(1).refusal(c.UnlockRanking("why not")) is Plain.LIST_NOT_LOCKED


def test_the_priority_issues_become_the_boxes_of_the_afternoon() -> None:
    """One box for each chosen issue, in order."""
    talk = challenges(3)
    talk.vote(C2=9, C1=3, C3=1)
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.start_afternoon()
    titles = [box.title for box in talk.session.boxes if box.priority is not None]
    assert titles == ["Challenge 2", "Challenge 1"]


def test_a_change_of_the_sort_clears_the_cut() -> None:
    """A cut belongs to one list."""
    talk = challenges(3)
    talk.do(c.ChooseCut(2))
    talk.do(c.ChooseRanking(sort=RankSort.PRINCIPLES))
    assert ranking_of(talk.session).cut is None


def test_undoing_the_first_choice_leaves_no_ranking() -> None:
    """As if nothing had been chosen."""
    talk = challenges(1)
    talk.do(c.ChooseRanking(sort=RankSort.PRINCIPLES))
    talk.do(c.Undo())
    assert ranking_of(talk.session).sort is RankSort.CHALLENGES


def test_one_vote_is_more_than_none() -> None:
    """A count of 0 is a count, and has a rank after it."""
    talk = Talk()
    for text in ("one", "two"):
        talk.say(Kind.CHALLENGE, text)
    talk.vote(C1=0, C2=1)
    assert [(line.rank, line.subject) for line in standings(talk.session)] == [(1, "C2"), (2, "C1")]


def test_clusters_without_a_count_are_in_alphabetical_order() -> None:
    """Capital and small letters alike."""
    talk = Talk()
    for cluster in ("Zoning", "archives", "Budget"):
        talk.say(Kind.CHALLENGE, "words", cluster=cluster)
    subjects = [each.subject for each in candidates(talk.session, RankSort.CLUSTERS)]
    assert subjects == ["#archives", "#Budget", "#Zoning"]


def test_a_second_vote_stays_on_the_locked_list() -> None:
    """Whatever is merged into its statement later."""
    talk = Talk()
    for text in ("one", "two", "three"):
        talk.say(Kind.CHALLENGE, text)
    talk.vote(C1=5, C2=5, C3=2)
    talk.do(c.SetRevote("C1", 8))
    talk.do(c.SetRevote("C2", 7))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    before = standings(talk.session)
    assert [(line.subject, line.revote) for line in before] == [("C1", 8), ("C2", 7), ("C3", None)]
    talk.do(c.MergeNote(2, 0))
    assert standings(talk.session)[:2] == before[:2]


def test_principles_are_sorted_by_the_best_challenge_they_answer() -> None:
    """A principle for the first issue comes first, one without an issue last."""
    talk = challenges(3)
    talk.say(Kind.PRINCIPLE, "Loose")
    talk.say(Kind.PRINCIPLE, "Answers the second", to=("C1",))
    talk.say(Kind.PRINCIPLE, "Answers the first", to=("C1", "C2"))
    talk.vote(C2=9, C1=3)
    assert [note.reference for note in principles_in_rank_order(talk.session)] == ["P3", "P2", "P1"]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
@settings(max_examples=a_third(50), deadline=None)
def test_the_order_is_total_and_ties_share_their_rank(votes: list[int]) -> None:
    """Every subject is listed once; ranks never decrease; equal rank means equal votes; a rank counts the lines before it."""
    talk = challenges(len(votes))
    talk.vote(**{f"C{number}": count for number, count in enumerate(votes, 1)})
    standing = standings(talk.session)
    assert sorted(line.subject for line in standing) == sorted(f"C{n}" for n in range(1, len(votes) + 1))
    ranks = Counter(line.rank for line in standing)
    for place, line in enumerate(standing, 1):
        assert line.rank is not None
        assert line.rank == 1 + sum((other.votes or 0) > (line.votes or 0) for other in standing) <= place
        assert line.tied is (ranks[line.rank] > 1)
    for before, after in pairwise(standing):
        assert (before.votes or 0) >= (after.votes or 0)


@given(st.lists(st.one_of(NOTE_WISHES, OUTCOME_WISHES), max_size=30))
@settings(max_examples=a_third(50), deadline=None)
def test_the_list_of_any_session_is_in_order(wished: list[Wish]) -> None:
    """Ranks start at 1 and rise; lines without a count come last; each subject is listed once."""
    talk = challenges(3)
    follow(talk, wished)
    standing = standings(talk.session)
    assert len({line.subject for line in standing}) == len(standing)
    ranked = [line.rank for line in standing if line.rank is not None]
    assert ranked == sorted(ranked)
    assert ranked[:1] in ([], [1])
    assert all(line.rank is None for line in standing[len(ranked) :])


def locked() -> Talk:
    """A room with a locked list of three."""
    talk = challenges(3)
    talk.vote(C1=5, C2=2, C3=2)
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    return talk
