"""Finds damaged pages: in the small tables before a file is used, in those that grow with the notes while it is in use.

Checking the small tables takes less than a millisecond at any number of notes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.text import clean_line
from breakout_tui.store import schema, sqlite_errors
from breakout_tui.store.connection import reading

_GROWING = tuple(
    table.name for table in (schema.NOTE, schema.NOTE_LINK, schema.NOTE_WORDING, schema.UNDO_STEP)
)


def refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Raises DatabaseDamaged if a page of a small table is damaged."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table not in _GROWING and (problem := _problem_of(connection, table, "quick_check")):
            raise sqlite_errors.damaged(path, problem)


def damage_in_growing_tables(path: Path, make_way: Callable[[], None] = lambda: None) -> str:
    """What is damaged in the tables that grow with the notes; empty if nothing is.

    Each table is read in a transaction of its own, so that a writer waits for one table at most; ``make_way`` is called
    before each. Raises StoreError if the file can't be read at all.
    """
    for table in _GROWING:
        make_way()
        with reading(path) as connection:
            if connection is None:
                return ""
            if problem := _problem_of(connection, table, "integrity_check"):
                return problem
    return ""


def _problem_of(connection: sqlite3.Connection, table: str, check: str) -> str:
    with closing(connection.execute(f'PRAGMA {check}("{table}")')) as found:
        verdict = str(found.fetchone()[0])
    return "" if verdict == "ok" else f"a page is damaged ({clean_line(verdict)})"
