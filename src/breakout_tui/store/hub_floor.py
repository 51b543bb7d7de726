"""What phones send to a hub, in its database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.hub_phones import PhoneAct
from breakout_tui.store import engines
from breakout_tui.store.hub_floor_rows import carry_out, changed_statements, count_pages, forget_old
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.transactions import Transactions


class StoredHubFloor:
    """Implements ``hub.hub_floor_store.HubFloorStore``. Every method raises StoreError."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock

    def carry_out(self, acts: Sequence[PhoneAct]) -> tuple[HeldStatement | None, ...]:
        """Carry these out in one transaction; how the statement of each is then, durably."""

        def change(connection: SqlConnection) -> tuple[HeldStatement | None, ...]:
            return carry_out(connection, acts, engines.milliseconds(connection, self._clock))

        return self._transactions.write(change)

    def changed(self, room_id: str, since: int) -> tuple[HeldStatement, ...]:
        """The statements of a room of which something has changed after this edition of its floor."""
        return self._transactions.read(lambda connection: changed_statements(connection, room_id, since))

    def forget_old(self) -> None:
        """Remove what phones sent 30 days ago, also of rooms whose phones send no more."""

        def change(connection: SqlConnection) -> None:
            forget_old(connection, engines.milliseconds(connection, self._clock))

        self._transactions.write(change)

    def count_pages(self, process: str, counts: Mapping[str, int]) -> None:
        """A process of the hub has so many phones' pages open, by room: that counts for a minute."""

        def change(connection: SqlConnection) -> None:
            count_pages(connection, process, counts, engines.milliseconds(connection, self._clock))

        self._transactions.write(change)
