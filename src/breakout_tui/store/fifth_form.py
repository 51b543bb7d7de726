"""The fifth form of the file: the tables and indexes that it adds, in SQL, parents first. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = (
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
