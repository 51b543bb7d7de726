"""Votes on the phones of a hub, in its database."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.ballots import Ballot
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.hub_ballots import AskBallot, CastBallot, CastFate
from breakout_tui.store import engines, hub_vote_rows
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.transactions import Transactions


class StoredHubVotes:
    """Implements ``hub.hub_vote_store.HubVoteStore``. Every method raises StoreError."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def cast(self, acts: Sequence[CastBallot]) -> tuple[CastFate, ...]:
        """Take these ballots in one transaction, which is on the disk when this returns; what became of each."""

        def change(connection: SqlConnection) -> tuple[CastFate, ...]:
            return hub_vote_rows.cast(connection, acts, engines.milliseconds(connection, self._clock))

        return self._transactions.write(change)

    def ballots(self, asked: Sequence[AskBallot]) -> tuple[Ballot, ...]:
        """The ballot of each device; empty for none."""
        return self._transactions.read(lambda connection: hub_vote_rows.ballots_for(connection, asked))

    def forget_old(self) -> None:
        """Erase ballots that nobody counts, and tallies that no room fetches."""

        def change(connection: SqlConnection) -> None:
            hub_vote_rows.forget_old(connection, engines.milliseconds(connection, self._clock))

        self._transactions.write(change)
