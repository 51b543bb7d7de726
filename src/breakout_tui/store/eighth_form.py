"""The eighth form of the file: the table that it adds, in SQL. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = (
    """CREATE TABLE room_floor (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        attribution TEXT NOT NULL,
        stored_at INTEGER NOT NULL,
        outcome TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_room_floor_session_id ON room_floor (session_id)",
)
"""What delegates sent from their phones."""
