"""The votes in the server's file of what phones sent.

All ballots of a vote are one text, in the order of their keys, which is rewritten with each of them. Were they rows of a table, their
place in its pages would tell in which order they came, however the table is sorted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Any, TypeVar

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.codec import text_decoder, text_encoder
from breakout_tui.domain.held_votes import CountedVote, HeldBallots, StoredVotes

_BALLOTS: object = Mapping[str, tuple[int, ...]]
_COUNTS: object = tuple[tuple[int, ...], ...]
_ballots_text, ballots_of = text_encoder(_BALLOTS), text_decoder(_BALLOTS)
counts_text, counts_of = text_encoder(_COUNTS), text_decoder(_COUNTS)

_PUTTING = """
INSERT INTO held_vote (id, session_id, salt, began_at, ballots) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET ballots = excluded.ballots
"""
_COUNTING = (
    "INSERT OR REPLACE INTO counted_vote (id, session_id, ballots, counts, part) VALUES (?, ?, ?, ?, ?)"
)

T = TypeVar("T")

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Commits at its end, and raises StoreError for what fails."""


class BallotRows:
    """Implements ``hub.ballot_store.BallotStore`` on a file in which freed space is overwritten."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def all(self) -> StoredVotes:
        """All votes that are not the room's yet. One whose text can't be read is left out, so that all others go on."""
        with self._transaction() as connection:
            held = connection.execute(
                "SELECT id, session_id, salt, began_at, ballots FROM held_vote"
            ).fetchall()
            counted = connection.execute(
                "SELECT id, session_id, ballots, counts, part FROM counted_vote"
            ).fetchall()
        return StoredVotes(tuple(_read(_held, held)), tuple(_read(_counted, counted)))

    def put(self, votes: Sequence[HeldBallots]) -> None:
        """Store the ballots of these votes in one transaction."""
        rows = [
            (each.id, each.session_id, each.salt, each.began_at, in_order(each.ballots)) for each in votes
        ]
        with self._transaction() as connection:
            connection.executemany(_PUTTING, rows)

    def count(self, vote: CountedVote) -> None:
        """Store a tally and erase the ballots in one transaction."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM held_vote WHERE id = ?", (vote.id,))
            connection.execute(
                _COUNTING, (vote.id, vote.session_id, vote.ballots, counts_text(vote.counts), vote.part)
            )

    def forget(self, vote_ids: Collection[str]) -> None:
        """Erase all that there is of these votes."""
        ids = [(each,) for each in vote_ids]
        with self._transaction() as connection:
            for table in ("held_vote", "counted_vote"):
                connection.executemany(f"DELETE FROM {table} WHERE id = ?", ids)


def in_order(ballots: Mapping[str, Ballot]) -> str:
    """Their text, in the order of their keys."""
    return _ballots_text(dict(sorted(ballots.items())))


def _read(made: Callable[..., T], rows: Iterable[tuple[Any, ...]]) -> list[T]:
    found = []
    for row in rows:
        with suppress(ValueError):
            found.append(made(*row))
    return found


def _held(vote_id: str, session_id: str, salt: str, began_at: int, text: str) -> HeldBallots:
    return HeldBallots(vote_id, session_id, salt, began_at, ballots_of(text))


def _counted(vote_id: str, session_id: str, ballots: int, text: str, part: str) -> CountedVote:
    return CountedVote(vote_id, session_id, ballots, counts_of(text), part)
