"""A database in memory with the tables of now, to do with records what is done with files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

from breakout_tui.store.foreign_schema import migrated
from breakout_tui.store.migrations import STEPS


@contextmanager
def empty_database() -> Iterator[sqlite3.Connection]:
    """The database, in autocommit mode, until the block ends."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in _statements():
            connection.execute(statement)
        yield connection


@cache
def _statements() -> tuple[str, ...]:
    """Those that make the tables as the migrations leave them, in one step each."""
    with closing(migrated(tuple(step.apply for step in STEPS))) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return tuple(sql for (sql,) in rows)
