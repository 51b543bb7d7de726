"""Chooses what reads a database: a file, or one on a server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.store.connection import BUSY
from breakout_tui.store.reader import DatabaseReader, SessionReader


def reader_of(database: DatabaseName, now: Callable[[], datetime], busy: float = BUSY) -> SessionReader:
    """Reads the database; ``now`` is the time for the record of a migration."""
    if isinstance(database, Path):
        return DatabaseReader(database, now, busy)
    from breakout_tui.store.server_reader import ServerReader

    return ServerReader(database, now)
