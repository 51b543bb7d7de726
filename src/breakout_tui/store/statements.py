"""The statements that the pen writes with, made of the tables and compiled once, each when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from breakout_tui.store import sheets, tables
from breakout_tui.store.sheets import Cell, Sheet

COUNT = "UPDATE ownership SET revision = revision + 1 WHERE session_id = ? AND window = ? RETURNING revision"
"""Counts one more change of a session, if it is this window's."""

_OWNERSHIP = ("session_id", "window", "pid", "started", "host", "boot", "since", "revision")
_DIALECT = dialect(paramstyle="qmark")


class Statement:
    """A statement, and the order in which it takes its values."""

    def __init__(self, clause: ClauseElement, columns: Sequence[str]) -> None:
        compiled = clause.compile(dialect=_DIALECT, column_keys=list(columns))
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self._order = [list(columns).index(name) for name in compiled.positiontup or ()]

    def arranged(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells, given in the order of ``columns``, as the statement takes them."""
        return tuple([cells[index] for index in self._order])


@cache
def putting(sheet: Sheet[Any]) -> Statement:
    """Adds or changes a row; takes the cells in the order of the sheet's columns."""
    return _putting(sheet.table, sheet.columns, sheet.key)


@cache
def putting_ownership() -> Statement:
    """Makes a session ours; takes what the table's columns say, in their order."""
    return _putting("ownership", _OWNERSHIP, ("session_id",))


@cache
def clearing(sheet: Sheet[Any]) -> Statement:
    """Removes the rows of one owner; takes the owner's columns but for the position."""
    table, whose = tables.of(sheet.table), [name for name in sheet.owner if name != "position"]
    return Statement(delete(table).where(*(table.c[name] == bindparam(name) for name in whose)), whose)


def _putting(table: str, columns: Sequence[str], key: Sequence[str]) -> Statement:
    clause = insert(tables.of(table))
    others = {name: clause.excluded[name] for name in columns if name not in key}
    return Statement(clause.on_conflict_do_update(index_elements=list(key), set_=others), columns)


def _make_those_of_capturing() -> None:
    """So that the first Enter need not wait for it."""
    for sheet in (sheets.NOTE, sheets.DEED, sheets.DRAFT):
        putting(sheet)
    clearing(sheets.DRAFT)
    putting_ownership()


_make_those_of_capturing()
