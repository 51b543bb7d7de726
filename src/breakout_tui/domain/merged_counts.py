"""What happens to counts and to the locked lists when two notes are merged, or a cluster is renamed or joined.

Each of these changes is about all lists of the day, not only the one that the room votes on now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from breakout_tui.domain import phone_vote_rules
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.counting_rules import forget_second_votes
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking import candidate
from breakout_tui.domain.ranking_counts import Count, all_rankings, count_of, own_key
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.ranking_refusals import IsPriorityIssue
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural


def forget_joined_votes(context: CommandContext, subjects: Iterable[str]) -> None:
    """Remove the second votes of subjects that become one; a locked list keeps its own."""
    of_both = tuple(subjects)
    counted = [(subject, ranking.step) for ranking in _open_rankings(context.session) for subject in of_both]
    forget_second_votes(context, counted)


def rename(context: CommandContext, old: str, new: str) -> None:
    """Give the tallies of a cluster, and its line of each locked list, the new subject."""
    session = context.session
    key, new_key = own_key(session, old), own_key(session, new)
    rankings = all_rankings(session)
    if key != new_key:
        _refuse_joining_issues(session, rankings, (old, new))
        forget_joined_votes(context, (old, new))
    for tally in context.session.tallies.values():
        if own_key(session, tally.subject) == key and not tally.deleted:
            context.put(replace(tally, subject=new))
    phone_vote_rules.rename(context, old, new)
    for ranking in rankings:
        issues = tuple(
            replace(issue, subject=new) if own_key(session, issue.subject) == key else issue
            for issue in ranking.issues
        )
        if issues != ranking.issues:
            context.put(replace(ranking, issues=issues))


def tell_if_it_leaves(context: CommandContext, note: Note, target: Note) -> None:
    """Say that a count goes with a note that is about to be merged into one that is not ranked with it."""
    session = context.session
    if note.kind is target.kind:
        return
    for ranking in _open_rankings(session):
        count = count_of(session, note.reference, ranking.step)
        if count is not None:
            of_it = "" if count.votes is None else f" of {count.votes}"
            other = f"{target.reference} is a {session.labels.one(target.kind)}"
            context.happened(Told(f"{note.reference} leaves the list with its count{of_it}: {other}"))


def tell(context: CommandContext, subject: str) -> None:
    """Say what the counts of merged statements are now, if the subject is on a list that is open."""
    for ranking in _open_rankings(context.session):
        count = count_of(context.session, subject, ranking.step)
        if count is not None and len(count.tallies) > 1 and candidate(context.session, subject, ranking.step):
            context.happened(Told(_counted(subject, count)))


def _counted(subject: str, count: Count) -> str:
    votes = [str(tally.votes) for tally in count.tallies]
    if count.votes is None:
        return f"{subject} needs a new vote: {' and '.join(votes)} hands can't be added"
    return f"{subject} has {plural(count.votes, 'dot')}: {' + '.join(votes)}"


def _refuse_joining_issues(session: Session, rankings: Iterable[Ranking], subjects: tuple[str, str]) -> None:
    for ranking in rankings:
        chosen = {own_key(session, issue.subject) for issue in ranking.issues if issue.chosen}
        if all(own_key(session, subject) in chosen for subject in subjects):
            raise CommandRefused(IsPriorityIssue(subjects[0]))


def _open_rankings(session: Session) -> Iterator[Ranking]:
    return (ranking for ranking in all_rankings(session) if ranking.locked_at is None)
