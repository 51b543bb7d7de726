"""The statements that the pen writes with, made of the tables and compiled once, each when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from breakout_tui.store import table_mappings, tables
from breakout_tui.store.table_mappings import TableMapping

CLAIM = """
INSERT INTO ownership (session_id, window, pid, started, host, boot, since, revision)
VALUES (:session_id, :name, :pid, :started, :host, :boot, :since, 0)
ON CONFLICT (session_id) DO UPDATE SET window = :name, pid = :pid, started = :started, host = :host, boot = :boot, since = :since
"""
"""Makes a session a window's."""

COUNT = "UPDATE ownership SET revision = revision + 1 WHERE session_id = ?"
"""Counts a change of a session that no undo step tells of."""

_DIALECT = dialect(paramstyle="qmark")


@cache
def putting(mapping: TableMapping[Any]) -> str:
    """Adds or changes a row; takes the cells in the order of the sheet's columns."""
    clause = insert(tables.of(mapping.table))
    others = {name: clause.excluded[name] for name in mapping.columns if name not in mapping.key}
    return _sql(clause.on_conflict_do_update(index_elements=list(mapping.key), set_=others), mapping.columns)


@cache
def clearing(mapping: TableMapping[Any]) -> str:
    """Removes the rows of one owner; takes the owner's columns but for the position."""
    table, whose = tables.of(mapping.table), [name for name in mapping.owner if name != "position"]
    return _sql(delete(table).where(*(table.c[name] == bindparam(name) for name in whose)), whose)


def _sql(clause: ClauseElement, columns: Sequence[str]) -> str:
    """The clause in words; takes the values in the order of these columns."""
    compiled = clause.compile(dialect=_DIALECT, column_keys=list(columns))
    assert isinstance(compiled, SQLCompiler)
    if list(compiled.positiontup or ()) != list(columns):
        raise TypeError(f"the table has its columns in another order than the sheet: {', '.join(columns)}")
    return str(compiled)


def _make_those_of_capturing() -> None:
    """So that the first Enter need not wait for it."""
    for mapping in (table_mappings.NOTE, table_mappings.UNDO_STEP, table_mappings.DRAFT):
        putting(mapping)
    clearing(table_mappings.DRAFT)


_make_those_of_capturing()
