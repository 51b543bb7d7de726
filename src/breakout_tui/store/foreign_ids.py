"""Ids of records that are another session's in the same file: only somebody's own tool makes such files, and they must harm no other room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from breakout_tui.store import table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import TableMapping

KEYED_BY_ID: tuple[TableMapping[Any], ...] = tuple(
    mapping
    for mapping in table_mappings.MAPPINGS.values()
    if mapping.shape.key == ("id",) and mapping.shape.session_column == "session_id"
)
"""The records whose id alone is the key of their row, so that a row of the same id would take its place."""

_AT_ONCE = 500


def refuse_foreign_ids(
    connection: SqlConnection, session_id: str, ids: Mapping[TableMapping[Any], Iterable[Cell]]
) -> None:
    """Raises ValueError if the file has a record of one of these ids in another session."""
    for mapping in KEYED_BY_ID:
        rest = iter(ids.get(mapping, ()))
        while some := list(islice(rest, _AT_ONCE)):
            marks = ", ".join("?" * len(some))
            select = f"SELECT 1 FROM {mapping.shape.name} WHERE id IN ({marks}) AND session_id != ? LIMIT 1"
            if connection.execute(select, (*some, session_id)).fetchone() is not None:
                raise ValueError("it has records of another session")
