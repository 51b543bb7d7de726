"""Votes stay true: what the method can give, what merging and renaming do, and what a locked list may say."""

from __future__ import annotations

import unicodedata

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.events import Told
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.ranking import candidates, needs_vote, priorities, standings
from breakout_tui.domain.ranking_counts import aside, key_of, ranking_of
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.ranking_refusals import (
    FewerDotsThanGiven,
    IsPriorityIssue,
    NeedsVote,
    TooManyDots,
    TooManyHands,
)
from breakout_tui.domain.session import Outcome, Session
from tests.domain.example import Talk

DOTS = c.ChooseRanking(method=RankMethod.DOTS)
HANDS = c.ChooseRanking(method=RankMethod.HANDS)


def challenges(count: int) -> Talk:
    """A room of twenty people with so many challenges."""
    talk = Talk()
    for number in range(1, count + 1):
        talk.say(Kind.CHALLENGE, f"Challenge {number}")
    return talk


def clustered(*clusters: str) -> Talk:
    """A room that ranks clusters, with a challenge in each of these."""
    talk = Talk()
    for number, cluster in enumerate(clusters):
        talk.say(Kind.CHALLENGE, f"Challenge {number}", cluster=cluster)
    talk.do(c.ChooseRanking(sort=RankSort.CLUSTERS))
    return talk


def locked(*, cut: int = 1) -> Talk:
    """A room with a locked list of three challenges."""
    talk = challenges(3)
    talk.vote(C1=5, C2=3, C3=2)
    talk.do(c.ChooseCut(cut))
    talk.do(c.LockRanking())
    return talk


def votes(session: Session) -> dict[str, int | None]:
    """The votes of each line."""
    return {line.subject: line.votes for line in standings(session)}


def told(outcome: Outcome) -> list[str]:
    """What the facilitator is told."""
    return [event.words for event in outcome.events if isinstance(event, Told)]


# The method


def test_dots_are_kept_aside_while_hands_are_counted() -> None:
    """They are no show of hands; it is said, and they come back with their method."""
    talk = challenges(2)
    talk.do(DOTS)
    talk.vote(C1=40, C2=10)
    changed = talk.do(HANDS)
    assert votes(talk.session) == {"C1": None, "C2": None}
    assert told(changed) == ["2 counts by dots are set aside until you vote by dots again"]
    talk.vote(C1=12)
    talk.do(DOTS)
    assert votes(talk.session) == {"C1": 40, "C2": 10}
    assert aside(talk.session) == 1


def test_counts_of_an_older_file_belong_to_its_method() -> None:
    """Such a count says nothing of its method until the method is changed."""
    talk = challenges(1)
    talk.vote(C1=7)
    (tally,) = talk.session.tallies.values()
    assert tally.method is RankMethod.HANDS
    older = type(tally)(tally.id, tally.session_id, tally.subject, tally.votes)
    talk.session = talk.session.put(older)
    talk.records[f"Tally:{older.id}"] = older
    assert votes(talk.session) == {"C1": 7}
    talk.do(DOTS)
    assert votes(talk.session) == {"C1": None}
    talk.do(HANDS)
    assert votes(talk.session) == {"C1": 7}


def test_fewer_dots_than_were_given_are_refused() -> None:
    """More dots, or as many as were given, are a correction."""
    talk = challenges(2)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=3))
    talk.vote(C1=40, C2=10)
    assert talk.refusal(c.ChooseRanking(dots=2)) == FewerDotsThanGiven(50, 20, 2)
    talk.do(HANDS)
    assert talk.refusal(c.ChooseRanking(dots=2)) == FewerDotsThanGiven(50, 20, 2)
    talk.do(c.ChooseRanking(method=RankMethod.DOTS, dots=5))
    assert votes(talk.session) == {"C1": 40, "C2": 10}


def test_people_who_left_after_the_vote_have_voted() -> None:
    """The list says how many voted, not how many are in the room now."""
    talk = challenges(2)
    talk.vote(C1=20, C2=3)
    talk.do(c.EditDetails(people=12))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert ranking_of(talk.session).voters == 20


def test_counts_that_nobody_can_have_given_are_not_locked() -> None:
    """Entered before the head count was known, or given twice after a note was deleted and restored."""
    talk = challenges(2)
    talk.do(c.EditDetails(people=0))
    talk.vote(C1=500)
    talk.do(c.EditDetails(people=20))
    talk.do(c.ChooseCut(1))
    assert talk.refusal(c.LockRanking()) == TooManyHands(500, 20)
    talk.do(DOTS)
    talk.vote(C1=60)
    talk.do(c.DeleteNote(0))
    talk.vote(C2=60)
    talk.do(c.RestoreNote(0))
    talk.do(c.SetRevote("C1", 2))
    assert talk.refusal(c.LockRanking()) == TooManyDots(120, 20, 3, 0)


# Merging


def test_dots_of_merged_notes_add_up() -> None:
    """And come apart again when the note is restored."""
    talk = challenges(3)
    talk.do(DOTS)
    talk.vote(C1=9, C2=4, C3=1)
    assert told(talk.do(c.MergeNote(1, 0))) == ["C1 has 13 dots: 9 + 4"]
    assert votes(talk.session) == {"C1": 13, "C3": 1}
    talk.do(c.RestoreNote(1))
    assert votes(talk.session) == {"C1": 9, "C2": 4, "C3": 1}


def test_hands_of_merged_notes_need_a_new_vote() -> None:
    """One person may have raised a hand for each; the list isn't locked before it."""
    talk = challenges(3)
    talk.vote(C1=9, C2=4, C3=1)
    assert told(talk.do(c.MergeNote(1, 0))) == ["C1 needs a new vote: 9 and 4 hands can't be added"]
    assert votes(talk.session) == {"C3": 1, "C1": None}
    assert needs_vote(talk.session) == ("C1",)
    talk.do(c.ChooseCut(1))
    assert talk.refusal(c.LockRanking()) == NeedsVote(("C1",))
    talk.vote(C1=11)
    assert votes(talk.session) == {"C1": 11, "C3": 1}
    talk.do(c.LockRanking())


def test_a_note_without_a_count_brings_nothing_to_a_merge() -> None:
    """The count stays, whichever of the two has it."""
    for merge in (c.MergeNote(1, 0), c.MergeNote(0, 1)):
        talk = challenges(2)
        talk.vote(C1=9)
        assert told(talk.do(merge)) == []
        assert list(votes(talk.session).values()) == [9]


def test_a_count_that_a_merge_takes_off_the_list_is_told() -> None:
    """A challenge that is merged into a principle is ranked no more, and comes back when it is restored."""
    talk = challenges(2)
    talk.say(Kind.PRINCIPLE, "Principle")
    talk.vote(C1=9, C2=4)
    assert told(talk.do(c.MergeNote(0, 2))) == ["C1 leaves the list with its count of 9: P1 is a principle"]
    assert votes(talk.session) == {"C2": 4}
    talk.do(c.RestoreNote(0))
    assert votes(talk.session) == {"C1": 9, "C2": 4}


def test_a_new_vote_is_asked_for_only_of_what_is_on_the_list() -> None:
    """A challenge without a count that can be added, merged into a principle, is ranked no more; the principle never was."""
    talk = challenges(2)
    talk.say(Kind.PRINCIPLE, "Principle")
    talk.vote(C1=9, C2=4)
    talk.do(c.MergeNote(1, 0))
    assert told(talk.do(c.MergeNote(0, 2))) == ["C1 leaves the list with its count: P1 is a principle"]
    talk = clustered("budget", "money")
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.SetTally("#money", 3))
    talk.do(c.ChooseRanking(sort=RankSort.CHALLENGES))
    assert told(talk.do(c.RenameCluster("money", "budget"))) == []


def test_the_count_of_a_merged_note_that_is_deleted_is_gone_with_it() -> None:
    """Nobody said it any more; it comes back with the note."""
    talk = challenges(2)
    talk.do(DOTS)
    talk.vote(C1=9, C2=4)
    talk.do(c.MergeNote(1, 0))
    assert votes(talk.session) == {"C1": 13}
    talk.do(c.DeleteNote(1))
    assert votes(talk.session) == {"C1": 9}
    talk.do(c.Undo())
    assert votes(talk.session) == {"C1": 13}


def test_merging_forgets_the_second_votes_of_both() -> None:
    """They decided a tie that no longer exists."""
    talk = challenges(3)
    talk.do(DOTS)
    talk.vote(C1=5, C2=5, C3=2)
    talk.do(c.SetRevote("C1", 3))
    talk.do(c.MergeNote(2, 0))
    talk.vote(C2=7)
    assert [(line.subject, line.revote, line.tied) for line in standings(talk.session)] == [
        ("C1", None, True),
        ("C2", None, True),
    ]


# Clusters


def test_a_cluster_renamed_away_and_back_keeps_its_count() -> None:
    """Its tally belongs to the cluster, not to a name."""
    talk = clustered("budget", "law")
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.RenameCluster("budget", "money"))
    assert votes(talk.session) == {"#money": 8, "#law": None}
    talk.do(c.RenameCluster("money", "budget"))
    assert votes(talk.session) == {"#budget": 8, "#law": None}


def test_a_new_cluster_of_an_old_name_has_no_count() -> None:
    """The one that had it took it along."""
    talk = clustered("budget")
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.RenameCluster("budget", "money"))
    talk.say(Kind.CHALLENGE, "Another", cluster="budget")
    assert votes(talk.session) == {"#money": 8, "#budget": None}
    talk.do(c.SetTally("#budget", 2))
    assert votes(talk.session) == {"#money": 8, "#budget": 2}
    assert votes(talk.reloaded()) == {"#money": 8, "#budget": 2}


@pytest.mark.parametrize("other", ["BUDGET plan", "budget_plan", "Budget  Plan", "Budget Plan"])
def test_all_spellings_are_one_cluster(other: str) -> None:
    """Case, Unicode form, and how the words are joined make no difference."""
    talk = clustered("Budget Plan")
    talk.do(c.DeleteNote(0))
    talk.say(Kind.CHALLENGE, "Another", cluster=unicodedata.normalize("NFD", other))
    talk.do(c.RestoreNote(0))
    assert len(candidates(talk.session)) == 1
    assert talk.session.book.cluster_counts in ({"Budget Plan": 2}, {other: 2})
    talk.do(c.SetTally("#budget plan", 8))
    assert list(votes(talk.session).values()) == [8]


def test_dots_of_joined_clusters_add_up_and_hands_need_a_new_vote() -> None:
    """As with notes."""
    talk = clustered("budget", "money")
    talk.do(DOTS)
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.SetTally("#money", 3))
    assert told(talk.do(c.RenameCluster("money", "Budget"))) == ["#budget has 11 dots: 8 + 3"]
    assert votes(talk.session) == {"#budget": 11}
    talk.do(c.Undo())
    assert votes(talk.session) == {"#budget": 8, "#money": 3}
    talk.do(HANDS)
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.SetTally("#money", 3))
    talk.do(c.RenameCluster("money", "budget"))
    assert needs_vote(talk.session) == ("#budget",)


def test_a_rename_takes_the_deleted_notes_along() -> None:
    """A restored note is in the cluster that its own was renamed to."""
    talk = clustered("budget", "budget")
    talk.do(c.DeleteNote(1))
    talk.do(c.RenameCluster("budget", "money"))
    talk.do(c.RestoreNote(1))
    assert talk.session.book.cluster_counts == {"money": 2}


# The locked list


def test_a_priority_issue_is_not_deleted() -> None:
    """The agreed list would name what is gone; it is reopened first, with a reason."""
    talk = locked()
    assert talk.refusal(c.DeleteNote(0)) == IsPriorityIssue("C1")
    talk.do(c.MergeNote(0, 2))
    assert talk.refusal(c.DeleteNote(0)) == IsPriorityIssue("C1")
    talk.do(c.DeleteNote(2))
    assert talk.session.book[0].is_visible
    talk.do(c.UnlockRanking("C1 was meant otherwise"))
    talk.do(c.DeleteNote(0))


def test_two_priority_issues_are_not_merged() -> None:
    """The list would name one of them twice."""
    talk = locked(cut=2)
    assert talk.refusal(c.MergeNote(1, 0)) == IsPriorityIssue("C2")
    talk.do(c.MergeNote(2, 0))


def test_undoing_the_unlocking_brings_the_list_back_with_its_notes() -> None:
    """What was deleted since is restored first."""
    talk = locked()
    before = standings(talk.session)
    talk.do(c.UnlockRanking("C1 was meant otherwise"))
    talk.do(c.DeleteNote(0))
    talk.do(c.Undo())
    talk.do(c.Undo())
    assert standings(talk.session) == before


def test_a_deleted_note_below_the_cut_leaves_the_list_and_comes_back() -> None:
    """Nothing was agreed on it."""
    talk = locked()
    talk.do(c.DeleteNote(1))
    assert [line.subject for line in standings(talk.session)] == ["C1", "C3"]
    talk.do(c.RestoreNote(1))
    assert [line.subject for line in standings(talk.session)] == ["C1", "C2", "C3"]


def test_a_priority_issue_that_changes_its_kind_or_is_merged_stays_on_the_list() -> None:
    """Its words and its reference stay; counts of notes that are merged into it change nothing."""
    talk = locked()
    before = standings(talk.session)
    talk.do(c.MergeNote(1, 0))
    talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    assert standings(talk.session) == before
    assert key_of(talk.session, "C1") == 0


def test_a_cluster_of_the_agreed_list_may_be_renamed() -> None:
    """The line keeps its title and its count, and finds its notes."""
    talk = clustered("budget", "law", "skills")
    talk.do(c.SetTally("#budget", 8))
    talk.do(c.SetTally("#law", 5))
    talk.do(c.ChooseCut(2))
    talk.do(c.LockRanking())
    talk.do(c.RenameCluster("budget", "money"))
    assert [(issue.subject, issue.title, issue.votes) for issue in priorities(talk.session)] == [
        ("#money", "budget", 8),
        ("#law", "law", 5),
    ]
    assert talk.refusal(c.RenameCluster("law", "money")) == IsPriorityIssue("#law")
    talk.do(c.RenameCluster("skills", "money"))
    assert [line.subject for line in standings(talk.session)] == ["#money", "#law"]
