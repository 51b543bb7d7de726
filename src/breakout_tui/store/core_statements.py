"""The statements of the write transaction as Core expressions over the tables; ``make schema`` writes them as text.

No running program imports this module: it writes by the texts (``statements.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, case, delete, literal_column, null, update
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from breakout_tui.store import hub_tables as hub_tables  # the classes add their tables to the metadata
from breakout_tui.store import other_tables as other_tables
from breakout_tui.store import schema
from breakout_tui.store import tables as tables
from breakout_tui.store.columns import TableBase
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.table_shape import TableShape

Insert = SqliteInsert | PostgresInsert

_DIALECT = dialect(paramstyle="qmark")


def core_table(shape: TableShape) -> Table:
    """The Core table."""
    return TableBase.metadata.tables[shape.name]


def putting(mapping: TableMapping[Any]) -> str:
    """Adds or changes a row; takes the cells in the order of the mapping's columns."""
    return _sql(upsert(mapping.shape, mapping.columns), mapping.columns)


def clearing(mapping: TableMapping[Any]) -> str:
    """Removes the rows of one owner; takes the owner's columns without the position."""
    table = core_table(mapping.shape)
    owner = [name for name in mapping.owner if name != "position"]
    return _sql(delete(table).where(*(table.c[name] == bindparam(name) for name in owner)), owner)


def claiming() -> str:
    """Gives a session to a window; takes the columns of ``ownership`` in order, the revision being that of a new row."""
    columns = [column.name for column in schema.OWNERSHIP.columns]
    return _sql(upsert(schema.OWNERSHIP, columns, unchanged=("revision",)), columns)


def counting() -> str:
    """Counts a change of a session that brings no undo step; takes the session."""
    table = core_table(schema.OWNERSHIP)
    counted = update(table).where(table.c.session_id == bindparam("of"))
    return _sql(counted.values(revision=table.c.revision + literal_column("1")), ["of"])


def releasing() -> str:
    """Gives back all sessions of a window; takes the window."""
    table = core_table(schema.OWNERSHIP)
    return _sql(update(table).where(table.c.window == bindparam("of")).values(window=null()), ["of"])


def upsert(
    shape: TableShape,
    columns: Sequence[str],
    unchanged: Sequence[str] = (),
    insert: Callable[[Table], Insert] = insert,
) -> Insert:
    """Inserts a row of these columns, or changes all but the key and ``unchanged`` of the one that is there.

    A stamped row goes on naming the writer that made it. ``insert`` is that of the dialect, by default SQLite's.
    """
    table = core_table(shape)
    clause = insert(table).values({name: bindparam(name) for name in columns})
    changed: dict[str, ColumnElement[Any]] = {
        name: clause.excluded[name] for name in columns if name not in (*shape.key, *unchanged)
    }
    if shape.is_stamped and "made_by" in changed:
        changed["made_by"] = _maker(table, clause.excluded["writer"])
    return clause.on_conflict_do_update(index_elements=list(shape.key), set_=changed)


def _maker(table: Table, writer: ColumnElement[Any]) -> ColumnElement[Any]:
    """Who made the row that is there; empty where that is the writer of now."""
    empty: ColumnElement[Any] = literal_column("''")
    made_by, before = table.c.made_by, table.c.writer
    return case((made_by != empty, made_by), (before != writer, before), else_=empty)


def _sql(clause: ClauseElement, parameters: Sequence[str]) -> str:
    """The clause as text; takes the values in the order of ``parameters``."""
    compiled = clause.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler)
    if list(compiled.positiontup or ()) != list(parameters):
        raise TypeError(f"the statement takes {compiled.positiontup}, not {list(parameters)}")
    return str(compiled)
