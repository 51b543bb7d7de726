"""Counting: the rules for entering and removing counts and second votes. Each command is one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import Told
from breakout_tui.domain.ranking import Candidate, candidate, standings
from breakout_tui.domain.ranking_counts import Count, Key, count_of, own_key, ranking_of, sorts, voters_for
from breakout_tui.domain.ranking_records import Ranking, RankMethod, RankSort, Tally
from breakout_tui.domain.ranking_refusals import NoCountYet, NoTie, NotRanked, TooManyDots, TooManyHands
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line


def count(context: CommandContext, subject: str, votes: int | None) -> None:
    """Enter or remove the count of a subject; second votes of a tie that changes are removed."""
    ranking = open_ranking(context)
    voted = _candidate(context, ranking, subject)
    known = count_of(context.session, voted.subject)
    if votes is None:
        if known is not None:
            _remove_revotes(context, known)
            _remove(context, known.tallies)
        context.record_step(f"removed the count of {voted.subject}")
        return
    voters = _voters(context, ranking, voted, votes)
    if known is not None and known.votes == votes:
        return
    _enter(context, ranking, voted, votes, voters)
    context.record_step(f"counted {votes} for {voted.subject}")


def enter(context: CommandContext, counts: Sequence[tuple[str, int]]) -> None:
    """Enter these counts in place of those that there are, without a step of undo. Raises CommandRefused if they can't be."""
    ranking = open_ranking(context)
    wanted = [(_candidate(context, ranking, subject), votes) for subject, votes in counts]
    for voted, _ in wanted:
        if (known := count_of(context.session, voted.subject)) is not None:
            _remove_revotes(context, known)
            _remove(context, known.tallies)
    for voted, votes in wanted:
        ranking = open_ranking(context)
        _enter(context, ranking, voted, votes, _voters(context, ranking, voted, votes))


def _enter(context: CommandContext, ranking: Ranking, voted: Candidate, votes: int, voters: int) -> None:
    known = count_of(context.session, voted.subject)
    _remove_revotes(context, known, votes)
    if known is not None:
        _remove(context, known.tallies)
    made = _stored_tally(context, ranking, voted)
    context.put(replace(made, votes=votes, revote=None, deleted=False, method=ranking.method))
    context.put(replace(ranking, voters=voters))


def count_again(context: CommandContext, subject: str, votes: int | None) -> None:
    """Enter or remove the count of a second vote, after a tie."""
    ranking = open_ranking(context)
    voted = _candidate(context, ranking, subject)
    known = count_of(context.session, voted.subject)
    if known is None or known.votes is None:
        raise CommandRefused(NoCountYet(voted.subject))
    equals = [
        line
        for line in standings(context.session)
        if line.votes == known.votes and line.subject != voted.subject
    ]
    if not equals:
        raise CommandRefused(NoTie(voted.subject))
    if votes is not None:
        people = max(context.session.info.people, ranking.voters)
        within_cap(ranking, people, votes, sum(_votes(line.revote) for line in equals))
    first, *others = known.tallies
    context.put(replace(first, revote=votes))
    for tally in others:
        context.put(replace(tally, revote=None))
    words = "removed the second vote" if votes is None else f"counted {votes} in the second vote"
    context.record_step(f"{words} for {voted.subject}")


def open_ranking(context: CommandContext) -> Ranking:
    """The ranking of the session so far. Raises CommandRefused if the list is locked."""
    return still_open(context.session)


def still_open(session: Session) -> Ranking:
    """The ranking. Raises CommandRefused if the list is locked."""
    ranking = ranking_of(session)
    if ranking.locked_at is not None:
        raise CommandRefused(Plain.LIST_LOCKED)
    return ranking


def within_cap(ranking: Ranking, people: int, votes: int, others: int) -> None:
    """Refuse more votes than so many people have; 0 people are unknown."""
    if votes < 0:
        raise CommandRefused(Plain.NEGATIVE_COUNT)
    if not people:
        return
    if ranking.method is RankMethod.HANDS and votes > people:
        raise CommandRefused(TooManyHands(votes, people))
    dots = people * ranking.dots
    if ranking.method is RankMethod.DOTS and votes + others > dots:
        raise CommandRefused(TooManyDots(votes + others, people, ranking.dots, max(0, dots - others)))


def forget_second_votes(context: CommandContext, counted: Iterable[tuple[str, str | None]]) -> None:
    """Remove the second votes on these subjects of these lists: they decided a tie that no longer exists. Say so once.

    The list None is the one that the room votes on.
    """
    forgotten: list[str] = []
    for subject, step in counted:
        found = count_of(context.session, subject, step)
        given = [tally for tally in found.tallies if tally.revote is not None] if found is not None else []
        for tally in given:
            context.put(replace(tally, revote=None))
        if given and subject not in forgotten:
            forgotten.append(subject)
    if forgotten:
        votes = "vote" if len(forgotten) == 1 else "votes"
        context.happened(Told(f"removed the second {votes} on {', '.join(forgotten)}: the tie has changed"))


def _candidate(context: CommandContext, ranking: Ranking, subject: str) -> Candidate:
    """The candidate of this name. Raises CommandRefused if it is not ranked now."""
    wanted = clean_line(subject)
    found = candidate(context.session, wanted)
    if found is None:
        session = context.session
        meant = _cluster_meant(context, ranking, wanted)
        raise CommandRefused(NotRanked(wanted, ranking.sort, meant, session.labels, sorts(session)))
    return found


def _cluster_meant(context: CommandContext, ranking: Ranking, wanted: str) -> str:
    """The cluster whose name was typed without its ``#``, where clusters are ranked; empty for none."""
    if ranking.sort is not RankSort.CLUSTERS:
        return ""
    found = candidate(context.session, f"#{wanted}")
    return "" if found is None else found.subject


def _stored_tally(context: CommandContext, ranking: Ranking, voted: Candidate) -> Tally:
    """The tally to write for a subject: a removed one of its own on this list, else a new one."""
    session, step = context.session, ranking.step
    own = own_key(session, voted.subject)
    for tally in session.tallies.values():
        if tally.deleted and tally.step == step and own_key(session, tally.subject) == own:
            return replace(tally, subject=voted.subject)
    return Tally(_new_tally_id(context, step, own), session.id, voted.subject, 0, step=step)


def _new_tally_id(context: CommandContext, step: str, own: Key) -> str:
    """The first one of a note on a list names both, so that two laptops that count it on their own count the same.

    That of a cluster must not have its name, which may be a person's.
    """
    session = context.session
    if isinstance(own, int):
        named = f"{session.id}:tally:{step and f'{step}:'}{session.book[own].id}"
        if named not in session.tallies:
            return named
    return context.new_id()


def _remove(context: CommandContext, tallies: Iterable[Tally]) -> None:
    for tally in tallies:
        context.put(replace(tally, deleted=True, revote=None))


def _voters(context: CommandContext, ranking: Ranking, voted: Candidate, votes: int) -> int:
    """How many voters explain the counts with this one. Raises CommandRefused if the people can't have given it."""
    if votes < 0:
        raise CommandRefused(Plain.NEGATIVE_COUNT)
    people = context.session.info.people
    lines = standings(context.session)
    others = [line.votes for line in lines if line.votes is not None and line.subject != voted.subject]
    voters = voters_for(ranking, people, [votes, *others])
    if voters is None:
        within_cap(ranking, people, votes, sum(others))
    return voters or 0


def _remove_revotes(context: CommandContext, known: Count | None, votes: int | None = None) -> None:
    """Remove the second votes of those that tie with a count before or after it becomes ``votes``: the tie has changed."""
    if all(tally.revote is None for tally in context.session.tallies.values()):
        return
    changed = {number for number in (votes, known.votes if known is not None else None) if number is not None}
    tied = [(line.subject, None) for line in standings(context.session) if line.votes in changed]
    forget_second_votes(context, tied)


def _votes(votes: int | None) -> int:
    return votes or 0
