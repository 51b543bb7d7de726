"""The rules of the ranking: choosing, cutting, locking, reopening. Each command is one undo step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.commands import ChooseRanking
from breakout_tui.domain.counting_rules import open_ranking, still_open, within_cap
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.ranking import (
    Standing,
    candidates,
    frozen,
    splits_tie,
    standings,
)
from breakout_tui.domain.ranking_counts import (
    aside,
    key_of,
    live_tallies,
    ranking_of,
    voters_for,
)
from breakout_tui.domain.ranking_records import Ranking, RankMethod, Tally, Unlocking
from breakout_tui.domain.ranking_refusals import (
    CutBeyondCounted,
    CutBeyondList,
    CutSplitsTie,
    FewerDotsThanGiven,
    NeedsVote,
)
from breakout_tui.domain.refusals import OutOfRange, Plain, Quantity
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, plural

MOST_DOTS = 99
"""Most dots that one person may give."""


def choose(context: CommandContext, command: ChooseRanking) -> None:
    """Choose what is ranked and how; a change of the sort clears the cut, because it is another list.

    Counts taken by another method are kept aside, and count again when that method is chosen again. Fewer dots than
    were given are refused.
    """
    ranking = open_ranking(context)
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
    _refuse_too_few_dots(context, ranking, changed)
    if changed.method is not ranking.method:
        _keep_aside(context, ranking.method)
    context.put(changed)
    method = f"{changed.dots} dots a person" if changed.method is RankMethod.DOTS else "a show of hands"
    context.record_step(f"chose to rank {sort.words(context.session.labels)} by {method}")
    if changed.method is not ranking.method and (kept := aside(context.session)):
        other = "dots" if ranking.method is RankMethod.DOTS else "show of hands"
        are = "is" if kept == 1 else "are"
        words = f"{plural(kept, 'count')} by {other} {are} set aside until you vote by {other} again"
        context.happened(Told(words))


def cut(context: CommandContext, wanted: int) -> None:
    """Choose how many lines become priority issues."""
    ranking = open_ranking(context)
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
    """Lock the list; what happens to it from then on is said in ``ranking``."""
    ranking = open_ranking(context)
    lines = standings(context.session)
    voters = _check_lock(context.session, ranking, lines)
    context.put(replace(ranking, locked_at=context.now, issues=frozen(lines), voters=voters))
    context.record_step("locked the list")
    context.happened(Told(f"the list is agreed: {ranking.cut} of {len(lines)} are priority issues"))


def why_not_lock(session: Session) -> CommandRefused | None:
    """The refusal that locking the list would get now, None if it would be locked."""
    try:
        ranking = still_open(session)
        _check_lock(session, ranking, standings(session))
    except CommandRefused as refused:
        return refused
    return None


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
    context.happened(Told("the list is open again, and the votes can change"))


def _check_lock(session: Session, ranking: Ranking, lines: Sequence[Standing]) -> int:
    """How many voters explain the counts; 0 if that is not known. Raises CommandRefused if the list can't be locked."""
    counted = sum(line.rank is not None for line in lines)
    if waiting := tuple(line.subject for line in lines if line.needs_vote):
        raise CommandRefused(NeedsVote(waiting))
    if not counted:
        raise CommandRefused(Plain.NOTHING_COUNTED)
    if ranking.cut is None:
        raise CommandRefused(Plain.NO_CUT)
    if ranking.cut > counted:
        raise CommandRefused(CutBeyondCounted(ranking.cut, counted))
    if tied := splits_tie(session):
        raise CommandRefused(CutSplitsTie(tuple(line.subject for line in tied)))
    votes = [line.votes for line in lines if line.votes is not None]
    voters = voters_for(ranking, session.info.people, votes)
    if voters is None:
        within_cap(ranking, session.info.people, max(votes), sum(votes) - max(votes))
    return voters or 0


def _keep_aside(context: CommandContext, method: RankMethod) -> None:
    """Note by which method the tallies of an older file were taken, before it changes."""
    for tally in live_tallies(context.session, method):
        if tally.method is None:
            context.put(replace(tally, method=method))


def _refuse_too_few_dots(context: CommandContext, before: Ranking, after: Ranking) -> None:
    """Refuse fewer dots than were given; the counts of each sort are separate votes."""
    people = max(context.session.info.people, before.voters)
    if after.dots >= before.dots or not people:
        return
    given: Counter[str] = Counter()
    for tally in live_tallies(context.session, RankMethod.DOTS):
        given[_sort_of(context.session, tally)] += tally.votes
    most = max(given.values(), default=0)
    if most > people * after.dots:
        raise CommandRefused(FewerDotsThanGiven(most, people, after.dots))


def _sort_of(session: Session, tally: Tally) -> str:
    """What tells the votes on challenges, principles and clusters apart."""
    key = key_of(session, tally.subject)
    return session.book[key].kind.value if isinstance(key, int) else "cluster"
