"""The sessions of a file that were gathered from other rooms' files: read here, never changed."""

from __future__ import annotations

TYPE_CHECKING = False  # the first screen imports this module
if TYPE_CHECKING:
    from breakout_tui.store.sql_connection import SqlConnection


OTHER_ROOM = "the room that it was gathered from"
"""Replaces the holder of a gathered session: it is changed there, by no window here."""


def is_gathered(connection: SqlConnection, session_id: str) -> bool:
    """Whether a session is another room's."""
    row = connection.execute("SELECT 1 FROM gathered WHERE session_id = ?", (session_id,)).fetchone()
    return row is not None


def gathered_ids(connection: SqlConnection) -> frozenset[str]:
    """The ids of all sessions that are another room's."""
    return frozenset(row[0] for row in connection.execute("SELECT session_id FROM gathered"))
