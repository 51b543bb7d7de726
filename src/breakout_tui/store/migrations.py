"""Migrations: ordered steps, all that a file needs in one transaction with their records.

A file of an earlier version is copied, and the copy checked, before the first step. A new file needs no copy.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from breakout_tui.domain.errors import DatabaseDamaged, DatabaseNewer, StoreError
from breakout_tui.domain.text import plural
from breakout_tui.store import made_schema, schema, sqlite_errors
from breakout_tui.store.first_form import APPLICATION_ID, FIRST_FORM

# A file of the newest form is opened before the first screen is painted, and needs none of these.
if TYPE_CHECKING:
    from breakout_tui.store.sql_connection import SqlConnection
    from breakout_tui.store.table_shape import ColumnShape

Change = Callable[[sqlite3.Connection], None]
"""Changes the schema of an open file inside a transaction, which it must not end."""

Rewrite = Callable[["SqlConnection"], None]
"""Changes the rows of a file or of a server's database, likewise."""


def _unchanged(_: SqlConnection) -> None:
    """For a migration that leaves the rows as they are."""


class Migration(NamedTuple):
    """One migration: first the schema, then the rows that are there.

    A file that isn't as ``made_schema`` says is compared with the schema made once more in memory (``foreign_schema``). There are
    no rows then, so ``rewrite`` isn't called, and what it needs isn't imported.
    """

    number: int
    name: str
    apply: Change
    """Changes the schema."""
    rewrite: Rewrite = _unchanged
    """Changes the rows; from the seventh form on also a server's."""


def _create_first_form(connection: sqlite3.Connection) -> None:
    _execute(connection, FIRST_FORM)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _execute(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement)


def _add_columns(connection: sqlite3.Connection, since: int) -> None:
    """Add the columns that the tables say came with this version."""
    for table in schema.ALL_TABLES:
        for column in table.columns:
            if column.since == since and table.since < since:
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {_definition(column)}")


def _definition(column: ColumnShape) -> str:
    kind = "TEXT" if column.is_text else "INTEGER"
    if column.is_nullable:
        return f"{column.name} {kind}"
    default = f"'{column.default}'" if column.is_text else column.default
    return f"{column.name} {kind} NOT NULL DEFAULT {default}"


def _name_phases(connection: SqlConnection) -> None:
    from breakout_tui.store.old_phases import migrate_phases

    migrate_phases(connection)


def _fourth_form(connection: sqlite3.Connection) -> None:
    from breakout_tui.store.fourth_form import NEW_TABLES

    _add_columns(connection, since=4)
    _execute(connection, NEW_TABLES)


def _fifth_form(connection: sqlite3.Connection) -> None:
    from breakout_tui.store.fifth_form import ADDED

    _add_columns(connection, since=5)
    _execute(connection, ADDED)


def _sixth_form(connection: sqlite3.Connection) -> None:
    from breakout_tui.store.sixth_form import ADDED

    _add_columns(connection, since=6)
    _execute(connection, ADDED)


def _seventh_form(connection: sqlite3.Connection) -> None:
    from breakout_tui.store.seventh_form import ADDED

    _add_columns(connection, since=7)
    _execute(connection, ADDED)


def _eighth_form(connection: sqlite3.Connection) -> None:
    from breakout_tui.store.eighth_form import ADDED

    _add_columns(connection, since=8)
    _execute(connection, ADDED)


def _stamp(connection: SqlConnection) -> None:
    from breakout_tui.store.old_identity import stamp_unstamped

    stamp_unstamped(connection)


STEPS: tuple[Migration, ...] = (
    Migration(1, "first form", _create_first_form),
    Migration(2, "second form", partial(_add_columns, since=2)),
    Migration(3, "third form", partial(_add_columns, since=3), _name_phases),
    Migration(4, "fourth form", _fourth_form, _stamp),
    Migration(5, "fifth form", _fifth_form),
    Migration(6, "sixth form", _sixth_form),
    Migration(7, "seventh form", _seventh_form),
    Migration(8, "eighth form", _eighth_form),
)
VERSION = STEPS[-1].number
"""The version that this program writes."""

_MARKS = """
SELECT a.application_id, v.user_version, m.type, m.name, m.tbl_name, m.sql
FROM pragma_application_id AS a, pragma_user_version AS v LEFT JOIN sqlite_master AS m
"""
"""One statement, so that all is read at the same time: another program may be creating the file."""


def migrate(connection: sqlite3.Connection, path: Path, at: str, steps: Sequence[Migration] = STEPS) -> None:
    """Migrate the open file to the newest version; ``at`` is the time for the record.

    The connection is in autocommit mode. Raises DatabaseNewer, DatabaseDamaged, StoreError or sqlite3.Error; after any
    error the file is as it was.
    """
    newest = steps[-1].number
    if version_of(connection, path, steps) == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have migrated between the look and the lock.
        version = version_of(connection, path, steps)
        if 0 < version < newest:
            copy_before(path, newest)
        for step in steps:
            if step.number > version:
                _apply(connection, step, at)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration] = STEPS) -> int:
    """The version of an open file, 0 for an empty one.

    Raises DatabaseNewer, or DatabaseDamaged if it isn't ours or its schema is not the one that the migrations make.
    """
    version, foreign = examine(connection, path, steps)
    if foreign:
        more = f", and {plural(len(foreign) - 1, 'more difference')}" if len(foreign) > 1 else ""
        raise sqlite_errors.damaged(path, f"another program changed its structure: {foreign[0]}{more}")
    return version


def examine(
    connection: sqlite3.Connection, path: Path, steps: Sequence[Migration] = STEPS
) -> tuple[int, list[str]]:
    """The version of an open file and how its schema differs from ours (``foreign_schema``), a clause each.

    Raises DatabaseNewer, or DatabaseDamaged if it is of another program.
    """
    rows: list[tuple[int, int, str, str, str, str | None]] = connection.execute(_MARKS).fetchall()
    version = _numbered(rows[0][:2], path, steps, has_tables=rows[0][2] is not None)
    found = [row[2:] for row in rows]
    if version == made_schema.FORM and frozenset(found) == made_schema.OBJECTS:
        return version, []
    from breakout_tui.store.foreign_schema import SchemaObject, differences

    made_by = tuple(step.apply for step in steps if step.number <= version)
    objects = [SchemaObject(*each) for each in found]
    return version, differences(connection, objects, made_by) if version else []


def version_of_any(connection: sqlite3.Connection, path: Path) -> int:
    """The version of an open file, whatever its schema: to find what is wrong with it, and to erase from a copy."""
    return examine(connection, path)[0]


def _numbered(marks: tuple[int, int], path: Path, steps: Sequence[Migration], *, has_tables: bool) -> int:
    application, version = marks
    if application == APPLICATION_ID and version > steps[-1].number:
        raise DatabaseNewer(
            f"was written by a newer breakout-tui (form {version}, this one knows {steps[-1].number})",
            where=str(path),
            remedy="install the newer version, or name another file with --database",
        )
    if application == APPLICATION_ID and version > 0:
        return version
    if application or version or has_tables:
        raise DatabaseDamaged(
            "is a database, but not one of breakout-tui",
            where=str(path),
            remedy="it was not touched; name another file with --database",
        )
    return 0


def copy_before(path: Path, version: int) -> Path:
    """Make a checked copy beside the file, named after the new version. Never overwrites an earlier copy."""
    target = path.with_name(f"{path.name}.before-v{version}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.before-v{version}-{number}")
    unfinished = path.with_name(f"{path.name}.copying")
    unfinished.unlink(missing_ok=True)
    copy_database(path, unfinished)
    unfinished.replace(target)
    sync_folder(target.parent)
    return target


def copy_database(source: Path | sqlite3.Connection, target: Path) -> None:
    """Copy a database by SQLite's backup API, check the copy and write it to disk. Raises StoreError."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        if isinstance(source, Path):
            uri = source.absolute().as_uri() + "?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as original:
                original.backup(copy)
        else:
            source.backup(copy)
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StoreError(
            f"the copy is damaged: {verdict}", where=str(target), remedy="run `breakout-tui check`"
        )
    target.chmod(0o600)
    sync_file(target)


def sync_file(path: Path) -> None:
    """Write a file's content to the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Write a folder's names to the disk, on platforms that can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _apply(connection: sqlite3.Connection, step: Migration, at: str) -> None:
    step.apply(connection)
    step.rewrite(connection)
    connection.execute(
        "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)", (step.number, step.name, at)
    )
    connection.execute(f"PRAGMA user_version = {step.number}")
