"""Writes the sessions of a conference to a file, as their rooms would have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.session_state import Session
from breakout_tui.domain.versions import SessionState, Stamp, Version
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.migrations import migrate
from breakout_tui.store.session_states import write_state
from tests.stored import records_of


def written(path: Path, sessions: Iterable[Session]) -> Path:
    """A new file with these sessions."""
    with closing(open_writing(path, BUSY)) as connection:
        migrate(connection, path, "2026-11-24T09:00:00+01:00")
        _write(connection, sessions)
    return path


def _write(connection: sqlite3.Connection, sessions: Iterable[Session]) -> None:
    connection.execute("BEGIN")
    for session in sessions:
        writer = session.id[-12:]
        versions = tuple(Version(record, Stamp(1, writer)) for record in records_of(session))
        write_state(connection, SessionState(session.id, {writer: 1}, versions))
    connection.execute("COMMIT")
