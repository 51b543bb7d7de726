"""Erasure from a database on a server: from every row, then from the space that removed rows leave.

The server's own copies (backups, archived journals, replicas that are behind) are not ours to change: SECURITY.md names them.
"""

from __future__ import annotations

from contextlib import closing

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store.engines import rewrite_without_freed_space
from breakout_tui.store.erasure import Count, Wanted, erase_all, has_note, places_of, records_of
from breakout_tui.store.erasure_records import remember
from breakout_tui.store.server_place import ServerPlace, reading_server


def preview_on_server(address: ServerAddress, wanted: Wanted, clock: Clock) -> Count:
    """What ``erase_on_server`` would find; changes nothing. Raises StoreError."""
    count = Count()
    with reading_server(address, _at(clock)) as connection:
        if connection is not None:
            count.places = places_of(connection, wanted.names)
            count.notes = sum(has_note(connection, *note) for note in wanted.notes)
    return count


def erase_on_server(address: ServerAddress, wanted: Wanted, clock: Clock) -> Count:
    """Erase it. No window holds a session there; one that has the paper open must read it again. Raises StoreError."""
    count = Count()
    with closing(ServerPlace(address).opened(_at(clock))) as connection:
        connection.execute("BEGIN IMMEDIATE")
        remember(connection, records_of(connection, wanted))
        erase_all(connection, wanted, count)
        connection.execute("COMMIT")
        rewrite_without_freed_space(connection)
    return count


def _at(clock: Clock) -> str:
    return clock.read().wall.isoformat(timespec="seconds")
