"""The sessions of an opened source: their rows as they are stored, and their states."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.connection import tolerant
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.session_rows import SessionRows, rows_of
from breakout_tui.store.session_states import read_state
from breakout_tui.store.source_files import about
from breakout_tui.store.sql_connection import SqlConnection

T = TypeVar("T")


class SourceSessions:
    """Reads from a source. Every method raises SourceRefused for one that can't be read further."""

    def __init__(self, connection: SqlConnection, path: DatabaseName) -> None:
        self._connection = connection
        self._path = path
        self.ids: tuple[str, ...] = tuple(
            row[0] for row in self._read(lambda: self._rows("SELECT id FROM session ORDER BY id"))
        )
        self.erasures = self._read(lambda: remembered(connection))
        """What was erased there."""
        ((times,),) = self._read(lambda: self._rows("SELECT count(DISTINCT applied_at) FROM migration"))
        self.is_of_this_version = times == 1
        """Whether no row was written by an earlier version: the file was made at once in the newest form."""

    def rows(self, session_id: str) -> SessionRows:
        """The rows of a session."""
        return self._read(lambda: rows_of(self._connection, session_id))

    def state(self, session_id: str) -> SessionState:
        """The state of a session. Also raises what an unreadable cell raises."""
        state = self._read(lambda: read_state(self._connection, session_id))
        assert state is not None
        return state

    def _rows(self, select: str) -> Iterable[tuple[Any, ...]]:
        return self._connection.execute(select).fetchall()

    def _read(self, look: Callable[[], T]) -> T:
        """What ``look`` finds; where bytes are not UTF-8, with replacements."""
        with about(self._path):
            try:
                return look()
            except sqlite3.OperationalError as error:
                if "decode to UTF-8" not in str(error):
                    raise
                self._connection.text_factory = tolerant
                return look()
