"""Rescue: saves all that can still be read of a damaged file to a new one. The damaged file is only copied."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from breakout_tui.domain.errors import DatabaseDamaged, DatabaseNewer, NotFound, OutputExists
from breakout_tui.store import schema, sqlite_errors
from breakout_tui.store.backups import free_beside
from breakout_tui.store.carving import carve
from breakout_tui.store.check import problems_of
from breakout_tui.store.connection import is_there, open_writing, tolerant
from breakout_tui.store.erasure import erase_again
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.first_form import APPLICATION_ID
from breakout_tui.store.migrations import VERSION, migrate, sync_folder
from breakout_tui.store.old_identity import stamp_unstamped
from breakout_tui.store.repair import Repaired, repair
from breakout_tui.store.saved_rows import SavedRows
from breakout_tui.store.table_shape import TableShape

_HIGHEST_VERSION = 1000
"""A version number beyond this is itself damaged."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was saved, and where."""

    path: Path
    saved: int
    """Notes."""
    known: int
    """Notes that there were, as far as is known."""
    sessions: int
    nameless: int
    """Sessions whose own line was lost."""
    others: int
    """Other records."""
    problems: tuple[str, ...]
    """What ``check`` says of the new file."""


def rescue(damaged: Path, now: datetime, target: Path | None = None) -> Rescued:
    """Save what can be read to a new file. Raises NotFound, OutputExists, DatabaseNewer, DatabaseDamaged, StoreError."""
    if not is_there(damaged):
        raise NotFound(
            "there is no such file",
            where=str(damaged),
            remedy="check the name, or see `breakout-tui backups`",
        )
    path = target or free_beside(damaged, "rescued")
    if os.path.lexists(path):
        raise OutputExists("this file already exists", where=str(path), remedy="choose another name")
    try:
        with tempfile.TemporaryDirectory(prefix="breakout-rescue-") as folder:
            rows = _read(_copy(damaged, Path(folder)), damaged)
        if not any(rows.tables.values()):
            raise DatabaseDamaged(
                "holds nothing that could be saved", where=str(damaged), remedy="see `breakout-tui backups`"
            )
        repaired = repair(rows, now)
        _write(path, rows, now)
    except (sqlite3.Error, OSError) as error:
        raise sqlite_errors.as_store_error(error, path) from error
    return _result(path, rows, repaired)


def _copy(damaged: Path, folder: Path) -> Path:
    """Copy the file and its journal, so that SQLite can roll back the last transaction in the copy."""
    copy = folder / "copy.db"
    shutil.copyfile(damaged, copy)
    with suppress(OSError):
        shutil.copyfile(damaged.with_name(f"{damaged.name}-journal"), folder / "copy.db-journal")
    return copy


def _read(copy: Path, damaged: Path) -> SavedRows:
    """By SQLite as far as possible; then page by page, only for the tables in which it failed."""
    _refuse_newer(copy.read_bytes()[:100], damaged)
    rows = SavedRows()
    failed = [table for table in schema.ALL_TABLES if not _read_table(copy, table, rows)]
    if failed:
        for table, row in carve(copy.read_bytes(), failed):
            rows.add(table, row)
    return rows


def _refuse_newer(header: bytes, damaged: Path) -> None:
    version = int.from_bytes(header[60:64], "big")
    if int.from_bytes(header[68:72], "big") == APPLICATION_ID and VERSION < version < _HIGHEST_VERSION:
        raise DatabaseNewer(
            f"was written by a newer breakout-tui (form {version})",
            where=str(damaged),
            remedy="install the newer version and use its rescue command",
        )


def _read_table(copy: Path, table: TableShape, rows: SavedRows) -> bool:
    """Read a table from its start, and if that fails from its end; whether it was read whole.

    Each table gets its own connection: after damage SQLite may have cached what it could not read.
    """
    for direction in ("ASC", "DESC"):
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.text_factory = tolerant
                if table.since > 1 and _is_of_earlier_version(connection, table):
                    return True
                if not (names := _readable_columns(connection, table)):
                    return False  # the schema itself is damaged, or is not ours
                order = ", ".join(
                    f"{column} {direction}" for column in (("rowid",) if table.has_rowid else table.key)
                )
                found = connection.execute(
                    f"SELECT {', '.join(names)} FROM {table.name} NOT INDEXED ORDER BY {order}"
                )
                for cells in found:
                    rows.add(table, dict(zip(names, cells, strict=True)))
            return True
        except (sqlite3.Error, UnicodeDecodeError):  # the latter where the schema itself is damaged
            continue
    return False


def _is_of_earlier_version(connection: sqlite3.Connection, table: TableShape) -> bool:
    """Whether the file has no such table because it is older, and not because its schema is damaged."""
    made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return table.name not in made and all(each.name in made for each in schema.ALL_TABLES if each.since == 1)


def _readable_columns(connection: sqlite3.Connection, table: TableShape) -> list[str]:
    """The columns to read; none if the file has no such table, or one without a column of ours.

    Later versions add columns, and a foreign one is not read. A view or a virtual table of that name is not ours.
    """
    kind = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    made = connection.execute(kind, (table.name,)).fetchone()
    if made is None or not str(made[0]).upper().startswith("CREATE TABLE"):
        return []
    stored = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table.name,))}
    found = [column.name for column in table.columns if column.name in stored]
    is_whole = all(column.name in stored or column.is_added for column in table.columns)
    return found if is_whole else []


def _write(path: Path, rows: SavedRows, now: datetime) -> None:
    """Write all rows to a new file in one transaction; a failure leaves no file behind."""
    journal = path.with_name(f"{path.name}-journal")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(open_writing(path, 1.0)) as connection:
            migrate(connection, path, now.isoformat(timespec="seconds"))
            connection.execute("BEGIN IMMEDIATE")
            _insert(connection, rows)
            stamp_unstamped(connection)
            connection.execute("COMMIT")
            erase_again(connection, remembered(connection))
        journal.unlink(missing_ok=True)
        sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        journal.unlink(missing_ok=True)
        raise


def _insert(connection: sqlite3.Connection, rows: SavedRows) -> None:
    for table in schema.ALL_TABLES:
        for row in rows.of(table.name):
            whole = {**row, **table.retired}
            columns, marks = ", ".join(whole), ", ".join("?" * len(whole))
            connection.execute(
                f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", tuple(whole.values())
            )


def _result(path: Path, rows: SavedRows, repaired: Repaired) -> Rescued:
    others = sum(len(found) for table, found in rows.tables.items() if table not in ("note", "session"))
    return Rescued(
        path=path,
        saved=repaired.saved,
        known=repaired.known,
        sessions=len(rows.tables["session"]),
        nameless=repaired.nameless,
        others=others,
        problems=tuple(problems_of(path)[0]),
    )
