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

ADDED: tuple[str, ...] = (*_RENUMBERED,)
