"""Takes names out of what phones sent to the server beside a room's database and the room has not fetched yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.errors import StoreError
from breakout_tui.store import sqlite_errors
from breakout_tui.store.floor_file import floor_path, open_floor
from breakout_tui.store.scrub import Names

_READING = "SELECT id, text, country FROM held_statement WHERE text <> '' OR country <> ''"
_WRITING = "UPDATE held_statement SET text = ?, country = ? WHERE id = ?"


def scrub_waiting(database: Path, names: Sequence[str], *, writes: bool) -> int:
    """In how many places of the file the names are, and with ``writes`` were: what is replaced is overwritten. Raises StoreError.

    A server that runs has what it read: it has to read it again.
    """
    path = floor_path(database)
    if not names or not path.exists():
        return 0
    found = Names(names)
    try:
        with closing(open_floor(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for key, text, country in connection.execute(_READING).fetchall():
                scrubbed = found.scrub(text), found.scrub(country, "name")
                if writes and scrubbed != (text, country):
                    connection.execute(_WRITING, (*scrubbed, key))
            connection.execute("COMMIT")
    except (sqlite3.Error, OSError, StoreError) as error:
        raise sqlite_errors.as_store_error(error, path) from error
    return found.count
