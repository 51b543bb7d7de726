"""The position paper in a file, as one editor's window or one command has it."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import PaperChanged
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_joining import (
    PaperState,
    changed,
    current_paper,
)
from breakout_tui.domain.paper_records import PaperRecord
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.integrity import refuse_damage
from breakout_tui.store.migrations import migrate
from breakout_tui.store.paper_drafts import write_drafts
from breakout_tui.store.paper_states import known_of, write_versions
from breakout_tui.store.reader import DatabaseReader
from breakout_tui.store.table_mappings import KnownWriter


class PaperFile:
    """Reads a paper and stores changes of it, each in one transaction. Several windows may have one paper open.

    Nobody owns a paper: a window whose paper was changed by another one in the meantime has to read it again before it can write.
    """

    def __init__(self, path: Path, paper_id: str, clock: Clock, busy: float = BUSY) -> None:
        self._path = path
        self._clock = clock
        self._busy = busy
        self._reader = DatabaseReader(path, lambda: clock.read().wall, busy)
        self.writer = os.urandom(8).hex()
        """The id of this window as a writer."""
        self._state = PaperState(paper_id)

    def read(self) -> Paper:
        """The paper as it is in the file; an empty one if there is none. Raises StoreError."""
        self._state = self._reader.paper(self._state.paper_id)
        return current_paper(self._state)

    def drafts(self) -> tuple[PaperDraft, ...]:
        """What was typed in any window and not saved, in the order of typing. Raises StoreError."""
        return self._reader.paper_drafts(self._state.paper_id)

    def write(
        self,
        records: Iterable[PaperRecord],
        drafts: Iterable[PaperDraft] = (),
        ended: Iterable[PaperDraft] = (),
    ) -> None:
        """Store records and drafts and remove the drafts that ended, in one transaction.

        Raises PaperChanged if there are records, after which the paper must be read again; StoreError.
        """
        new = tuple(records)
        state = changed(self._state, new, self.writer) if new else self._state
        try:
            with closing(open_writing(self._path, self._busy)) as connection:
                refuse_damage(connection, self._path)
                migrate(connection, self._path, self._clock.read().wall.isoformat(timespec="seconds"))
                connection.execute("BEGIN IMMEDIATE")
                if new:
                    self._write_records(connection, state, {record.id for record in new})
                write_drafts(connection, state.paper_id, drafts, ended, self.writer)
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise sqlite_errors.as_store_error(error, self._path) from error
        self._state = state

    def _write_records(self, connection: sqlite3.Connection, state: PaperState, ids: set[str]) -> None:
        self._refuse_behind(connection)
        write_versions(
            connection,
            state.paper_id,
            (version for version in state.versions if version.record.id in ids),
            KnownWriter(self.writer, state.knowledge[self.writer], socket.gethostname()),
        )

    def _refuse_behind(self, connection: sqlite3.Connection) -> None:
        known = {each.writer: each.counter for each in known_of(connection, self._state.paper_id)}
        if known != dict(self._state.knowledge):
            raise PaperChanged(
                "the paper was changed in another window", where=str(self._path), remedy="read it again"
            )
