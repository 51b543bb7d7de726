"""The versions of records that another laptop made at the same time as the current ones: read, and replaced by the next change."""

from __future__ import annotations

from breakout_tui.domain import codec
from breakout_tui.domain.records import Record, SessionInfo
from breakout_tui.domain.versions import Stamp, Version
from breakout_tui.store import table_mappings
from breakout_tui.store.sql_connection import SqlConnection

_RECORDS = {codec.stored_name(record): record for record in table_mappings.MAPPINGS}
"""The classes of records by their name in files."""


def siblings_of(connection: SqlConnection, session_id: str) -> list[Version]:
    """The versions beside the current ones. Raises what an unreadable row raises."""
    mapping = table_mappings.SIBLING
    where = f"WHERE session_id = ? ORDER BY {', '.join(mapping.shape.key)}"
    return [
        Version(
            codec.text_decoder(_RECORDS[each.kind])(each.state),
            Stamp(each.counter, each.writer),
            each.made_by,
        )
        for each in mapping.records(connection.execute(mapping.selection(where), (session_id,)))
    ]


def is_joined(connection: SqlConnection, session_id: str) -> bool:
    """Whether traces are left that two laptops went on with the session at the same time: siblings, or other numbers."""
    look = " UNION ALL ".join(
        f"SELECT 1 FROM {name} WHERE session_id = ?1" for name in ("other_version", "renumbered")
    )
    return connection.execute(f"{look} LIMIT 1", (session_id,)).fetchone() is not None


class Siblings:
    """The siblings in one file, for its writer.

    Only gathering adds some, and takes the session from its owner. So it is enough to look once for each claim, and a session
    without any costs nothing more.
    """

    def __init__(self, connection: SqlConnection) -> None:
        self._connection = connection
        self._known: dict[str, set[str]] = {}
        """By the writer of the claim, the ids of the records that have some."""

    def replaced_by(self, record: Record, writer: str) -> bool:
        """Remove the siblings of a record: this writer knows them all. Whether there are any since its claim."""
        session_id = record.id if isinstance(record, SessionInfo) else record.session_id
        known = self._known.get(writer)
        if known is None:
            known = self._known[writer] = self._of(session_id)
        if record.id in known:
            self._connection.execute(
                "DELETE FROM other_version WHERE session_id = ? AND record_id = ? AND kind = ?",
                (session_id, record.id, codec.stored_name(type(record))),
            )
        return record.id in known

    def _of(self, session_id: str) -> set[str]:
        select = "SELECT record_id FROM other_version WHERE session_id = ?"
        return {row[0] for row in self._connection.execute(select, (session_id,))}
