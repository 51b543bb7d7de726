"""What happens to counts and to the locked list when two notes are merged, or a cluster is renamed or joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.counting_rules import forget_second_vote
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking import candidate
from breakout_tui.domain.ranking_counts import count_of, own_key, ranking_of
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.ranking_refusals import IsPriorityIssue
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import plural


def forget_second_votes(context: CommandContext, subjects: Iterable[str]) -> None:
    """Remove the second votes of subjects that become one; a locked list keeps its own."""
    if ranking_of(context.session).locked_at is None:
        for subject in subjects:
            forget_second_vote(context, subject)


def rename(context: CommandContext, old: str, new: str) -> None:
    """Give the tallies of a cluster, and its line of the locked list, the new subject."""
    session = context.session
    key, new_key = own_key(session, old), own_key(session, new)
    ranking = ranking_of(session)
    if key != new_key:
        _refuse_joining_issues(session, ranking, (old, new))
        forget_second_votes(context, (old, new))
    for tally in context.session.tallies.values():
        if own_key(session, tally.subject) == key and not tally.deleted:
            context.put(replace(tally, subject=new))
    issues = tuple(
        replace(issue, subject=new) if own_key(session, issue.subject) == key else issue
        for issue in ranking.issues
    )
    if issues != ranking.issues:
        context.put(replace(ranking, issues=issues))


def tell_if_it_leaves(context: CommandContext, note: Note, target: Note) -> None:
    """Say that a count goes with a note that is about to be merged into one that is not ranked with it."""
    count = count_of(context.session, note.reference)
    if count is not None and note.kind is not target.kind and ranking_of(context.session).locked_at is None:
        of_it = "" if count.votes is None else f" of {count.votes}"
        other = f"{target.reference} is a {context.session.labels.one(target.kind)}"
        context.happened(Told(f"{note.reference} leaves the list with its count{of_it}: {other}"))


def tell(context: CommandContext, subject: str) -> None:
    """Say what the counts of merged statements are now, if the subject is on the list that is voted on."""
    count = count_of(context.session, subject)
    is_voted_on = ranking_of(context.session).locked_at is None and candidate(context.session, subject)
    if count is None or len(count.tallies) < 2 or not is_voted_on:
        return
    votes = [str(tally.votes) for tally in count.tallies]
    if count.votes is None:
        words = f"{subject} needs a new vote: {' and '.join(votes)} hands can't be added"
    else:
        words = f"{subject} has {plural(count.votes, 'dot')}: {' + '.join(votes)}"
    context.happened(Told(words))


def _refuse_joining_issues(session: Session, ranking: Ranking, subjects: tuple[str, str]) -> None:
    chosen = {own_key(session, issue.subject) for issue in ranking.issues if issue.chosen}
    if all(own_key(session, subject) in chosen for subject in subjects):
        raise CommandRefused(IsPriorityIssue(subjects[0]))
