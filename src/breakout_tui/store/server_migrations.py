"""The tables in a PostgreSQL database: made in the newest form at first use, brought from an earlier form to the newest later.

The steps are those of ``migrations.py``, known by their number and their record in the table ``migration``. What a step adds, the tables
themselves say (``since``), so it needs no other SQL here; its ``rewrite`` is carried out as it is. Each time all of it is one
transaction. As with files, a database that has anything else than these tables is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from breakout_tui.domain.errors import DatabaseDamaged, DatabaseNewer, StoreError
from breakout_tui.domain.text import clean_line, clip, plural
from breakout_tui.store import schema
from breakout_tui.store.migrations import STEPS, Migration
from breakout_tui.store.server_connection import ServerConnection
from breakout_tui.store.server_schema import MAKING
from breakout_tui.store.table_shape import ColumnShape, TableShape

_LONGEST_NAME = 60
_OURS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) || coalesce(' ' || l.collname, ''), a.attnotnull
FROM pg_class AS c
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, a.attnum
"""
"""What has the names in the schema in which tables are made; not what belongs to an extension."""
_CHANGING = """
SELECT 'trigger ' || t.tgname || ' on the table ' || c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'rule ' || r.rulename || ' on the table ' || c.relname FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT 'row security of the table ' || c.relname FROM pg_class AS c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity
ORDER BY 1
"""
"""What could change or hide what is written."""
_KEYS = """
SELECT c.relname, array_to_string(ARRAY(
    SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.number ORDER BY u.place
), ', ')
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE k.contype = 'p' AND c.relnamespace = current_schema()::regnamespace
"""


_REFERENCES = """
SELECT c.relname, count(*) FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE k.contype = 'f' AND k.convalidated AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname
"""


def migrate(connection: ServerConnection, at: str, steps: Sequence[Migration] = STEPS) -> None:
    """Bring the database to the newest form; ``at`` is the time for the record. Raises DatabaseNewer, DatabaseDamaged, StoreError."""
    newest = steps[-1].number
    if version_of(connection, steps) == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have migrated between the look and the lock.
        version = version_of(connection, steps)
        if version == 0:
            _make(connection)
        for step in steps:
            if step.number > version:
                if version:
                    _add(connection, step.number)
                    step.rewrite(connection)
                connection.execute(
                    "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
                    (step.number, step.name, at),
                )
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def version_of(connection: ServerConnection, steps: Sequence[Migration] = STEPS) -> int:
    """The form of the database, 0 for an empty one.

    Raises DatabaseNewer, or DatabaseDamaged if it isn't ours or its tables are not as we make them.
    """
    version, foreign = examine(connection, steps)
    if foreign:
        more = f", and {plural(len(foreign) - 1, 'more difference')}" if len(foreign) > 1 else ""
        raise DatabaseDamaged(
            f"another program changed its structure: {foreign[0]}{more}",
            where=str(connection.address),
            remedy="undo that, or restore a backup of the server's; nothing was changed",
        )
    return version


def examine(connection: ServerConnection, steps: Sequence[Migration] = STEPS) -> tuple[int, list[str]]:
    """The form of the database, and how its tables differ from ours, a clause each. Raises DatabaseNewer, DatabaseDamaged, StoreError."""
    ((name, encoding),) = connection.execute(
        "SELECT current_schema(), current_setting('server_encoding')"
    ).fetchall()
    if name is None or encoding != "UTF8":
        what = (
            "there is no schema for its tables" if name is None else f"its encoding is {encoding}, not UTF8"
        )
        raise StoreError(
            what,
            where=str(connection.address),
            remedy="name another database, as `createdb -E UTF8` makes one",
        )
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for table, column, kind, is_required in connection.execute(_OURS):
        found.setdefault(table, {})[column] = (kind, bool(is_required))
    if not found:
        return 0, []
    if not {"number", "name", "applied_at"} <= {*found.get("migration", ())} or "session" not in found:
        raise DatabaseDamaged(
            "is a database, but not one of breakout-tui",
            where=str(connection.address),
            remedy="it was not touched; name an empty one",
        )
    ((version,),) = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchall()
    if version > steps[-1].number:
        raise DatabaseNewer(
            f"was written by a newer breakout-tui (form {version}, this one knows {steps[-1].number})",
            where=str(connection.address),
            remedy="install the newer version, or name another database",
        )
    return version, [
        clip(clean_line(each), 2 * _LONGEST_NAME) for each in _differences(connection, found, version)
    ]


def _differences(
    connection: ServerConnection, found: dict[str, dict[str, tuple[str, bool]]], version: int
) -> Iterator[str]:
    for (what,) in connection.execute(_CHANGING):
        yield f"the {what} was added"
    expected = {
        table.name: {column.name: _kind(column) for column in table.columns if column.since <= version}
        for table in schema.ALL_TABLES
        if table.since <= version
    }
    for name in sorted({*found, *expected}):
        if name not in found:
            yield f"the table {name} was removed"
        elif name not in expected:
            yield f"the table {name} was added"
        elif found[name] != expected[name]:
            columns = sorted({*found[name].items()} ^ {*expected[name].items()})
            yield f"the column {columns[0][0]} of the table {name} was added, removed or rewritten"
    keys = dict(connection.execute(_KEYS).fetchall())
    for table in schema.ALL_TABLES:
        if table.name in found and table.since <= version and keys.get(table.name) != ", ".join(table.key):
            yield f"the key of the table {table.name} was changed"
    references = dict(connection.execute(_REFERENCES).fetchall())
    for table in schema.ALL_TABLES:
        expected_references = MAKING[table.name][0].count("FOREIGN KEY")
        if table.name in found and references.get(table.name, 0) != expected_references:
            yield f"a reference of the table {table.name} was removed, added or not checked"


def _make(connection: ServerConnection) -> None:
    for table in schema.ALL_TABLES:
        _make_table(connection, table)


def _make_table(connection: ServerConnection, table: TableShape) -> None:
    for text in MAKING[table.name]:
        connection.execute(text)
    for column in table.columns:
        _keep_no_samples(connection, table, column)


def _add(connection: ServerConnection, number: int) -> None:
    """The columns and tables that came with this form."""
    for table in schema.ALL_TABLES:
        if table.since == number:
            _make_table(connection, table)
            continue
        for column in table.columns:
            if column.since == number:
                connection.execute(
                    f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {_definition(column)}'
                )
                _keep_no_samples(connection, table, column)


def _keep_no_samples(connection: ServerConnection, table: TableShape, column: ColumnShape) -> None:
    """The server's statistics would copy what people said into its catalogue, where erasure doesn't reach."""
    if column.has_words:
        connection.execute(f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" SET STATISTICS 0')


def _definition(column: ColumnShape) -> str:
    kind = 'TEXT COLLATE "C"' if column.is_text else "BOOLEAN" if column.holds == "flag" else "BIGINT"
    if column.is_nullable:
        return kind
    default = bool(column.default) if column.holds == "flag" else column.default
    return f"{kind} NOT NULL DEFAULT '{default}'"


def _kind(column: ColumnShape) -> tuple[str, bool]:
    kind = "text C" if column.is_text else "boolean" if column.holds == "flag" else "bigint"
    return kind, not column.is_nullable
