"""The fifth form of the file: the tables and indexes that it adds or makes anew, in SQL. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

_RENUMBERED: tuple[str, ...] = (
    "ALTER TABLE renumbered RENAME TO renumbered_before",
    """CREATE TABLE renumbered (
        session_id TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
        record_id TEXT NOT NULL,
        what TEXT NOT NULL,
        own TEXT NOT NULL,
        given TEXT NOT NULL,
        laptop TEXT NOT NULL,
        PRIMARY KEY (session_id, record_id, what, own)
    ) WITHOUT ROWID""",
    "INSERT INTO renumbered SELECT session_id, record_id, what, own, given, laptop FROM renumbered_before",
    "DROP TABLE renumbered_before",
)
"""A note that changed its kind has two references, and another laptop may have given both."""

_PAPER: tuple[str, ...] = (
    """CREATE TABLE paper_version (
        paper_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        writer TEXT NOT NULL,
        counter INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (paper_id, record_id, writer, counter)
    ) WITHOUT ROWID""",
    """CREATE TABLE paper_writer (
        paper_id TEXT NOT NULL,
        writer TEXT NOT NULL,
        laptop TEXT NOT NULL,
        counter INTEGER NOT NULL,
        PRIMARY KEY (paper_id, writer)
    ) WITHOUT ROWID""",
)
"""The editor's decisions about position papers, with the writers of each."""

ADDED: tuple[str, ...] = (*_RENUMBERED, *_PAPER)
