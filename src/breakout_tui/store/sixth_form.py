"""The sixth form of the file: the table that it adds, in SQL. Columns are in the tables' classes.

Frozen once it is released; later forms are later migrations.
"""

from __future__ import annotations

ADDED: tuple[str, ...] = (
    """CREATE TABLE paper_draft (
        paper_id TEXT NOT NULL,
        about TEXT NOT NULL,
        writer TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (paper_id, about, writer)
    ) WITHOUT ROWID""",
)
"""What the editors of position papers typed and did not save."""
