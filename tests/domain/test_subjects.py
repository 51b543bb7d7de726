"""Subjects of a ranking: finding a note or cluster, its count, and the order of its notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.ranking import (
    Standing,
    candidate,
    candidates,
    is_locked,
    priorities,
    splits_tie,
    standings,
)
from breakout_tui.domain.ranking_counts import count_of, ranking_of
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, RankSort, Tally
from breakout_tui.domain.session import Session
from tests.domain.example import Talk
from tests.stored import records_of


def ranked(sort: RankSort) -> Talk:
    """A room that ranks this sort, with challenges and principles in clusters of mixed spelling, as old files may have."""
    talk = Talk()
    for text, kind, cluster in (
        ("One", Kind.CHALLENGE, "budget"),
        ("Two", Kind.CHALLENGE, "Law"),
        ("Three", Kind.CHALLENGE, "Budget"),
        ("First", Kind.PRINCIPLE, "law"),
        ("Second", Kind.PRINCIPLE, "BUDGET"),
    ):
        note = talk.say(kind, text)
        talk.session = talk.session.put(replace(note, cluster=cluster))
    talk.records = {f"{type(record).__name__}:{record.id}": record for record in records_of(talk.session)}
    talk.do(c.ChooseRanking(sort))
    return talk


def counted(talk: Talk, *tallies: tuple[str, bool]) -> Session:
    """The session with these stored counts: subject, and whether the count was removed."""
    session = talk.session
    for place, (subject, deleted) in enumerate(tallies):
        session = session.put(Tally(f"tally-{place}", session.id, subject, place + 1, None, deleted))
    return session


def test_a_candidate_has_everything_that_the_list_shows() -> None:
    """Reference, text, kind, cluster, and how often it was heard."""
    talk = ranked(RankSort.CHALLENGES)
    talk.do(c.MergeNote(2, 0))
    found = candidates(talk.session)
    assert [
        (each.subject, each.title, each.kind, each.cluster, each.heard, each.notes) for each in found
    ] == [
        ("C1", "One", Kind.CHALLENGE, "budget", 2, 1),
        ("C2", "Two", Kind.CHALLENGE, "Law", 1, 1),
    ]
    assert [each.serial for each in found] == [0, 1]


def test_candidates_of_another_sort_can_be_listed() -> None:
    """The default is the ranked sort."""
    talk = ranked(RankSort.CHALLENGES)
    assert [each.subject for each in candidates(talk.session, RankSort.PRINCIPLES)] == ["P1", "P2"]
    assert [each.subject for each in candidates(talk.session)] == ["C1", "C2", "C3"]


def test_clusters_are_candidates_in_alphabetical_order() -> None:
    """All spellings are one cluster, under the one that is used most; with its notes and how often they were heard."""
    talk = ranked(RankSort.CLUSTERS)
    talk.say(Kind.CHALLENGE, "Four", cluster="Law")
    talk.say(Kind.CHALLENGE, "Four again", cluster="Law")
    talk.do(c.MergeNote(6, 5))
    found = candidates(talk.session)
    assert [(each.subject, each.cluster) for each in found] == [("#BUDGET", "BUDGET"), ("#Law", "Law")]
    assert [(each.notes, each.heard) for each in found] == [(3, 3), (3, 4)]
    assert {(each.serial, each.kind) for each in found} == {(None, None)}


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("#Budget", "#BUDGET"),
        ("#budget", "#BUDGET"),
        ("#bUDGET", "#BUDGET"),
        ("#LAW", "#Law"),
        ("#none", None),
    ],
)
def test_a_cluster_is_found_by_any_spelling(subject: str, found: str | None) -> None:
    """Other words find nothing."""
    named = candidate(ranked(RankSort.CLUSTERS).session, subject)
    assert (named.subject if named is not None else None) == found


def test_a_reference_of_a_merged_note_finds_its_target() -> None:
    """It finds no note of another kind and no deleted note."""
    talk = ranked(RankSort.CHALLENGES)
    talk.do(c.MergeNote(2, 0))
    talk.do(c.DeleteNote(1))
    named = [candidate(talk.session, subject) for subject in ("C1", "C3", "C2", "P1", "C9")]
    assert [each.subject if each is not None else None for each in named] == ["C1", "C1", None, None, None]


def test_a_count_is_found_under_every_spelling() -> None:
    """A removed one is no count."""
    talk = ranked(RankSort.CLUSTERS)
    session = counted(talk, ("#BUDGET", True), ("#budget", False))
    assert [_votes(session, subject) for subject in ("#budget", "#Budget", "#bUDGET")] == [2, 2, 2]
    assert count_of(counted(talk, ("#budget", True)), "#Budget") is None
    assert count_of(session, "#law") is None
    assert count_of(session, "C9") is None


def test_a_count_is_found_under_an_earlier_reference() -> None:
    """A note that changed its kind keeps it."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C1=7)
    talk.do(c.ChangeKind(0, Kind.PRINCIPLE))
    assert _votes(talk.session, "P3") == 7


def test_a_missing_second_vote_counts_as_zero() -> None:
    """It equals a second vote of 0, and one second vote beats it."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C1=5, C2=5, C3=5)
    session = talk.session
    for subject, revote in (("C2", 1), ("C3", 0)):
        count = count_of(session, subject)
        assert count is not None
        session = session.put(replace(count.tallies[0], revote=revote))
    assert [(line.rank, line.subject) for line in standings(session)] == [(1, "C2"), (2, "C1"), (2, "C3")]


@pytest.mark.parametrize(("cut", "split"), [(1, ["C1", "C2"]), (2, []), (3, [])])
def test_a_cut_after_the_first_can_split_a_tie(cut: int, split: list[str]) -> None:
    """A cut after the whole tie or the whole list does not."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C1=5, C2=5, C3=1)
    talk.do(c.ChooseCut(cut))
    assert [line.subject for line in splits_tie(talk.session)] == split
    assert not is_locked(talk.session)


def test_notes_without_a_rank_come_after_those_that_have_one() -> None:
    """Both groups are sorted by reference."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C2=3, C3=9)
    assert [note.reference for note in challenges_in_rank_order(talk.session)] == ["C3", "C2", "C1"]


def test_two_spellings_with_a_count_each_in_an_older_file_are_one_cluster() -> None:
    """Their hands can't be added, so it needs a new vote; a list that was locked with both stays as it was agreed."""
    talk = ranked(RankSort.CLUSTERS)
    session = counted(talk, ("#budget", False), ("#Budget", False), ("#law", False))
    assert [(line.subject, line.votes, line.needs_vote) for line in standings(session)] == [
        ("#Law", 3, False),
        ("#BUDGET", None, True),
    ]
    issues = tuple(
        PriorityIssue(n, name, f"#{name}", 9 - n, True)
        for n, name in enumerate(("budget", "Law", "Budget"), 1)
    )
    session = session.put(
        replace(ranking_of(session), cut=3, locked_at=session.info.created_at, issues=issues)
    )
    assert [(line.rank, line.subject) for line in standings(session)] == [
        (1, "#budget"),
        (2, "#Law"),
        (3, "#Budget"),
    ]
    assert [note.reference for note in challenges_in_rank_order(session)] == ["C1", "C3", "C2"]


def test_notes_are_sorted_by_the_rank_of_their_cluster() -> None:
    """In any spelling of the cluster."""
    talk = ranked(RankSort.CLUSTERS)
    talk.do(c.SetTally("#Law", 9))
    talk.do(c.SetTally("#budget", 4))
    talk.say(Kind.PRINCIPLE, "Third")
    assert [note.reference for note in challenges_in_rank_order(talk.session)] == ["C2", "C1", "C3"]
    assert [note.reference for note in principles_in_rank_order(talk.session)] == ["P1", "P2", "P3"]
    talk.do(c.SetTally("#budget", 12))
    assert [note.reference for note in challenges_in_rank_order(talk.session)] == ["C1", "C3", "C2"]
    assert [note.reference for note in principles_in_rank_order(talk.session)] == ["P2", "P1", "P3"]


def test_a_locked_list_still_says_its_second_votes_and_its_notes() -> None:
    """Rank, votes and title as they were locked; a second vote and the note as they are stored."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C1=5, C2=5, C3=1)
    talk.do(c.SetRevote("C2", 8))
    talk.do(c.SetRevote("C1", 3))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    listed = [
        (line.rank, line.subject, line.votes, line.revote, line.serial) for line in standings(talk.session)
    ]
    assert listed == [(1, "C2", 5, 8, 1), (2, "C1", 5, 3, 0), (3, "C3", 1, None, 2)]


def test_a_locked_list_of_clusters_has_no_notes() -> None:
    """A cluster is not a note."""
    talk = ranked(RankSort.CLUSTERS)
    talk.do(c.SetTally("#Law", 9))
    talk.do(c.ChooseCut(1))
    talk.do(c.LockRanking())
    assert {line.serial for line in standings(talk.session)} == {None}


def test_an_open_list_says_what_was_counted_and_where_the_note_is() -> None:
    """A line without a count has only its note and title."""
    talk = ranked(RankSort.CHALLENGES)
    talk.vote(C1=5, C2=5)
    talk.do(c.SetRevote("C2", 8))
    assert standings(talk.session) == (
        Standing(1, "C2", "Two", 5, 8, tied=False, chosen=False, serial=1),
        Standing(2, "C1", "One", 5, None, tied=False, chosen=False, serial=0),
        Standing(None, "C3", "Three", None, None, tied=False, chosen=False, serial=2),
    )


def test_before_anything_is_chosen_the_ranking_has_its_id_already() -> None:
    """It is stored under it later."""
    session = Talk().session
    assert ranking_of(session) == Ranking(f"{session.id}:ranking", session.id)


def test_the_priority_issues_of_a_theme_count_until_a_list_is_locked() -> None:
    """In their order, without a subject or votes."""
    session = Talk().session
    programme = session.info.programme
    theme = replace(programme.themes[0], priorities=("First", "Second"))
    session = session.put(replace(session.info, programme=replace(programme, themes=(theme,))))
    assert priorities(session) == (
        PriorityIssue(1, "First", "", None, True),
        PriorityIssue(2, "Second", "", None, True),
    )


def _votes(session: Session, subject: str) -> int | None:
    found = count_of(session, subject)
    return None if found is None else found.votes
