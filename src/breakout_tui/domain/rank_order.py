"""Statements in rank order: those with the best ranks first.

Where a subject is on several lists, its rank is that of the latest one with a count.
"""

from __future__ import annotations

from collections.abc import Mapping

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.once import once
from breakout_tui.domain.rank_steps import lists
from breakout_tui.domain.ranking import standings
from breakout_tui.domain.ranking_counts import Key, key_of, key_of_cluster
from breakout_tui.domain.session_state import Session


def principles_in_rank_order(session: Session) -> tuple[Note, ...]:
    """The visible principles by the best rank of themselves, their cluster, or the challenges they answer."""
    ranks = _ranks(session)
    last = len(ranks) + 1

    def place(note: Note) -> int:
        return min(ranks.get(note.serial, last), ranks.get(key_of_cluster(note.cluster), last))

    def order(note: Note) -> tuple[int, int]:
        linked = session.book.neighbours(note)
        answered = (place(each) for each in linked if each.kind is Kind.CHALLENGE)
        return min(place(note), *answered, last), note.number

    return tuple(sorted(session.book.of_kind(Kind.PRINCIPLE), key=order))


def challenges_in_rank_order(session: Session) -> tuple[Note, ...]:
    """The visible challenges by the best rank of themselves or their cluster, then by reference."""
    ranks = _ranks(session)
    last = len(ranks) + 1

    def order(note: Note) -> tuple[int, int]:
        return min(ranks.get(note.serial, last), ranks.get(key_of_cluster(note.cluster), last)), note.number

    return tuple(sorted(session.book.of_kind(Kind.CHALLENGE), key=order))


@once
def _ranks(session: Session) -> Mapping[Key, int]:
    """The best rank by key, for lines with a count; lists of older files may have two spellings of a cluster."""
    found: dict[Key, int] = {}
    for step in lists(session.info.programme):
        lines = reversed(standings(session, step))
        found |= {key_of(session, line.subject): line.rank for line in lines if line.rank is not None}
    return found
