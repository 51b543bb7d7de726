"""Rescue: all that can still be read of a damaged file, in a new one. The damaged file is only ever copied."""

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
from breakout_tui.domain.text import clean
from breakout_tui.store import sqlite_errors
from breakout_tui.store.backups import free_beside
from breakout_tui.store.carving import Cell, Row, Shape, carve, shapes
from breakout_tui.store.check import diagnose
from breakout_tui.store.connection import is_there, open_writing, tolerant
from breakout_tui.store.first_form import APPLICATION_ID
from breakout_tui.store.migrations import VERSION, migrate, sync_folder
from breakout_tui.store.repair import Mended, Tables, mend


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was saved, and where it is."""

    path: Path
    saved: int
    """Notes."""
    known: int
    """Notes that there were, as far as can be told."""
    sessions: int
    nameless: int
    """Sessions whose own line was lost."""
    others: int
    """Records of other sorts."""
    problems: tuple[str, ...]
    """What ``diagnose`` says of the new file."""


def rescue(damaged: Path, now: datetime, target: Path | None = None) -> Rescued:
    """Save what can be read to a new file. Raises NotFound, OutputExists, DatabaseNewer, DatabaseDamaged, StoreError."""
    if not is_there(damaged):
        raise NotFound("there is no such file", where=str(damaged))
    path = target or free_beside(damaged, "rescued")
    if os.path.lexists(path):
        raise OutputExists("there is such a file already", where=str(path), remedy="choose another name")
    try:
        with tempfile.TemporaryDirectory(prefix="breakout-rescue-") as folder:
            tables = _read(_copy(damaged, Path(folder)), damaged)
        if not any(tables.values()):
            raise DatabaseDamaged(
                "holds nothing that could be saved", where=str(damaged), remedy="see `breakout-tui backups`"
            )
        mended = mend(tables, now)
        _write(path, tables, now)
    except (sqlite3.Error, OSError) as error:
        raise sqlite_errors.told(error, path) from error
    return _told(path, tables, mended)


def _copy(damaged: Path, folder: Path) -> Path:
    """The file and the journal of what was being written, so that SQLite may roll that back in the copy."""
    copy = folder / "copy.db"
    shutil.copyfile(damaged, copy)
    with suppress(OSError):
        shutil.copyfile(damaged.with_name(f"{damaged.name}-journal"), folder / "copy.db-journal")
    return copy


def _read(copy: Path, damaged: Path) -> Tables:
    """By SQLite as far as that goes; then page by page, only for the tables in which it failed."""
    head = copy.read_bytes()[:100]
    version = int.from_bytes(head[60:64], "big")
    if int.from_bytes(head[68:72], "big") == APPLICATION_ID and VERSION < version < 1000:
        raise DatabaseNewer(
            f"was written by a newer breakout-tui (form {version})",
            where=str(damaged),
            remedy="install the newer version, and rescue with that",
        )
    forms = shapes()
    tables: Tables = {name: {} for name in forms}
    failed = {name: shape for name, shape in forms.items() if not _read_table(copy, shape, tables[name])}
    if failed:
        for table, row in carve(copy.read_bytes(), failed):
            _take(forms[table], row, tables[table])
    return tables


def _read_table(copy: Path, shape: Shape, rows: dict[tuple[Cell, ...], Row]) -> bool:
    """Read a table from its beginning, and if that fails from its end; whether it was read whole.

    A connection a table: after damage SQLite may have cached what it could not read.
    """
    for direction in ("ASC", "DESC"):
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.text_factory = tolerant
                keys = shape.key if shape.is_in_index else ("rowid",)
                order = ", ".join(f"{column} {direction}" for column in keys)
                found = connection.execute(f"SELECT * FROM {shape.table} NOT INDEXED ORDER BY {order}")
                columns = [about[0] for about in found.description]
                if sorted(columns) != sorted(shape.columns):  # names in a schema that is itself damaged
                    return False
                for cells in found:
                    row = dict(zip(columns, cells, strict=True))
                    _take(shape, row, rows)
            return True
        except (sqlite3.Error, UnicodeDecodeError):  # the latter of a schema that is itself damaged
            continue
    return False


def _take(shape: Shape, row: Row, rows: dict[tuple[Cell, ...], Row]) -> None:
    """Keep a row, all its text clean, unless there is one of its key or the key itself is damaged."""
    cleaned = {name: clean(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    if (key := shape.key_of(cleaned)) is not None:
        rows.setdefault(key, cleaned)


def _write(path: Path, tables: Tables, now: datetime) -> None:
    """All rows in one transaction of a new file; no file is left behind by a failure."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(open_writing(path, 1.0)) as connection:
            migrate(connection, path, now.isoformat(timespec="seconds"))
            connection.execute("BEGIN IMMEDIATE")
            for table, rows in tables.items():
                for row in rows.values():
                    columns, marks = ", ".join(row), ", ".join("?" * len(row))
                    connection.execute(
                        f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())
                    )
            connection.execute("COMMIT")
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        raise


def _told(path: Path, tables: Tables, mended: Mended) -> Rescued:
    others = sum(len(rows) for name, rows in tables.items() if name not in ("note", "session"))
    return Rescued(
        path=path,
        saved=mended.saved,
        known=mended.known,
        sessions=len(tables["session"]),
        nameless=mended.nameless,
        others=others,
        problems=tuple(diagnose(path)),
    )
