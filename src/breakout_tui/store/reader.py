"""Quick reads with the standard library's sqlite3, for the first screen and for commands that only read."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import BUSY, open_writing, reading, tolerant
from breakout_tui.store.gathered_sessions import is_gathered
from breakout_tui.store.integrity import refuse_damage
from breakout_tui.store.migrations import VERSION, migrate, version_of
from breakout_tui.store.ownership import Claim, claim_of
from breakout_tui.store.summaries import latest_of, summaries_of

if TYPE_CHECKING:
    from breakout_tui.domain.paper_drafts import PaperDraft
    from breakout_tui.domain.paper_joining import PaperState
    from breakout_tui.domain.records import Draft
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.domain.summary import Summary
    from breakout_tui.domain.versions import SessionState
    from breakout_tui.store.sql_connection import SqlConnection

T = TypeVar("T")

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


class SessionReader(ABC):
    """Reads a database in short transactions of its own, which a subclass makes."""

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, newest first. Raises StoreError."""
        return self._read(summaries_of, ())

    def latest(self) -> str | None:
        """The newest session that is not put away. Raises StoreError."""
        return self._read(latest_of, None)

    def records(self, session_id: str) -> tuple[SessionRecords, int] | None:
        """All of a session and its revision; None if there is no such session. Raises StoreError."""
        from breakout_tui.store.stored_records import session_records_of

        return self._read(lambda connection: session_records_of(connection, session_id), None)

    def state(self, session_id: str) -> SessionState | None:
        """All of a session that travels between files; None if there is no such session. Raises StoreError."""
        from breakout_tui.store.session_states import read_state

        return self._read(lambda connection: read_state(connection, session_id), None)

    def paper(self, paper_id: str) -> PaperState:
        """All of a position paper; an empty one if there is none. Raises StoreError."""
        from breakout_tui.domain.paper_joining import PaperState
        from breakout_tui.store.paper_states import read_paper

        return self._read(lambda connection: read_paper(connection, paper_id), PaperState(paper_id))

    def papers(self) -> tuple[PaperState, ...]:
        """All of all position papers, by id. Raises StoreError."""
        from breakout_tui.store.paper_states import read_papers

        return self._read(read_papers, ())

    def paper_drafts(self, paper_id: str) -> tuple[PaperDraft, ...]:
        """What was typed for a position paper and not saved. Raises StoreError."""
        from breakout_tui.store.paper_drafts import read_drafts

        return self._read(lambda connection: read_drafts(connection, paper_id), ())

    def preview(self, session_id: str, from_notes: int) -> SessionRecords | None:
        """A session of at least ``from_notes`` notes without them; None for any other. Raises StoreError."""
        from breakout_tui.store.stored_records import preview_of

        return self._read(lambda connection: preview_of(connection, session_id, from_notes), None)

    def draft(self, session_id: str) -> Draft | None:
        """The stored draft."""
        from breakout_tui.store.stored_records import draft_of

        return self._read(lambda connection: draft_of(connection, session_id), None)

    def claim(self, session_id: str) -> Claim | None:
        """The claim of the window that owns the session."""
        return self._read(lambda connection: claim_of(connection, session_id), None)

    def is_gathered(self, session_id: str) -> bool:
        """Whether the session was gathered from another room's file."""
        return self._read(lambda connection: is_gathered(connection, session_id), nothing=False)

    @abstractmethod
    def _read(self, look: Callable[[SqlConnection], T], nothing: T) -> T:
        """What ``look`` finds in one transaction; ``nothing`` where there is no database yet."""


class DatabaseReader(SessionReader):
    """Reads a file; waits ``busy`` seconds for a writer, keeps no lock."""

    def __init__(self, path: Path, now: Callable[[], datetime], busy: float = BUSY) -> None:
        self._path = path
        self._now = now
        self._busy = busy
        self._is_sound = False

    def _read(self, look: Callable[[SqlConnection], T], nothing: T) -> T:
        """What ``look`` finds. Where bytes are not UTF-8 it looks again with a tolerant decoder, which is slower."""
        try:
            for text_factory in (str, tolerant):
                with reading(self._path, self._busy) as connection:
                    if connection is None:
                        return nothing
                    if version_of(connection, self._path) < VERSION:
                        break
                    self._look_for_damage(connection)
                    connection.text_factory = text_factory
                    try:
                        return look(connection)
                    except sqlite3.OperationalError as error:
                        if text_factory is tolerant or "decode to UTF-8" not in str(error):
                            raise
        except UNREADABLE as error:
            raise sqlite_errors.damaged(self._path, f"holds what can't be read ({error})") from error
        self._migrate()
        return self._read(look, nothing)

    def _look_for_damage(self, connection: sqlite3.Connection) -> None:
        """Before anything is read from the file for the first time."""
        if not self._is_sound:
            refuse_damage(connection, self._path)
            self._is_sound = True

    def _migrate(self) -> None:
        """Migrate a file of an earlier form before anything is read from it."""
        try:
            with closing(open_writing(self._path, self._busy)) as connection:
                migrate(connection, self._path, self._now().isoformat(timespec="seconds"))
        except (sqlite3.Error, OSError) as error:
            raise sqlite_errors.as_store_error(error, self._path) from error
