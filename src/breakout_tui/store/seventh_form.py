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
    """CREATE TABLE hub_organiser (
        id TEXT NOT NULL PRIMARY KEY,
        organiser TEXT NOT NULL,
        secret_hash TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        revoked_at INTEGER
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_organiser_secret_hash ON hub_organiser (secret_hash)",
    """CREATE TABLE hub_silence (
        room_id TEXT NOT NULL REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED,
        finding TEXT NOT NULL,
        at INTEGER NOT NULL,
        organiser TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (room_id, finding)
    ) WITHOUT ROWID""",
    """CREATE TABLE hub_message (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        value TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        withdrawn_at INTEGER
    ) WITHOUT ROWID""",
    """CREATE TABLE hub_delivery (
        message_id TEXT NOT NULL REFERENCES hub_message (id) DEFERRABLE INITIALLY DEFERRED,
        room_id TEXT NOT NULL REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED,
        fetched_at INTEGER,
        answer TEXT NOT NULL,
        answered_at INTEGER,
        PRIMARY KEY (message_id, room_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_delivery_room_id ON hub_delivery (room_id)",
    """CREATE TABLE hub_help (
        id TEXT NOT NULL PRIMARY KEY,
        room_id TEXT NOT NULL REFERENCES hub_room (id) DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        taken_by TEXT NOT NULL,
        taken_at INTEGER,
        closed_at INTEGER
    ) WITHOUT ROWID""",
    "CREATE INDEX ix_hub_help_room_id ON hub_help (room_id)",
    """CREATE TABLE room_message (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        value TEXT NOT NULL,
        stored_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        withdrawn INTEGER NOT NULL,
        answer TEXT NOT NULL,
        answered_at INTEGER NOT NULL,
        told INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE room_help (
        id TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        taken_by TEXT NOT NULL,
        closed INTEGER NOT NULL,
        told INTEGER NOT NULL
    ) WITHOUT ROWID""",
)
"""The rooms that send to this database, which sessions are theirs, and what passes between them and the organiser."""
