"""The position paper in a database, as one editor's window or one command has it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from contextlib import closing

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import PaperChanged
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_drafts import PaperDraft
from breakout_tui.domain.paper_joining import PaperState, changed, current_paper
from breakout_tui.domain.paper_records import PaperRecord
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.store.connection import BUSY
from breakout_tui.store.database_place import place_of
from breakout_tui.store.paper_drafts import write_drafts
from breakout_tui.store.paper_states import known_of, write_versions
from breakout_tui.store.readers import reader_of
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import KnownWriter


class PaperFile:
    """Reads a paper and stores changes of it, each in one transaction. Several windows may have one paper open.

    Nobody owns a paper: a window whose paper was changed by another one in the meantime has to read it again before it can write.
    """

    def __init__(self, database: DatabaseName, paper_id: str, clock: Clock, busy: float = BUSY) -> None:
        self._place = place_of(database, busy)
        self._clock = clock
        self._reader = reader_of(database, lambda: clock.read().wall, busy)
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
        at = self._clock.read().wall.isoformat(timespec="seconds")
        with self._place.failing(), closing(self._place.opened(at)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if new:
                self._write_records(connection, state, {record.id for record in new})
            write_drafts(connection, state.paper_id, drafts, ended, self.writer)
            connection.execute("COMMIT")
        self._state = state

    def _write_records(self, connection: SqlConnection, state: PaperState, ids: set[str]) -> None:
        self._refuse_behind(connection)
        write_versions(
            connection,
            state.paper_id,
            (version for version in state.versions if version.record.id in ids),
            KnownWriter(self.writer, state.knowledge[self.writer], socket.gethostname()),
        )

    def _refuse_behind(self, connection: SqlConnection) -> None:
        known = {each.writer: each.counter for each in known_of(connection, self._state.paper_id)}
        if known != dict(self._state.knowledge):
            raise PaperChanged(
                "the paper was changed in another window", where=str(self._place.name), remedy="read it again"
            )
