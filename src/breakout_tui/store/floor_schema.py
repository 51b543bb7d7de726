"""The tables of the server's file of what phones sent. Generated from their SQLModel classes by ``make schema``: don't edit."""

from __future__ import annotations

from breakout_tui.store.table_shape import ColumnShape, table_shape

# fmt: off

HELD_STATEMENT = table_shape(
    "held_statement",
    ColumnShape("id", "code"), ColumnShape("session_id", "code"), ColumnShape("kind", "code"), ColumnShape("text", "words"),
    ColumnShape("country", "words"), ColumnShape("sent_at", "number"), ColumnShape("key_hash", "code"),
    ColumnShape("secret_hash", "code"), ColumnShape("stored", "flag"), ColumnShape("withdrawn", "flag"),
    ColumnShape("outcome", "code"), ColumnShape("reference", "code"),
    has_rowid=False,
)

MAKING: tuple[str, ...] = (
    'CREATE TABLE held_statement ( id TEXT NOT NULL, session_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, country TEXT NOT NULL, sent_at INTEGER NOT NULL, key_hash TEXT NOT NULL, secret_hash TEXT NOT NULL, stored INTEGER NOT NULL, withdrawn INTEGER NOT NULL, outcome TEXT NOT NULL, reference TEXT NOT NULL, PRIMARY KEY (id) ) WITHOUT ROWID',
    'CREATE TABLE held_vote ( id TEXT NOT NULL, session_id TEXT NOT NULL, salt TEXT NOT NULL, began_at INTEGER NOT NULL, ballots TEXT NOT NULL, PRIMARY KEY (id) ) WITHOUT ROWID',
    'CREATE TABLE counted_vote ( id TEXT NOT NULL, session_id TEXT NOT NULL, ballots INTEGER NOT NULL, counts TEXT NOT NULL, part TEXT NOT NULL, PRIMARY KEY (id) ) WITHOUT ROWID',
)
