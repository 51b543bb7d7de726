"""A list is read in the same way wherever the room is, open or locked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AgendaSource, Step, StepKind
from breakout_tui.domain.ranking import candidate, candidates, frozen, standings
from breakout_tui.domain.ranking_counts import counts, live_tallies, ranking_of, sorts
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.session import Session
from breakout_tui.report.compose_summary import summary
from tests.domain.example import Talk
from tests.domain.several_votes import of_phases

TALK = Step("talk", StepKind.DISCUSS, "Talk", 600, note_kind=Kind.CHALLENGE, agenda=AgendaSource.ROOM)
FIRST_VOTE = Step("first", StepKind.RANK, "On challenges", 600, over=(Kind.CHALLENGE,))
SECOND_VOTE = Step("second", StepKind.RANK, "On approaches", 600, over=(Kind.APPROACH,))


def voted(sort: RankSort, *subjects: str, method: RankMethod = RankMethod.DOTS) -> Talk:
    """A first vote on two subjects, settled by a second vote; in the first, the tally is of a merged note."""
    talk = Talk(made=of_phases((TALK, FIRST_VOTE, SECOND_VOTE)))
    for number, cluster in enumerate(("budget", "law", "law", "skills"), 1):
        talk.say(Kind.CHALLENGE, f"Challenge {number}", cluster=cluster)
    talk.say(Kind.APPROACH, "Approach", cluster="tools")
    talk.enter_step("first")
    talk.do(c.ChooseRanking(sort, method))
    for subject in subjects:
        talk.do(c.SetTally(subject, 5))
    if sort is RankSort.CHALLENGES:
        talk.do(c.MergeNote(1, 0))
    return talk


def read(session: Session) -> tuple[object, ...]:
    """All that is read of the first list, by itself and in the summary of the report."""
    return (
        ranking_of(session, ""),
        sorts(session, ""),
        dict(counts(session, "")),
        candidates(session, step=""),
        candidates(session, RankSort.CHALLENGES, ""),
        candidates(session, RankSort.CLUSTERS, ""),
        candidate(session, "C1", ""),
        candidate(session, "#budget", ""),
        standings(session, ""),
        summary(session),
    )


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize(
    ("sort", "subjects"), [(RankSort.CHALLENGES, ("C2", "C3")), (RankSort.CLUSTERS, ("#budget", "#law"))]
)
def test_a_list_is_the_same_from_every_box(
    sort: RankSort, subjects: tuple[str, str], is_locked: bool
) -> None:
    """With its counts, its second votes and what can be voted on, also while the room votes on another list."""
    talk = voted(sort, *subjects)
    first = standings(talk.session)[0].subject
    for command in (c.SetRevote(first, 3), c.ChooseCut(1)):
        talk.do(command)
    if is_locked:
        talk.do(c.LockRanking())
    before = read(talk.session)
    top, *rest = standings(talk.session, "")
    assert (top.subject, top.votes, top.revote, top.rank, top.chosen) == (first, 5, 3, 1, True)
    assert (top.serial is None) == (sort is RankSort.CLUSTERS)
    assert (rest[-1].votes, rest[-1].rank) == (None, None)
    for step in ("second", "talk"):
        talk.enter_step(step)
        assert read(talk.session) == before


def test_lines_without_a_count_share_the_last_rank_of_a_locked_list() -> None:
    """They are behind all that were counted, and have no rank of their own when it is read."""
    talk = voted(RankSort.CHALLENGES, "C2", "C3")
    talk.say(Kind.CHALLENGE, "Challenge 5")
    assert [issue.rank for issue in frozen(standings(talk.session))] == [1, 1, 3, 3]


def test_a_locked_list_keeps_its_second_votes_when_counted_notes_are_merged() -> None:
    """Also where it is read while the room votes on another list, and the hands of both can't be added."""
    talk = voted(RankSort.CHALLENGES, "C3", "C4", method=RankMethod.HANDS)
    for command in (c.SetRevote("C3", 3), c.ChooseCut(1), c.LockRanking()):
        talk.do(command)
    talk.do(c.MergeNote(talk.note("C4").serial, talk.note("C3").serial))
    for step in ("second", "talk"):
        talk.enter_step(step)
        top = standings(talk.session, "")[0]
        assert (top.subject, top.revote) == ("C3", 3)


def test_the_count_of_a_merged_note_is_lost_with_it_when_it_is_deleted() -> None:
    """That of one that was only merged goes to its target; that of one that was only deleted waits for an undo."""
    talk = voted(RankSort.CHALLENGES, "C3", "C4")
    note, target = talk.note("C3"), talk.note("C4")
    method = ranking_of(talk.session, "").method
    for merged_into, deleted, counted in (
        (target.serial, True, ["C4"]),
        (target.serial, False, ["C3", "C4"]),
        (None, True, ["C3", "C4"]),
    ):
        session = talk.session.put(replace(note, merged_into=merged_into, deleted=deleted))
        assert sorted(tally.subject for tally in live_tallies(session, method, "")) == counted
