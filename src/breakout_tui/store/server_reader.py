"""Reads a database on a server, on one connection for many readings: to connect takes longer than to read a session."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from breakout_tui.domain.errors import ServerGone
from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store import sqlite_errors
from breakout_tui.store.migrations import VERSION
from breakout_tui.store.reader import UNREADABLE, SessionReader
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_migrations import migrate, version_of
from breakout_tui.store.sql_connection import SqlConnection

T = TypeVar("T")


class ServerReader(SessionReader):
    """Reads in short transactions, which see one moment each; for any thread. A server that restarted meanwhile is asked again."""

    def __init__(self, address: ServerAddress, now: Callable[[], datetime]) -> None:
        self._address = address
        self._now = now
        self._lock = threading.Lock()
        self._connection: ServerConnection | None = None

    def _read(self, look: Callable[[SqlConnection], T], nothing: T) -> T:
        with self._lock:
            was_open = self._connection is not None
            try:
                return self._read_once(look, nothing)
            except ServerGone:
                self._connection = None
                if not was_open:
                    raise
                return self._read_once(look, nothing)

    def _read_once(self, look: Callable[[SqlConnection], T], nothing: T) -> T:
        connection = self._connection or self._opened()
        if connection is None:
            return nothing
        self._connection = connection
        connection.execute("BEGIN")
        try:
            return look(connection)
        except UNREADABLE as error:
            raise sqlite_errors.damaged(self._address, f"holds what can't be read ({error})") from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _opened(self) -> ServerConnection | None:
        """A connection, which ends with this reader; None to an empty database."""
        connection = ServerConnection(self._address)
        end = weakref.finalize(self, connection.close)
        try:
            version = version_of(connection)
            if 0 < version < VERSION:
                migrate(connection, self._now().isoformat(timespec="seconds"))
        except BaseException:
            end()
            raise
        if not version:
            end()
        return connection if version else None
