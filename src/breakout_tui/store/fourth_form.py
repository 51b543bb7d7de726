"""The fourth form of the file: the tables that it adds, in SQL. Frozen; later forms are later migrations."""

from __future__ import annotations

NEW_TABLES: tuple[str, ...] = (
    """CREATE TABLE session_version (
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        writer TEXT NOT NULL,
        counter INTEGER NOT NULL,
        laptop TEXT NOT NULL,
        PRIMARY KEY (session_id, writer)
    ) WITHOUT ROWID""",
    """CREATE TABLE other_version (
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        record_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        writer TEXT NOT NULL,
        counter INTEGER NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (session_id, record_id, kind, writer, counter)
    ) WITHOUT ROWID""",
    """CREATE TABLE renumbered (
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        record_id TEXT NOT NULL,
        what TEXT NOT NULL,
        own TEXT NOT NULL,
        given TEXT NOT NULL,
        laptop TEXT NOT NULL,
        PRIMARY KEY (session_id, record_id, what)
    ) WITHOUT ROWID""",
    """CREATE TABLE erasure (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        salt TEXT NOT NULL,
        hash TEXT NOT NULL,
        words INTEGER NOT NULL,
        hint INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE gathered (
        session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        source TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID""",
)
