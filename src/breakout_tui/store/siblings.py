"""The versions of records that another laptop made at the same time as the current ones: read, and replaced by the next change."""

from __future__ import annotations

import sqlite3

from breakout_tui.domain import codec
from breakout_tui.domain.records import Record, SessionInfo


class Siblings:
    """The siblings in one file, for its writer.

    Only gathering adds some, and takes the session from its owner. So it is enough to look once for each claim, and a session
    without any costs nothing more.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, set[str]] = {}
        """By the writer of the claim, the ids of the records that have some."""

    def replaced_by(self, record: Record, writer: str) -> None:
        """Remove the siblings of a record: this writer knows them all."""
        session_id = record.id if isinstance(record, SessionInfo) else record.session_id
        known = self._known.get(writer)
        if known is None:
            known = self._known[writer] = self._of(session_id)
        if record.id in known:
            self._connection.execute(
                "DELETE FROM other_version WHERE session_id = ? AND record_id = ? AND kind = ?",
                (session_id, record.id, codec.stored_name(type(record))),
            )

    def _of(self, session_id: str) -> set[str]:
        select = "SELECT record_id FROM other_version WHERE session_id = ?"
        return {row[0] for row in self._connection.execute(select, (session_id,))}
