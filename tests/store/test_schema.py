"""One truth about the tables: the SQLModel classes, and what follows from them."""

from __future__ import annotations

import dataclasses
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import create_engine, create_mock_engine

from breakout_tui.domain.records import Record
from breakout_tui.store import schema, table_mappings
from breakout_tui.store.columns import TableBase
from breakout_tui.store.migrations import STEPS
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.table_shape import TableShape
from tests.store.write_schema import (
    FLOOR_SCHEMA,
    HUB_SCHEMA,
    MADE_SCHEMA,
    SCHEMA,
    SERVER_SCHEMA,
    STATEMENT_TEXTS,
    floor_schema_text,
    hub_schema_text,
    made_text,
    schema_text,
    server_schema_text,
    statements_text,
)

EVERY_MAPPING = [
    *table_mappings.MAPPINGS.values(),
    table_mappings.DRAFT,
    *table_mappings.PARTS,
    *table_mappings.JOINING,
    *table_mappings.PAPERS,
]
TABLES = dict(TableBase.metadata.tables)


def described(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    """What SQLite says of a table: columns with type, NOT NULL and key; parents; how rows are stored.

    Defaults are left out: only rows written before a column was added need one (``ColumnShape.default``).
    """
    parents = [row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({table})")]
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return {
        "columns": [
            (place, name, kind, not_null, key)
            for place, name, kind, not_null, _, key in connection.execute(f"PRAGMA table_info({table})")
        ],
        "parents": sorted(parents, key=str),
        "is deferred": sql.count("DEFERRABLE INITIALLY DEFERRED"),
        "without rowid": "WITHOUT ROWID" in sql,
    }


def test_the_generated_modules_are_those_of_the_classes() -> None:
    """Rule: a change of the tables goes through ``make schema``."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    assert HUB_SCHEMA.read_text(encoding="utf-8") == hub_schema_text()
    assert STATEMENT_TEXTS.read_text(encoding="utf-8") == statements_text()
    assert MADE_SCHEMA.read_text(encoding="utf-8") == made_text()
    assert SERVER_SCHEMA.read_text(encoding="utf-8") == server_schema_text()
    assert FLOOR_SCHEMA.read_text(encoding="utf-8") == floor_schema_text()


def test_the_classes_make_the_tables_that_the_migrations_made(tmp_path: Path) -> None:
    """Rule: a file with all migrations and the classes agree on columns, order, types, keys and parents."""
    path = tmp_path / "made.db"
    TableBase.metadata.create_all(engine := create_engine(f"sqlite:///{path}"))
    engine.dispose()
    with closing(sqlite3.connect(":memory:")) as migrated, closing(sqlite3.connect(path)) as made:
        for step in STEPS:
            step.apply(migrated)
        names = {row[0] for row in migrated.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == set(TABLES)
        assert {name: described(made, name) for name in names} == {
            name: described(migrated, name) for name in names
        }


def test_each_added_column_names_its_migration_and_its_default() -> None:
    """Rule: reading by pages, which has no SQLite to ask, gives an earlier row the default of its migration."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in STEPS:
            known = {(table, name) for table in schema.ALL_TABLES for name in _defaults(connection, table)}
            step.apply(connection)
            for table in (table for table in schema.ALL_TABLES if table.since < step.number):
                added = {
                    name: d for name, d in _defaults(connection, table).items() if (table, name) not in known
                }
                expected = {column.name: column for column in table.columns if column.since == step.number}
                assert set(added) == set(expected)
                if step.number > 1:
                    assert added == {name: column.default for name, column in expected.items()}


def _defaults(connection: sqlite3.Connection, table: TableShape) -> dict[str, object]:
    """The columns that a table has so far, each with its default."""
    rows = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
    return {row[1]: connection.execute(f"SELECT {row[4] or 'NULL'}").fetchone()[0] for row in rows}


@pytest.mark.parametrize("name", TABLES)
def test_each_column_that_points_to_a_parent_is_indexed(name: str) -> None:
    """Rule: an engine that checks parents finds the children without reading the whole table."""
    table = TABLES[name]
    indexed = {next(iter(index.columns)).name for index in table.indexes}
    indexed.add(next(iter(table.primary_key.columns)).name)
    for constraint in table.foreign_key_constraints:
        assert next(iter(constraint.columns)).name in indexed


@pytest.mark.parametrize("name", TABLES)
def test_the_types_are_those_that_both_engines_have(name: str) -> None:
    """Rule: PostgreSQL makes the table with unlimited text in the order of its bytes, 64 bits and true booleans."""
    engine = create_mock_engine("postgresql://", lambda *_: None).dialect
    for column in TABLES[name].columns:
        expected = {str: 'TEXT COLLATE "C"', int: "BIGINT", bool: "BOOLEAN"}[column.type.python_type]
        assert column.type.compile(engine) == expected
        assert (column.info["holds"] == "number") == (expected == "BIGINT")
        assert (column.info["holds"] == "flag") == (expected == "BOOLEAN")


@pytest.mark.parametrize("mapping", EVERY_MAPPING, ids=lambda mapping: str(mapping.shape.name))
def test_each_field_of_a_record_is_stored_once(mapping: TableMapping[Any]) -> None:
    """Rule: a field has a column or a table of its own; a column has a field or belongs to the key of the owner."""
    fields = {field.name for field in dataclasses.fields(mapping.record_class)}
    stored = {column.field for column in mapping.shape.columns}
    in_tables_of_their_own = {"note": {"links", "wordings"}, "ranking": {"issues", "unlockings"}}
    assert fields - stored == in_tables_of_their_own.get(mapping.shape.name, set())
    assert {*mapping.columns} == {*mapping.owner, *mapping.own_columns, *mapping.stamp}
    assert mapping.columns[: len(mapping.owner)] == mapping.owner
    made_by = ("made_by",) if mapping is table_mappings.NOTE else ()
    assert mapping.stamp == (("counter", "writer", *made_by) if mapping.shape.is_stamped else ())
    assert mapping.shape.is_stamped == (mapping.record_class in get_args(Record))
    assert set(mapping.owner) <= set(mapping.shape.key)


def test_every_table_of_records_has_a_mapping() -> None:
    """Rule: a new table that nothing writes is noticed."""
    mapped = {mapping.shape for mapping in EVERY_MAPPING}
    hub = {table for table in schema.ALL_TABLES if table.name.startswith(("hub_", "room_"))}
    assert set(schema.ALL_TABLES) - mapped == {schema.MIGRATION, schema.OWNERSHIP, schema.GATHERED, *hub}


@pytest.mark.parametrize("table", schema.ALL_TABLES, ids=lambda table: str(table.name))
def test_a_field_holds_the_same_in_every_table(table: TableShape) -> None:
    """Rule: undo steps and siblings name fields without their table, and erasure must know what each holds.

    They have no erasures, and an id of a record may be that of a tally.
    """
    if table is schema.ERASURE:
        return
    for column in table.columns:
        for other in (each for each in schema.ALL_TABLES if each is not schema.ERASURE):
            same = next((each for each in other.columns if each.field == column.field), None)
            if same is not None and column.field not in ("id", "record_id"):
                assert same.has_words == column.has_words


def test_a_row_that_is_read_from_a_page_can_be_of_one_table_only() -> None:
    """Rule: page rescue tells tables apart by the types of their cells, also in rows without the added columns."""
    for table, other in itertools.combinations(schema.ALL_TABLES, 2):
        if table.has_rowid == other.has_rowid:
            assert not _lengths(table) & _lengths(other) or not _is_alike(table, other), (
                table.name,
                other.name,
            )


def _lengths(table: TableShape) -> set[int]:
    """How many cells a row can have."""
    return set(range(len(table.columns) - len(table.defaults), len(table.columns) + 1))


def _is_alike(table: TableShape, other: TableShape) -> bool:
    """Whether one row can have the cells of both, as far as the shorter table goes."""
    pairs = zip(table.stored_columns, other.stored_columns, strict=False)
    return all(a.is_text == b.is_text or (a.is_nullable and b.is_nullable) for a, b in pairs)
