"""The statements of the write transaction: Core expressions over the tables, compiled once, when first needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, literal_column, null, update
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from breakout_tui.store import schema, table_mappings
from breakout_tui.store import tables as tables  # the tables that capturing writes
from breakout_tui.store.columns import TableBase
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.table_shape import TableShape

_DIALECT = dialect(paramstyle="qmark")


def core_table(shape: TableShape) -> Table:
    """The Core table. The first that capturing doesn't write imports the rest."""
    found = TableBase.metadata.tables
    if shape.name not in found:
        from breakout_tui.store import other_tables  # noqa: F401 - adds its tables to the same metadata
    return found[shape.name]


@cache
def putting(mapping: TableMapping[Any]) -> str:
    """Adds or changes a row; takes the cells in the order of the mapping's columns."""
    return _sql(_upsert(mapping.shape, mapping.columns), mapping.columns)


@cache
def clearing(mapping: TableMapping[Any]) -> str:
    """Removes the rows of one owner; takes the owner's columns without the position."""
    table = core_table(mapping.shape)
    owner = [name for name in mapping.owner if name != "position"]
    return _sql(delete(table).where(*(table.c[name] == bindparam(name) for name in owner)), owner)


@cache
def claiming() -> str:
    """Gives a session to a window; takes the columns of ``ownership`` in order, the revision being that of a new row."""
    columns = [column.name for column in schema.OWNERSHIP.columns]
    return _sql(_upsert(schema.OWNERSHIP, columns, unchanged=("revision",)), columns)


@cache
def counting() -> str:
    """Counts a change of a session that brings no undo step; takes the session."""
    table = core_table(schema.OWNERSHIP)
    counted = update(table).where(table.c.session_id == bindparam("of"))
    return _sql(counted.values(revision=table.c.revision + literal_column("1")), ["of"])


@cache
def releasing() -> str:
    """Gives back all sessions of a window; takes the window."""
    table = core_table(schema.OWNERSHIP)
    return _sql(update(table).where(table.c.window == bindparam("of")).values(window=null()), ["of"])


def _upsert(shape: TableShape, columns: Sequence[str], unchanged: Sequence[str] = ()) -> ClauseElement:
    """Inserts a row of these columns, or changes all but the key and ``unchanged`` of the one that is there."""
    clause = insert(core_table(shape)).values({name: bindparam(name) for name in columns})
    changed = [name for name in columns if name not in (*shape.key, *unchanged)]
    return clause.on_conflict_do_update(
        index_elements=list(shape.key), set_={name: clause.excluded[name] for name in changed}
    )


def _sql(clause: ClauseElement, parameters: Sequence[str]) -> str:
    """The clause as text; takes the values in the order of ``parameters``."""
    compiled = clause.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler)
    if list(compiled.positiontup or ()) != list(parameters):
        raise TypeError(f"the statement takes {compiled.positiontup}, not {list(parameters)}")
    return str(compiled)


def _compile_those_of_capturing() -> None:
    """So that the first Enter need not wait for it."""
    for mapping in (table_mappings.NOTE, table_mappings.UNDO_STEP, table_mappings.DRAFT):
        putting(mapping)
    clearing(table_mappings.DRAFT)
    claiming()
    counting()


_compile_those_of_capturing()
