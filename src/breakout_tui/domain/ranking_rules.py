"""The rules of the ranking: choosing, counting, cutting, locking. Each command is one undo step."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.commands import ChooseRanking
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.ranking import (
    Candidate,
    candidate,
    candidates,
    frozen,
    ranking_of,
    splits_tie,
    standings,
    tally_of,
)
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort, Tally, Unlocking
from breakout_tui.domain.ranking_refusals import (
    CutBeyondCounted,
    CutBeyondList,
    CutSplitsTie,
    NoCountYet,
    NoTie,
    NotRanked,
    TooManyDots,
    TooManyHands,
)
from breakout_tui.domain.refusals import OutOfRange, Plain, Quantity
from breakout_tui.domain.text import clean_line

MOST_DOTS = 99
"""Most dots that one person may give."""


def choose(context: CommandContext, command: ChooseRanking) -> None:
    """Choose what is ranked and how; a change of the sort clears the cut, because it is another list."""
    ranking = _open(context)
    if command.dots is not None and not 1 <= command.dots <= MOST_DOTS:
        raise CommandRefused(OutOfRange(Quantity.DOTS, 1, MOST_DOTS))
    sort = ranking.sort if command.sort is None else command.sort
    changed = replace(
        ranking,
        sort=sort,
        method=ranking.method if command.method is None else command.method,
        dots=ranking.dots if command.dots is None else command.dots,
        cut=ranking.cut if sort is ranking.sort else None,
    )
    context.put(changed)
    method = f"{changed.dots} dots a person" if changed.method is RankMethod.DOTS else "a show of hands"
    context.record_step(f"chose to rank {sort.value} by {method}")


def count(context: CommandContext, subject: str, votes: int | None) -> None:
    """Enter or remove the count of a subject; second votes of a tie that changes are removed."""
    ranking = _open(context)
    voted = _candidate(context, ranking, subject)
    tally = _counted(context, voted)
    if votes is None:
        if tally is not None:
            _remove_revotes(context, tally.votes)
            context.put(replace(tally, deleted=True, revote=None))
        context.record_step(f"removed the count of {voted.subject}")
        return
    _within_cap(context, ranking, votes, 0)
    if ranking.method is RankMethod.DOTS and context.session.info.people:
        lines = standings(context.session)
        _within_cap(
            context,
            ranking,
            votes,
            sum(_votes(line.votes) for line in lines if line.subject != voted.subject),
        )
    if tally is not None and tally.votes == votes:
        return
    _remove_revotes(context, votes)
    if tally is not None:
        _remove_revotes(context, tally.votes)
    made = _stored_tally(context, voted)
    context.put(replace(made, votes=votes, revote=None, deleted=False))
    context.record_step(f"counted {votes} for {voted.subject}")


def count_again(context: CommandContext, subject: str, votes: int | None) -> None:
    """Enter or remove the count of a second vote, after a tie."""
    ranking = _open(context)
    voted = _candidate(context, ranking, subject)
    tally = _counted(context, voted)
    if tally is None:
        raise CommandRefused(NoCountYet(voted.subject))
    equals = [
        line
        for line in standings(context.session)
        if line.votes == tally.votes and line.subject != voted.subject
    ]
    if not equals:
        raise CommandRefused(NoTie(voted.subject))
    if votes is not None:
        _within_cap(context, ranking, votes, sum(_votes(line.revote) for line in equals))
    context.put(replace(tally, revote=votes))
    words = "removed the second vote" if votes is None else f"counted {votes} in the second vote"
    context.record_step(f"{words} for {voted.subject}")


def cut(context: CommandContext, wanted: int) -> None:
    """Choose how many lines become priority issues."""
    ranking = _open(context)
    most = len(candidates(context.session, ranking.sort))
    if wanted < 1:
        raise CommandRefused(Plain.CUT_BELOW_ONE)
    if wanted > most:
        raise CommandRefused(CutBeyondList(wanted, most))
    context.put(replace(ranking, cut=wanted))
    context.record_step(f"cut after {wanted}")
    if splits_tie(context.session):
        context.happened(Told("the cut splits a tie"))


def lock(context: CommandContext) -> None:
    """Lock the list: it no longer changes, even if its notes do."""
    ranking = _open(context)
    lines = standings(context.session)
    counted = sum(line.rank is not None for line in lines)
    if not counted:
        raise CommandRefused(Plain.NOTHING_COUNTED)
    if ranking.cut is None:
        raise CommandRefused(Plain.NO_CUT)
    if ranking.cut > counted:
        raise CommandRefused(CutBeyondCounted(ranking.cut, counted))
    if tied := splits_tie(context.session):
        raise CommandRefused(CutSplitsTie(tuple(line.subject for line in tied)))
    context.put(replace(ranking, locked_at=context.now, issues=frozen(lines)))
    context.record_step("locked the list")
    context.happened(Told(f"the list is agreed: {ranking.cut} of {len(lines)} are priority issues"))


def unlock(context: CommandContext, reason: str) -> None:
    """Reopen the locked list; the report prints the reason."""
    ranking = ranking_of(context.session)
    if ranking.locked_at is None:
        raise CommandRefused(Plain.LIST_NOT_LOCKED)
    reason = context.allowed(clean_line(reason))
    if not reason:
        raise CommandRefused(Plain.NO_REASON)
    unlockings = (*ranking.unlockings, Unlocking(context.now, reason))
    context.put(replace(ranking, locked_at=None, issues=(), unlockings=unlockings))
    context.record_step("reopened the list")


def _open(context: CommandContext) -> Ranking:
    ranking = ranking_of(context.session)
    if ranking.locked_at is not None:
        raise CommandRefused(Plain.LIST_LOCKED)
    return ranking


def _candidate(context: CommandContext, ranking: Ranking, subject: str) -> Candidate:
    """The candidate of this name. Raises CommandRefused if it is not ranked now."""
    wanted = clean_line(subject)
    found = candidate(context.session, wanted)
    if found is None:
        raise CommandRefused(NotRanked(wanted, ranking.sort, _cluster_meant(context, ranking, wanted)))
    return found


def _cluster_meant(context: CommandContext, ranking: Ranking, wanted: str) -> str:
    """The cluster whose name was typed without its ``#``, where clusters are ranked; empty for none."""
    if ranking.sort is not RankSort.CLUSTERS:
        return ""
    found = candidate(context.session, f"#{wanted}")
    return "" if found is None else found.subject


def _counted(context: CommandContext, voted: Candidate) -> Tally | None:
    tally = tally_of(context.session, voted.subject)
    return None if tally is None or tally.deleted else tally


def _stored_tally(context: CommandContext, voted: Candidate) -> Tally:
    """The tally of a subject, a new one if there is none."""
    sid, subject = context.session.id, voted.subject
    known = tally_of(context.session, subject)
    return known if known is not None else Tally(f"{sid}:tally:{subject}", sid, subject, 0)


def _within_cap(context: CommandContext, ranking: Ranking, votes: int, others: int) -> None:
    """Refuse more votes than the people in the room have; a head count of 0 is unknown."""
    people = context.session.info.people
    if votes < 0:
        raise CommandRefused(Plain.NEGATIVE_COUNT)
    if not people:
        return
    if ranking.method is RankMethod.HANDS and votes > people:
        raise CommandRefused(TooManyHands(votes, people))
    dots = people * ranking.dots
    if ranking.method is RankMethod.DOTS and votes + others > dots:
        raise CommandRefused(TooManyDots(votes + others, people, ranking.dots, max(0, dots - others)))


def _remove_revotes(context: CommandContext, votes: int) -> None:
    """Remove the second votes of the lines with so many votes: their tie has changed."""
    if all(tally.revote is None for tally in context.session.tallies.values()):
        return
    for line in standings(context.session):
        tally = tally_of(context.session, line.subject) if line.votes == votes else None
        if tally is not None and tally.revote is not None:
            context.put(replace(tally, revote=None))
            context.happened(Told(f"removed the second vote on {line.subject}: the tie has changed"))


def _votes(votes: int | None) -> int:
    return votes or 0
