"""Ranking: what can be voted on, the standings, and the lines above the cut. Read-only.

A subject is a reference (``C3``) or a cluster (``#budget``). Equal votes and equal second votes are a tie and share a
rank (1, 2, 2, 4); ties are not ordered further; ``ranking_counts`` says what the count of a subject is.
A locked list is read as it was locked; ``agreed_list`` says what may happen to its notes. Each rank step has its own list
(``rank_steps``); functions are about the list of now unless ``step`` names another one, as in ``Ranking.step``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from breakout_tui.domain.agreed_list import issues_of, latest
from breakout_tui.domain.clusters import SIGN, cluster_key, united
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.once import once
from breakout_tui.domain.rank_steps import phase_of
from breakout_tui.domain.ranking_counts import (
    Count,
    Key,
    count_of,
    counts,
    key_of,
    key_of_cluster,
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


def is_locked(session: Session, step: str | None = None) -> bool:
    """Whether the list is agreed."""
    return ranking_of(session, step).locked_at is not None


def candidates(session: Session, sort: RankSort | None = None, step: str | None = None) -> list[Candidate]:
    """What can be voted on, by reference or name; without a ``sort``, of the sort that is ranked now."""
    ranking = ranking_of(session, step)
    sort = sort if sort is not None else ranking.sort
    if sort.kind is None:
        return _clusters(session, ranking.step)
    return [_candidate(session, note) for note in session.book.of_kind(sort.kind)]


def candidate(session: Session, subject: str, step: str | None = None) -> Candidate | None:
    """The candidate that a subject names, by any reference or spelling; None if it is not ranked now."""
    ranking = ranking_of(session, step)
    sort = ranking.sort
    if sort is RankSort.CLUSTERS:
        key = key_of(session, subject)
        clusters = _clusters(session, ranking.step)
        return next((each for each in clusters if key_of(session, each.subject) == key), None)
    note = session.book.find(subject)
    if note is None:
        return None
    note = session.book.standing_for(note.serial)
    return _candidate(session, note) if note.is_visible and note.kind is sort.kind else None


@once
def standings(session: Session, step: str | None = None) -> tuple[Standing, ...]:
    """The list, most votes first; ties share a rank and are in the order of reference."""
    ranking = ranking_of(session, step)
    if ranking.locked_at is not None:
        return _as_locked(session, ranking)
    found = counts(session, ranking.step)
    everyone = [(each, found.get(_key(each))) for each in candidates(session, step=ranking.step)]
    with_votes = [(each, count) for each, count in everyone if count is not None and count.votes is not None]
    # The sort is stable, so ties keep the order of reference.
    with_votes.sort(key=lambda pair: _strength(pair[1]), reverse=True)
    shared = Counter(_strength(count) for _, count in with_votes)
    lines: list[Standing] = []
    ranks: dict[tuple[int, int], int] = {}
    for place, (each, count) in enumerate(with_votes, 1):
        rank = ranks.setdefault(_strength(count), place)
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
    """The priority issues in order: of the latest locked list, else those of the theme, which have no subject."""
    return issues_of(session, latest(session))


def _key(candidate: Candidate) -> Key:
    return key_of_cluster(candidate.cluster) if candidate.serial is None else candidate.serial


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
    own = {
        own_key(session, tally.subject): tally
        for tally in live_tallies(session, ranking.method, ranking.step)
    }
    counted = Counter(issue.rank for issue in ranking.issues if issue.votes is not None)
    lines: list[Standing] = []
    for issue in _still_there(session, ranking):
        note = session.book.find(issue.subject)
        count = own.get(own_key(session, issue.subject)) or count_of(session, issue.subject, ranking.step)
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


def _clusters(session: Session, step: str) -> list[Candidate]:
    """The clusters of the statements up to the phase that ranks; those of the parking lot and of later phases are not ranked."""
    later_phases = {phase.id for phase in session.info.programme.after(phase_of(session, step).id)}
    later = {box.id for box in session.boxes if box.phase in later_phases}
    kinds = {sort.kind for sort in sorts(session, step)}
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
