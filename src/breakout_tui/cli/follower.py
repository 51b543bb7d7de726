"""Follower: reads a session again after each change to its file, for the room display and for the command line."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain.session_state import Session
from breakout_tui.store.database import Database


class Follower:
    """Reads a session again after each change to its file."""

    def __init__(self, store: Database, session_id: str) -> None:
        self._store = store
        self._session_id = session_id
        self._stamp = stamp_of(store.path)

    def read(self) -> Session:
        """The session as it is stored now."""
        return Session.of(self._store.load(self._session_id))

    def changed(self) -> Session | None:
        """The session if its file has changed since the last call, else None."""
        stamp = stamp_of(self._store.path)
        if stamp == self._stamp:
            return None
        session = self.read()
        self._stamp = stamp
        return session


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """A value that changes with each commit: SQLite writes the first page, which updates the modification time."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
