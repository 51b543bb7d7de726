"""The agreed lists: which one makes the priority issues, and what may happen to the notes and clusters of a locked list.

The priority issues are those of the latest agreed list, in the order of the rank steps. Nothing makes a locked list, the
latest or an earlier one, name what is gone:

- A note that is a priority issue can't be deleted; one that stands for it can, and gives it back.
- It may be merged, but not with another priority issue of the same list, and change its kind: wordings and references stay, and the list
  finds it under any of them.
- A cluster may be renamed: its line goes with it and keeps the title that was agreed.
- A line below the cut whose note is deleted is left out, and comes back when the note is restored.
- Only unlocking, with a reason for the report, reopens the list; undoing that brings back the list as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from breakout_tui.domain.clusters import SIGN
from breakout_tui.domain.rank_steps import lists, phase_of
from breakout_tui.domain.ranking_counts import all_rankings, key_of, own_key, ranking_of
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking
from breakout_tui.domain.session_state import Session


def agreed_lists(session: Session) -> tuple[Ranking, ...]:
    """The locked lists, in the order of their steps; the last one makes the priority issues."""
    return tuple(ranking for ranking in all_rankings(session) if ranking.locked_at is not None)


def issues_of(session: Session, step: str | None) -> tuple[PriorityIssue, ...]:
    """The priority issues of the list of a rank step, in order; for None those of the theme, which have no subject."""
    if step is not None:
        return tuple(issue for issue in ranking_of(session, step).issues if issue.chosen)
    return tuple(
        PriorityIssue(rank, title, subject="", votes=None, chosen=True)
        for rank, title in enumerate(session.theme.priorities, 1)
    )


def latest(session: Session) -> str | None:
    """The step of the latest agreed list; None where no list is agreed, so that the issues are those of the theme."""
    agreed = agreed_lists(session)
    return agreed[-1].step if agreed else None


def laid_out_from(session: Session, phase: str) -> str | None:
    """The step of the list from which the boxes of a phase were made; None for the issues of the theme.

    That is the latest list of the phases before it that was agreed when it started; before that, the latest one.
    """
    run = session.run(phase)
    if run is None:
        return latest(session)
    before = session.info.programme.before(phase)
    steps = (step for step in lists(session.info.programme) if phase_of(session, step) in before)
    agreed = (step for step in steps if _was_agreed(ranking_of(session, step), run.started_at))
    return next(reversed(tuple(agreed)), None)


def holds(session: Session, serial: int) -> bool:
    """Whether a note is a priority issue of a locked list."""
    agreed = agreed_lists(session)
    return any(own_key(session, subject) == serial for each in agreed for subject in _agreed_notes(each))


def are_of_one_list(session: Session, serials: Iterable[int]) -> bool:
    """Whether all of these notes stand for priority issues of one locked list: the issues themselves, or notes that they were merged into."""
    wanted = set(serials)
    for ranking in agreed_lists(session):
        subjects = tuple(_agreed_notes(ranking))
        if wanted <= {key(session, subject) for subject in subjects for key in (own_key, key_of)}:
            return True
    return False


def _agreed_notes(ranking: Ranking) -> Iterable[str]:
    return (issue.subject for issue in ranking.issues if issue.chosen and not issue.subject.startswith(SIGN))


def _was_agreed(ranking: Ranking, at: datetime) -> bool:
    """Whether the list was locked at this moment. One that was reopened later is taken to have been locked until then."""
    if ranking.locked_at is not None and ranking.locked_at <= at:
        return True
    return any(unlocking.at > at for unlocking in ranking.unlockings)
