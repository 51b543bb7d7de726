"""The tables and their statements work in SQLite and in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, Engine, Table, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite

from breakout_tui.domain.server_address import ServerAddress
from breakout_tui.store import schema, statement_texts
from breakout_tui.store.columns import TableBase
from breakout_tui.store.core_statements import Insert, core_table, upsert
from breakout_tui.store.server_connection import numbered
from breakout_tui.store.table_shape import ColumnShape, TableShape

INSERTS: dict[str, Callable[[Table], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
WORDS = "Grüße · 统计 · \U0001f5f3 · O'Neill"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine with an empty database that checks references."""
    if request.param == "sqlite":
        made = create_engine("sqlite://")
        event.listen(made, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    else:
        address: ServerAddress = request.getfixturevalue("hub")
        made = create_engine(address.url.replace("postgresql://", "postgresql+psycopg://", 1))
    TableBase.metadata.create_all(made)
    yield made
    made.dispose()


def cell(column: ColumnShape, number: int) -> str | int | bool | None:
    """A cell of a column; with a higher number, another one, but the same for what identifies or points to a row."""
    if column.holds == "flag":
        return bool(number)
    if column.holds == "number":
        return 2**40 + number
    if column.name.endswith("id") or column.name in ("what", "kind", "writer", "made_by"):
        return "one"
    return f"{WORDS} {number}"


def row(table: TableShape, number: int) -> dict[str, str | int | bool | None]:
    """A row of a table: with the key of row 0, and notes that point to themselves."""
    cells = {column.name: cell(column, number) for column in table.columns}
    numbers = {"serial": 7, "target": 7, "merged_into": 7, "position": 1}
    return (
        cells
        | {name: value for name, value in numbers.items() if name in cells}
        | {
            name: cell(column, 0)
            for name in table.key
            if (column := table.column(name)) and name not in numbers
        }
    )


@pytest.mark.parametrize("name", statement_texts.PUTTING)
def test_the_text_that_a_file_is_written_by_is_also_the_servers(name: str) -> None:
    """Rule: both are compiled from one expression; the texts differ in the marks for the values."""
    shape = next(table for table in schema.ALL_TABLES if table.name == name)
    columns = [column.name for column in shape.columns if not column.is_retired]
    compiled = upsert(shape, columns, insert=postgresql.insert).compile(
        dialect=postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
    )
    # SQLAlchemy names type and order of each value too, which the server takes from the column.
    assert re.sub(r'(\$\d+)(::\w+)?( COLLATE "C")?', r"\1", str(compiled)) == numbered(
        statement_texts.PUTTING[name]
    )


def put(connection: Connection, table: TableShape, number: int) -> None:
    """Write a row by the statement that the writer uses."""
    cells = row(table, number)
    connection.execute(upsert(table, list(cells), insert=INSERTS[connection.dialect.name]), cells)


def test_every_table_is_made_and_every_row_written_and_changed(engine: Engine) -> None:
    """Rule: children may come before their parents; each cell comes back as it was, and a second write changes the row."""
    for number in (0, 1):
        with engine.begin() as connection:
            for table in reversed(schema.ALL_TABLES):
                put(connection, table, number)
        with engine.connect() as connection:
            for table in schema.ALL_TABLES:
                core: Table = core_table(table)
                found = [dict(each._mapping) for each in connection.execute(select(core))]
                assert found == [row(table, number)], table.name


def test_a_note_keeps_the_writer_that_made_it(engine: Engine) -> None:
    """Rule: a change names its own writer beside the one that made the note, on both engines."""
    cells = row(schema.NOTE, 0) | {"made_by": ""}
    note = core_table(schema.NOTE)
    with engine.begin() as connection:
        for table in (schema.SESSION, schema.BOX):
            put(connection, table, 0)
        for writer in ("one", "one", "another", "a third"):
            statement = upsert(schema.NOTE, list(cells), insert=INSERTS[connection.dialect.name])
            connection.execute(statement, cells | {"writer": writer})
        assert connection.execute(select(note.c.writer, note.c.made_by)).all() == [("a third", "one")]
