"""The pen: writes transactions to the open file. Made and used in the writer's thread only; imports SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import Change, Draft, Record
from breakout_tui.store import sheets, tables
from breakout_tui.store.ownership import STALE, Claim, Window
from breakout_tui.store.reader import claim_of
from breakout_tui.store.sheets import Cell, Sheet

_DIALECT = sqlite_dialect(paramstyle="qmark")
_METADATA = tables.SessionRow.metadata


@dataclass(frozen=True, slots=True)
class Held:
    """A session that we may not write to, and why."""

    holder: str


class _Statements:
    """The statements for one sheet, compiled once from its table."""

    def __init__(self, sheet: Sheet[Any]) -> None:
        table = _METADATA.tables[sheet.table]
        putting = insert(table)
        others = {name: putting.excluded[name] for name in sheet.columns if name not in sheet.key}
        self.put = str(
            putting.on_conflict_do_update(index_elements=list(sheet.key), set_=others).compile(
                dialect=_DIALECT, column_keys=list(sheet.columns)
            )
        )
        self.order = [sheet.columns.index(column.name) for column in table.columns if column.name in sheet.columns]
        self.clear = _clearing(table, sheet.owner)

    def arranged(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells in the order in which the statement names its columns."""
        return tuple([cells[index] for index in self.order])


def _clearing(table: Table, owner: Sequence[str]) -> str:
    conditions = [table.c[name] == None for name in owner if name != "position"]  # noqa: E711
    return str(delete(table).where(*conditions).compile(dialect=_DIALECT))
