"""The seventh form of the file: the tables that it adds, in SQL. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = (
    """CREATE TABLE hub_room (
        id TEXT NOT NULL PRIMARY KEY,
        room TEXT NOT NULL,
        secret_hash TEXT NOT NULL,
        display_code TEXT NOT NULL,
        made_at TEXT NOT NULL,
        revoked_at TEXT,
        current_id TEXT NOT NULL,
        link TEXT NOT NULL,
        laptop TEXT NOT NULL,
        linked_at TEXT NOT NULL,
        reading TEXT,
        card TEXT,
        heard_at INTEGER NOT NULL,
        edition INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_room_secret_hash ON hub_room (secret_hash)",
    """CREATE TABLE hub_session (
        session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        room_id TEXT NOT NULL REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_session_room_id ON hub_session (room_id)",
)
"""The rooms that send to this database, and which sessions are theirs."""
