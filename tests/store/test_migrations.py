"""A file of an earlier version is copied and migrated whole; a new file gets all steps and no copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from breakout_tui.domain.clock import Reading
from breakout_tui.store import schema
from breakout_tui.store.carving import SavedRow, carve
from breakout_tui.store.cells import Cell
from breakout_tui.store.connection import open_writing
from breakout_tui.store.migrations import STEPS, Migration, migrate, version_of
from breakout_tui.store.saved_rows import SavedRows
from breakout_tui.store.table_shape import ColumnShape, TableShape
from tests.store.builders import SESSION, StillClock, database, head, new, note, texts, write
from tests.store.later_steps import LATER, LATER_TABLES, NEXT, with_later_column

EARLIER = Path(__file__).parent / "fixtures" / "earlier_version" / "day.db"
NOW: Reading = StillClock().read()
AT = NOW.wall.isoformat()
COPY = f"breakout.db.before-v{NEXT.number}"


def _nothing(_: sqlite3.Connection) -> None:
    """A step that changes no table."""


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if not file.name.endswith("-journal")}


def _rows(path: Path, table: TableShape) -> set[tuple[Cell, ...]]:
    """The rows that SQLite reads, with the default for each column that the file doesn't have."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"SELECT * FROM {table.name}")
        names = [about[0] for about in found.description]
        return {_in_order(table, {**table.defaults, **dict(zip(names, row, strict=True))}) for row in found}


def _in_order(table: TableShape, row: SavedRow) -> tuple[Cell, ...]:
    return tuple(row[column.name] for column in table.columns)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of this version with one note."""
    path = tmp_path / "breakout.db"
    write(path, new(head(), note(0, "kept")))
    return path


def test_an_older_file_is_migrated_and_its_copy_kept(path: Path) -> None:
    """Rule: the copy is complete and unchanged; the step is recorded."""
    with closing(open_writing(path, 1)) as connection:
        migrate(connection, path, AT, LATER)
        recorded = connection.execute("SELECT number, name FROM migration").fetchall()
        assert recorded == [(step.number, step.name) for step in LATER]
        assert connection.execute("SELECT text, one_to_come FROM note").fetchall() == [("kept", "calm")]
    assert texts(database(path.with_name(COPY)).load(SESSION)) == ["kept"]
    assert _names(path.parent) == {"breakout.db", COPY}


def test_a_migration_that_is_interrupted_leaves_the_file_as_it_was(path: Path) -> None:
    """Rule: it can be repeated; no step counts without the ones after it."""

    def stop(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM note")
        raise KeyboardInterrupt

    broken = (*LATER, Migration(NEXT.number + 1, "broken", stop))
    with closing(open_writing(path, 1)) as connection:
        with pytest.raises(KeyboardInterrupt):
            migrate(connection, path, AT, broken)
        assert texts(database(path).load(SESSION)) == ["kept"]
        migrate(connection, path, AT, LATER)
    assert _names(path.parent) == {"breakout.db", f"breakout.db.before-v{NEXT.number + 1}", COPY}


def test_a_file_that_is_several_versions_behind_is_copied_once(path: Path) -> None:
    """Rule: the copy is that of the version that the file had."""
    last = Migration(NEXT.number + 1, "a much later form", _nothing)
    with closing(open_writing(path, 1)) as connection:
        migrate(connection, path, AT, (*LATER, last))
    assert _names(path.parent) == {"breakout.db", f"breakout.db.before-v{last.number}"}
    assert texts(database(path.with_name(f"breakout.db.before-v{last.number}")).load(SESSION)) == ["kept"]


def test_a_second_attempt_keeps_the_first_copy(path: Path) -> None:
    """Rule: no copy is ever overwritten."""
    path.with_name(COPY).write_text("an earlier copy")
    with closing(open_writing(path, 1)) as connection:
        migrate(connection, path, AT, LATER)
    assert path.with_name(COPY).read_text() == "an earlier copy"
    assert texts(database(path.with_name(f"{COPY}-2")).load(SESSION)) == ["kept"]


def test_a_new_file_gets_all_steps_and_no_copy(tmp_path: Path) -> None:
    """Rule: there is nothing in it to keep."""
    path = tmp_path / "breakout.db"
    with closing(open_writing(path, 1)) as connection:
        migrate(connection, path, AT, LATER)
        assert version_of(connection, path, LATER) == NEXT.number
        assert len(connection.execute("SELECT * FROM migration").fetchall()) == len(LATER)
    assert _names(tmp_path) == {"breakout.db"}


def test_a_new_file_that_could_not_be_made_stays_empty(tmp_path: Path) -> None:
    """Rule: a file never has only some of the steps."""
    path = tmp_path / "breakout.db"

    def stop(_: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    with closing(open_writing(path, 1)) as connection:
        with pytest.raises(KeyboardInterrupt):
            migrate(connection, path, AT, (*STEPS, Migration(NEXT.number, "broken", stop)))
        assert version_of(connection, path) == 0
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def _as_it_was(_: sqlite3.Connection) -> None:
    """The file is not migrated yet."""


def _migrated(connection: sqlite3.Connection) -> None:
    migrate(connection, Path(connection.execute("PRAGMA database_list").fetchone()[2]), AT, LATER)


def _written(connection: sqlite3.Connection) -> None:
    """Migrated; one old note is changed and one is new, so that rows of both lengths share a page."""
    _migrated(connection)
    connection.execute("UPDATE note SET one_to_come = 'cheerful' WHERE serial = 1")
    copied = [column.name for column in schema.NOTE.columns if column.name != "serial"]
    connection.execute(
        f"INSERT INTO note (serial, one_to_come, {', '.join(copied)})"
        f" SELECT 999, 'angry', {', '.join(copied)} FROM note WHERE serial = 0 LIMIT 1"
    )
    connection.execute("UPDATE session SET one_to_come = 'tired' WHERE round = 2")


@pytest.mark.parametrize("change", [_as_it_was, _migrated, _written])
def test_pages_give_every_row_of_a_table_that_got_a_column(
    tmp_path: Path, change: Callable[[sqlite3.Connection], None]
) -> None:
    """Rule: rows written before have fewer cells, and the default for the column that they don't have."""
    path = Path(shutil.copyfile(EARLIER, tmp_path / "day.db"))
    with closing(open_writing(path, 1)) as connection:
        change(connection)
    rows = SavedRows()
    for table, row in carve(path.read_bytes(), LATER_TABLES):
        rows.add(table, row)
    for table in map(with_later_column, (schema.NOTE, schema.SESSION)):
        assert {_in_order(table, row) for row in rows.of(table.name)} == _rows(path, table)


def test_rows_without_a_column_of_the_first_version_are_no_rows(path: Path) -> None:
    """Rule: only added columns may be missing."""
    longer = schema.NOTE._replace(columns=(*schema.NOTE.columns, ColumnShape("more", "words")))
    assert not list(carve(path.read_bytes(), [longer]))
    assert list(carve(path.read_bytes(), [schema.NOTE]))


def test_a_row_belongs_to_the_table_that_has_all_its_cells(path: Path) -> None:
    """Rule: a table that may have more columns is only the second choice."""
    other = with_later_column(schema.NOTE)._replace(name="other")
    assert {table.name for table, _ in carve(path.read_bytes(), [other, schema.NOTE])} == {"note"}
