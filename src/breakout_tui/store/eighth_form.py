"""The eighth form of the file: the tables that it adds, in SQL. Columns are in the tables' classes.

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
    """CREATE TABLE phone_vote (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        sort TEXT NOT NULL,
        subjects TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        step TEXT NOT NULL,
        dots INTEGER NOT NULL,
        most INTEGER NOT NULL,
        closed_at TEXT,
        heads INTEGER NOT NULL,
        ballots INTEGER NOT NULL,
        is_counted INTEGER NOT NULL,
        counts TEXT NOT NULL,
        shown_at TEXT,
        again_of TEXT NOT NULL,
        box_id TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        writer TEXT NOT NULL
    )""",
    "CREATE INDEX ix_phone_vote_session_id ON phone_vote (session_id)",
)
"""What delegates sent from their phones, and votes on phones."""
