"""``make schema``: writes the generated modules of the store.

``schema.py``, ``statement_texts.py``, ``server_schema.py`` and ``floor_schema.py`` come from the SQLModel classes, ``made_schema.py`` from the
migrations.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from breakout_tui.store import columns, floor_tables, hub_tables, other_tables, schema, tables
from breakout_tui.store.columns import TableBase

SCHEMA = Path(schema.__file__)
STATEMENT_TEXTS = SCHEMA.with_name("statement_texts.py")
MADE_SCHEMA = SCHEMA.with_name("made_schema.py")
HUB_SCHEMA = SCHEMA.with_name("hub_schema.py")
SERVER_SCHEMA = SCHEMA.with_name("server_schema.py")
FLOOR_SCHEMA = SCHEMA.with_name("floor_schema.py")

_HEAD = '''"""The tables as plain data. Generated from the SQLModel classes by ``make schema``: don't edit.

``tables.py`` says why. The order of the tables is that of their classes, parents first.
"""

from __future__ import annotations

from breakout_tui.store.table_shape import ColumnShape, TableShape, table_shape

# fmt: off
'''
_WIDTH = 126
"""Characters in a line."""


_STATEMENTS_HEAD = '''"""The statements of the write transaction. Generated from the SQLModel classes by ``make schema``: don't edit.

``statements.py`` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
'''


_MADE_HEAD = '''"""What ``sqlite_master`` holds in a file of the newest form. Generated from the migrations by ``make schema``: don't edit.

With it, opening a file needn't make the tables in memory to compare the file with them (``foreign_schema``).
"""

from __future__ import annotations

# fmt: off
'''


_SERVER_HEAD = '''"""The tables for a PostgreSQL server, in SQL. Generated from the SQLModel classes by ``make schema``: don't edit.

``server_migrations.py`` carries them out.
"""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
'''


_FLOOR_HEAD = '''"""The tables of the server's file of what phones sent. Generated from their SQLModel classes by ``make schema``: don't edit."""

from __future__ import annotations

from breakout_tui.store.table_shape import ColumnShape, table_shape

# fmt: off
'''


def floor_schema_text() -> str:
    """The whole module of the server's own file."""
    tables = floor_tables.FloorBase.metadata.tables
    statement = tables[str(floor_tables.HeldStatementTable.__tablename__)]
    assert isinstance(statement, Table)
    made = (
        " ".join(str(CreateTable(each).compile(dialect=sqlite.dialect())).split()) for each in tables.values()
    )
    rows = "".join(f"    {text!r},\n" for text in made)
    return f"{_FLOOR_HEAD}\nHELD_STATEMENT = {_table(statement)}\n\nMAKING: tuple[str, ...] = (\n{rows})\n"


def server_schema_text() -> str:
    """The whole module of what makes the tables on a server."""
    made = {
        shape.name: (
            _postgresql(CreateTable(table)),
            *(
                _postgresql(CreateIndex(each))
                for each in sorted(table.indexes, key=lambda each: str(each.name))
            ),
        )
        for shape in schema.ALL_TABLES
        for table in [TableBase.metadata.tables[shape.name]]
    }
    rows = "".join(f"    {name!r}: {texts!r},\n" for name, texts in made.items())
    told = "The texts that make a table and its indexes, by the table; parents first."
    return f'{_SERVER_HEAD}\nMAKING: Mapping[str, tuple[str, ...]] = {{\n{rows}}}\n"""{told}"""\n'


def _postgresql(clause: DDLElement) -> str:
    text = str(clause.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    return " ".join(text.split())


def made_text() -> str:
    """The whole module of the objects that the migrations make."""
    from breakout_tui.store.foreign_schema import made_by
    from breakout_tui.store.migrations import STEPS

    objects = sorted(made_by(tuple(step.apply for step in STEPS)))
    rows = "".join(f"    {tuple(each)!r},\n" for each in objects)
    return f"{_MADE_HEAD}\nFORM = {STEPS[-1].number}\nOBJECTS: frozenset[tuple[str, str, str, str | None]] = frozenset((\n{rows}))\n"


def statements_text() -> str:
    """The whole module of the statements, as the formatter leaves it."""
    from breakout_tui.store import core_statements, table_mappings

    mappings = table_mappings.MAPPINGS.values()
    owned = (table_mappings.DRAFT, *table_mappings.PARTS)
    every = (*mappings, *owned, *table_mappings.JOINING, *table_mappings.PAPERS)
    return "\n".join(
        [
            _STATEMENTS_HEAD,
            _texts("PUTTING", {each.shape.name: core_statements.putting(each) for each in every}),
            _texts("CLEARING", {each.shape.name: core_statements.clearing(each) for each in owned}),
            f"CLAIMING = {_literal(core_statements.claiming())}",
            f"COUNTING = {_literal(core_statements.counting())}",
            f"RELEASING = {_literal(core_statements.releasing())}",
            "",
        ]
    )


def _texts(name: str, texts: dict[str, str]) -> str:
    lines = "".join(f'    "{table}": {_literal(text)},\n' for table, text in texts.items())
    return f"{name}: Mapping[str, str] = {{\n{lines}}}"


def _literal(text: str) -> str:
    return repr(text) if '"' in text else f'"{text}"'


def schema_text() -> str:
    """The whole module, as the formatter leaves it; the tables of a hub come from ``hub_schema_text``."""
    by_name = _by_constant(tables, other_tables)
    shapes = "from breakout_tui.store.table_shape"
    head = _HEAD.replace(shapes, f"from breakout_tui.store.hub_schema import HUB_TABLES\n{shapes}")
    blocks = [head, *(f"{name} = {_table(table)}\n" for name, table in by_name.items())]
    return "\n".join([*blocks, _tuple("ALL_TABLES", [*by_name, "*HUB_TABLES"])])


def hub_schema_text() -> str:
    """The whole module of the tables of a hub."""
    by_name = _by_constant(hub_tables)
    head = _HEAD.replace("The tables as plain data.", "The tables of a hub as plain data.")
    blocks = [head, *(f"{name} = {_table(table)}\n" for name, table in by_name.items())]
    return "\n".join([*blocks, _tuple("HUB_TABLES", [*by_name])])


def _by_constant(*modules: ModuleType) -> dict[str, Table]:
    return {_constant(table): sa_table(table) for table in _classes(*modules)}


def sa_table(table: type[TableBase]) -> Table:
    """The Core table of a class."""
    found = TableBase.metadata.tables[str(table.__tablename__)]
    assert isinstance(found, Table)
    return found


def _classes(*modules: ModuleType) -> list[type[TableBase]]:
    return [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, TableBase) and found is not columns.TableBase
    ]


def _constant(table: type[TableBase]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", table.__name__.removesuffix("Table")).upper()


def _table(table: Table) -> str:
    key = tuple(column.name for column in table.primary_key.columns)
    lines = [f'    "{table.name}",', *_packed([_column(column) for column in table.columns])]
    if key != ("id",):
        lines.append(f"    key=({', '.join(_quoted(key))}{',' if len(key) == 1 else ''}),")
    if not table.dialect_options["sqlite"]["with_rowid"]:
        lines.append("    has_rowid=False,")
    if "since" in table.info:
        lines.append(f"    since={table.info['since']},")
    return "\n".join(["table_shape(", *lines, ")"])


def _packed(pieces: list[str]) -> list[str]:
    """The pieces, as many to a line as fit."""
    lines = [""]
    for piece in pieces:
        if len(lines[-1]) + len(piece) > _WIDTH:
            lines.append("")
        lines[-1] += f" {piece}," if lines[-1] else f"    {piece},"
    return lines


def _column(column: Column[object]) -> str:
    info = column.info
    arguments = [*_quoted((column.name, info["holds"]))]
    arguments += ["is_json=True"] if info.get("json") else []
    arguments += ["is_nullable=True"] if column.nullable else []
    arguments += [f'record_field="{info["field"]}"'] if info.get("field") else []
    arguments += [f"since={info['since']}"] if "since" in info else []
    if info.get("default") is not None:
        arguments += [f"default={json.dumps(info['default'], ensure_ascii=False)}"]
    arguments += ["is_retired=True"] if info.get("retired") else []
    return f"ColumnShape({', '.join(arguments)})"


def _tuple(constant: str, names: list[str]) -> str:
    lines = "".join(f"    {name},\n" for name in names)
    return f"{constant}: tuple[TableShape, ...] = (\n{lines})\n"


def _quoted(words: tuple[str, ...]) -> Iterator[str]:
    return (f'"{word}"' for word in words)


if __name__ == "__main__":
    HUB_SCHEMA.write_text(hub_schema_text(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    importlib.reload(schema)  # the mappings, which are imported next, are made from it
    STATEMENT_TEXTS.write_text(statements_text(), encoding="utf-8")
    MADE_SCHEMA.write_text(made_text(), encoding="utf-8")
    SERVER_SCHEMA.write_text(server_schema_text(), encoding="utf-8")
    FLOOR_SCHEMA.write_text(floor_schema_text(), encoding="utf-8")
