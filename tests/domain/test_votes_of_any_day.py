"""Votes stay true on any day: a locked list can be explained, no merge drops a count, undo gives everything back.

Each rule is about every list of a day with one to three rank steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.agreed_list import agreed_lists
from breakout_tui.domain.commands import Command
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.rank_steps import list_now, lists
from breakout_tui.domain.ranking import Standing, candidates, standings
from breakout_tui.domain.ranking_counts import all_rankings, counts, key_of, ranking_of
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort
from breakout_tui.domain.session import Session
from tests.domain.example import Talk
from tests.domain.several_votes import with_rank_steps
from tests.domain.strategies import NOTE_WISHES, OUTCOME_WISHES, UNDO_WISHES, Wish, wishes
from tests.sampled import a_third

_OF_VOTE = (c.ChooseRanking, c.SetTally, c.SetRevote, c.ChooseCut, c.LockRanking, c.UnlockRanking)
PEOPLE = st.sampled_from([c.EditDetails(people=people) for people in (0, 2, 5, 20)])
VOTES = wishes("tally", "tally", "second tally", "cut", "lock", "lock", "lock")
MERGES = wishes("merge", "merge", "rename cluster", "delete", "restore", "cluster", "change kind")
OTHERS = st.one_of(NOTE_WISHES, OUTCOME_WISHES, UNDO_WISHES, PEOPLE, wishes("jump"))
STEPS = st.lists(st.one_of(VOTES, MERGES, VOTES, MERGES, OTHERS), min_size=4, max_size=30)
ROOMS = st.builds(
    lambda sort, method, counts, cut, steps: voted(sort, method, counts, cut, steps),
    st.sampled_from([RankSort.CHALLENGES, RankSort.CLUSTERS]),
    st.sampled_from(RankMethod),
    st.lists(st.integers(0, 9), min_size=2, max_size=5, unique=True),
    st.integers(1, 2),
    st.integers(1, 3),
)


def voted(sort: RankSort, method: RankMethod, counts: list[int], cut: int, steps: int) -> Talk:
    """A room with counts on challenges, each in a cluster of its own, or on these clusters; of each rank step other ones."""
    talk = Talk(made=with_rank_steps(steps))
    for number in range(len(counts)):
        talk.say(Kind.CHALLENGE, f"Challenge {number}", cluster=f"cluster {number}")
    for step in range(steps):
        talk.enter_step(f"rank-{step}")
        talk.do(c.ChooseRanking(sort, method))
        for place, each in enumerate(candidates(talk.session)):
            talk.do(c.SetTally(each.subject, counts[place - step]))
        talk.do(c.ChooseCut(cut))
    return talk


def days(steps: Iterable[Wish | Command], talk: Talk) -> Iterable[tuple[Command, Session]]:
    """Carries out the steps that are allowed; each with the session before it."""
    for step in steps:
        command = step.command(talk.session) if isinstance(step, Wish) else step
        before = talk.session
        if command is not None and talk.tries(command):
            yield command, before


@given(ROOMS, STEPS)
@settings(max_examples=a_third(100), deadline=None)
def test_a_locked_list_can_always_be_explained(talk: Talk, steps: list[Wish | Command]) -> None:
    """By what is stored beside it: method, dots, voters, tallies, cut; and it names nothing that is gone."""
    for command, before in days(steps, talk):
        if isinstance(command, c.LockRanking):
            assert_counts_are_the_tallies(before, talk.session, list_now(talk.session))
        for ranking in agreed_lists(talk.session):
            assert_explained(talk.session, ranking)
    assert every_list(talk.reloaded()) == every_list(talk.session)


@given(ROOMS, STEPS)
@settings(max_examples=a_third(30), deadline=None)
def test_a_vote_changes_no_other_list(talk: Talk, steps: list[Wish | Command]) -> None:
    """Whatever is counted, cut, locked or reopened in one rank step."""
    for command, before in days(steps, talk):
        if isinstance(command, _OF_VOTE):
            now = list_now(before)
            assert {step: of_it for step, of_it in every_list(talk.session).items() if step != now} == {
                step: of_it for step, of_it in every_list(before).items() if step != now
            }


def every_list(session: Session) -> dict[str, tuple[Ranking, tuple[Standing, ...]]]:
    """By rank step, how it is voted and its list."""
    steps = lists(session.info.programme)
    return {step: (ranking_of(session, step), standings(session, step)) for step in steps}


def assert_counts_are_the_tallies(before: Session, session: Session, step: str) -> None:
    """Each count is the one tally of its subject on the list of this step or, with dots, the sum of them."""
    method = ranking_of(session, step).method
    given: dict[object, list[int]] = {}
    for tally in before.tallies.values():
        note = before.book.find(tally.subject)
        is_counted = not tally.deleted and tally.step == step and tally.method is method
        if is_counted and (note is None or not note.deleted):
            given.setdefault(key_of(before, tally.subject), []).append(tally.votes)
    for issue in ranking_of(session, step).issues:
        found = given.get(key_of(session, issue.subject), [])
        assert issue.votes == (sum(found) if found else None)
        assert method is RankMethod.DOTS or len(found) < 2


def assert_explained(session: Session, ranking: Ranking) -> None:
    """The method can have given the counts, the order follows from them, and the cut is where it says."""
    found = [issue.votes for issue in ranking.issues if issue.votes is not None]
    if ranking.voters and ranking.method is RankMethod.HANDS:
        assert max(found) <= ranking.voters
    elif ranking.voters:
        assert sum(found) <= ranking.voters * ranking.dots
    assert found == sorted(found, reverse=True)
    assert [issue.chosen for issue in ranking.issues].count(True) == ranking.cut
    assert all(issue.chosen for issue in ranking.issues[: ranking.cut])
    ranks = Counter(issue.rank for issue in ranking.issues if issue.chosen)
    assert not any(issue.rank in ranks for issue in ranking.issues if not issue.chosen)
    for line in standings(session, ranking.step):
        key = key_of(session, line.subject)
        assert not (isinstance(key, int) and session.book[key].deleted)
    assert len({key_of(session, issue.subject) for issue in ranking.issues if issue.chosen}) == ranking.cut


@given(ROOMS, STEPS)
@settings(max_examples=a_third(100), deadline=None)
def test_no_merge_or_rename_drops_a_count(talk: Talk, steps: list[Wish | Command]) -> None:
    """Dots add up to what they were; hands are as they were or wait for a new vote."""
    for command, before in days(steps, talk):
        if isinstance(command, c.MergeNote | c.RenameCluster):
            for ranking in all_rankings(before):
                if ranking.locked_at is None:
                    assert_no_count_is_dropped(before, talk.session, ranking)


def assert_no_count_is_dropped(before: Session, session: Session, ranking: Ranking) -> None:
    """The counts of a list by dots have their sum; those by hands are the same, or one waits for a new vote."""
    was, now = counts(before, ranking.step).values(), counts(session, ranking.step).values()
    if ranking.method is RankMethod.DOTS:
        assert sum(each.votes or 0 for each in now) == sum(each.votes or 0 for each in was)
    lost = Counter(each.votes for each in was) - Counter(each.votes for each in now)
    assert ranking.method is RankMethod.DOTS or not lost or None in [each.votes for each in now]
    assert sum(len(each.tallies) for each in now) == sum(len(each.tallies) for each in was)


@given(ROOMS, STEPS)
@settings(max_examples=a_third(60), deadline=None)
def test_undo_gives_the_list_back_as_it_was(talk: Talk, steps: list[Wish | Command]) -> None:
    """Whatever was merged, renamed, counted or chosen."""
    for command, before in days(steps, talk):
        is_note_or_outcome = not isinstance(command, c.EditDetails | c.Undo | c.Redo | c.LockRanking)
        if is_note_or_outcome and len(talk.session.undo_steps) > len(before.undo_steps):
            now = talk.session
            talk.do(c.Undo())
            assert every_list(talk.session) == every_list(before)
            talk.do(c.Redo())
            assert every_list(talk.session) == every_list(now)
