"""Ranking: what can be voted on, the standings, and the lines above the cut. Read-only.

A subject is a reference (``C3``) or a cluster (``#budget``). Equal votes and equal second votes are a tie and share a
rank (1, 2, 2, 4); ties are not ordered further; ``ranking_counts`` says what the count of a subject is.
A locked list is read as it was locked; ``agreed_list`` says what may happen to its notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from breakout_tui.domain.clusters import SIGN, cluster_key, united
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.ranking_counts import (
    Count,
    Key,
    count_of,
    counts,
    key_of,
    live_tallies,
    own_key,
    ranking_of,
    sorts,
)
from breakout_tui.domain.ranking_records import PriorityIssue, Ranking, RankSort
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import clean_line, clip

TITLE_LENGTH = 120
"""Longest title of a line of the list, in code points."""


class Candidate(NamedTuple):
    """Something that can be voted on."""

    subject: str
    title: str
    serial: int | None
    """The note's serial; None for a cluster."""
    kind: Kind | None
    cluster: str
    """The cluster itself, or the one that the note is in."""
    heard: int
    """How often it was heard; for a cluster the sum of its notes."""
    notes: int = 1
    """How many notes it has."""


class Standing(NamedTuple):
    """One line of the list. Without a count it has no rank and comes last."""

    rank: int | None
    subject: str
    title: str
    votes: int | None
    revote: int | None
    tied: bool
    """Whether other lines share its rank."""
    chosen: bool
    """Whether it is above the cut."""
    serial: int | None = None
    needs_vote: bool = False
    """Whether its counts, by show of hands, were for statements that were merged since: they can't be added."""


def is_locked(session: Session) -> bool:
    """Whether the list is agreed."""
    return ranking_of(session).locked_at is not None


def ranking_phase(session: Session) -> str:
    """The id of the phase that ranks: of those with a rank step the last that has started, else the first one.

    Where none has a rank step, the room can rank in any phase: the last that has started.
    """
    phases = session.info.programme.phases
    ranking = [phase for phase in phases if phase.has(StepKind.RANK)] or phases
    started = [phase for phase in ranking if session.run(phase.id) is not None]
    return (started[-1] if started else ranking[0]).id


def candidates(session: Session, sort: RankSort | None = None) -> list[Candidate]:
    """What can be voted on, by reference or name; without a ``sort``, of the sort that is ranked now."""
    sort = sort if sort is not None else ranking_of(session).sort
    if sort.kind is None:
        return _clusters(session)
    return [_candidate(session, note) for note in session.book.of_kind(sort.kind)]


def candidate(session: Session, subject: str) -> Candidate | None:
    """The candidate that a subject names, by any reference or spelling; None if it is not ranked now."""
    sort = ranking_of(session).sort
    if sort is RankSort.CLUSTERS:
        key = key_of(session, subject)
        return next((each for each in _clusters(session) if key_of(session, each.subject) == key), None)
    note = session.book.find(subject)
    if note is None:
        return None
    note = session.book.standing_for(note.serial)
    return _candidate(session, note) if note.is_visible and note.kind is sort.kind else None


def standings(session: Session) -> tuple[Standing, ...]:
    """The list, most votes first; ties share a rank and are in the order of reference."""
    ranking = ranking_of(session)
    if ranking.locked_at is not None:
        return _as_locked(session, ranking)
    found = counts(session)
    everyone = [(each, found.get(_key(each))) for each in candidates(session, ranking.sort)]
    with_votes = [(each, count) for each, count in everyone if count is not None and count.votes is not None]
    # The sort is stable, so ties keep the order of reference.
    with_votes.sort(key=lambda pair: _strength(pair[1]), reverse=True)
    shared = Counter(_strength(count) for _, count in with_votes)
    lines: list[Standing] = []
    rank = 0
    for place, (each, count) in enumerate(with_votes, 1):
        if place == 1 or _strength(count) != _strength(with_votes[place - 2][1]):
            rank = place
        chosen = ranking.cut is not None and place <= ranking.cut
        tied = shared[_strength(count)] > 1
        lines.append(
            Standing(rank, each.subject, each.title, count.votes, count.revote, tied, chosen, each.serial)
        )
    lines.extend(_uncounted(each, count) for each, count in everyone if count is None or count.votes is None)
    return tuple(lines)


def needs_vote(session: Session) -> tuple[str, ...]:
    """The subjects whose counts can't be added: they need a new vote before the list is locked."""
    return tuple(line.subject for line in standings(session) if line.needs_vote)


def splits_tie(session: Session) -> tuple[Standing, ...]:
    """The lines of the tie that the cut splits; empty if it splits none or is not chosen."""
    cut = ranking_of(session).cut
    lines = standings(session)
    if cut is None or not 1 <= cut < len(lines):
        return ()
    above, below = lines[cut - 1], lines[cut]
    if above.rank is None or above.rank != below.rank:
        return ()
    return tuple(line for line in lines if line.rank == above.rank)


def frozen(lines: Iterable[Standing]) -> tuple[PriorityIssue, ...]:
    """The list to lock; lines without a count share the last rank."""
    everyone = tuple(lines)
    last = 1 + sum(line.rank is not None for line in everyone)
    return tuple(
        PriorityIssue(
            rank=last if line.rank is None else line.rank,
            title=line.title,
            subject=line.subject,
            votes=line.votes,
            chosen=line.chosen,
        )
        for line in everyone
    )


def priorities(session: Session) -> tuple[PriorityIssue, ...]:
    """The priority issues in order: of the locked list, else those of the theme, which have no subject."""
    ranking = ranking_of(session)
    if ranking.locked_at is not None:
        return tuple(issue for issue in ranking.issues if issue.chosen)
    return tuple(
        PriorityIssue(rank, title, subject="", votes=None, chosen=True)
        for rank, title in enumerate(session.theme.priorities, 1)
    )


def principles_in_rank_order(session: Session) -> tuple[Note, ...]:
    """The visible principles by the best rank of themselves, their cluster, or the challenges they answer."""
    ranks = _ranks(session)
    last = len(ranks) + 1

    def place(note: Note) -> int:
        return min(ranks.get(note.serial, last), ranks.get(_of_cluster(note.cluster), last))

    def order(note: Note) -> tuple[int, int]:
        linked = (*session.book.targets(note), *session.book.answered_by(note.serial))
        answered = (place(each) for each in linked if each.kind is Kind.CHALLENGE)
        return min(place(note), *answered, last), note.number

    return tuple(sorted(session.book.of_kind(Kind.PRINCIPLE), key=order))


def challenges_in_rank_order(session: Session) -> tuple[Note, ...]:
    """The visible challenges by the best rank of themselves or their cluster, then by reference."""
    ranks = _ranks(session)
    last = len(ranks) + 1

    def order(note: Note) -> tuple[int, int]:
        return min(ranks.get(note.serial, last), ranks.get(_of_cluster(note.cluster), last)), note.number

    return tuple(sorted(session.book.of_kind(Kind.CHALLENGE), key=order))


def _ranks(session: Session) -> Mapping[Key, int]:
    """The best rank by key, for lines with a count; lists of older files may have two spellings of a cluster."""
    lines = reversed(standings(session))
    return {key_of(session, line.subject): line.rank for line in lines if line.rank is not None}


def _key(candidate: Candidate) -> Key:
    return _of_cluster(candidate.cluster) if candidate.serial is None else candidate.serial


def _of_cluster(name: str) -> Key:
    return SIGN + cluster_key(name)


def _strength(count: Count) -> tuple[int, int]:
    """Votes, then second votes; a missing second vote counts as 0."""
    return count.votes or 0, count.revote or 0


def _uncounted(candidate: Candidate, count: Count | None) -> Standing:
    return Standing(
        rank=None,
        subject=candidate.subject,
        title=candidate.title,
        votes=None,
        revote=None,
        tied=False,
        chosen=False,
        serial=candidate.serial,
        needs_vote=count is not None,
    )


def _as_locked(session: Session, ranking: Ranking) -> tuple[Standing, ...]:
    own = {own_key(session, tally.subject): tally for tally in live_tallies(session, ranking.method)}
    counted = Counter(issue.rank for issue in ranking.issues if issue.votes is not None)
    lines: list[Standing] = []
    for issue in _still_there(session, ranking):
        note = None if issue.subject.startswith(SIGN) else session.book.find(issue.subject)
        count = own.get(own_key(session, issue.subject)) or count_of(session, issue.subject)
        lines.append(
            Standing(
                rank=None if issue.votes is None else issue.rank,
                subject=issue.subject,
                title=issue.title,
                votes=issue.votes,
                revote=None if count is None else count.revote,
                tied=issue.votes is not None and counted[issue.rank] > 1,
                chosen=issue.chosen,
                serial=None if note is None else note.serial,
            )
        )
    return tuple(lines)


def _still_there(session: Session, ranking: Ranking) -> list[PriorityIssue]:
    """The locked list without the lines below the cut whose note was deleted or whose cluster joined a priority issue."""
    taken = {key_of(session, issue.subject) for issue in ranking.issues if issue.chosen}
    kept = []
    for issue in ranking.issues:
        key = key_of(session, issue.subject)
        is_gone = session.book[key].deleted if isinstance(key, int) else key in taken
        if issue.chosen or not is_gone:
            kept.append(issue)
    return kept


def _candidate(session: Session, note: Note) -> Candidate:
    title = clip(clean_line(note.text), TITLE_LENGTH)
    heard = session.book.heard(note.serial)
    return Candidate(note.reference, title, note.serial, note.kind, note.cluster, heard)


def _clusters(session: Session) -> list[Candidate]:
    """The clusters of the statements up to the phase that ranks; those of the parking lot and of later phases are not ranked."""
    later_phases = {phase.id for phase in session.info.programme.after(ranking_phase(session))}
    later = {box.id for box in session.boxes if box.phase in later_phases}
    kinds = {sort.kind for sort in sorts(session)}
    notes: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    for note in session.book.notes:
        is_ranked = note.kind in kinds and note.box_id not in later
        if note.cluster and note.is_visible and is_ranked:
            notes[note.cluster] += 1
            heard[cluster_key(note.cluster)] += session.book.heard(note.serial)
    return [
        Candidate(
            f"{SIGN}{name}", clip(name, TITLE_LENGTH), None, None, name, heard[cluster_key(name)], count
        )
        for name, count in sorted(
            ((session.book.cluster_named(name), count) for name, count in united(notes).items()),
            key=lambda each: (each[0].casefold(), each[0]),
        )
    ]
