"""What in the structure of a file is not ours.

A trigger, a view or a rewritten table can change or hide what is written. So all objects of a file are compared with
those that the migrations make, in one query; a file that differs is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from typing import NamedTuple

from breakout_tui.domain.text import clean_line, clip

Step = Callable[[sqlite3.Connection], None]

_LONGEST_NAME = 60
_ORDER = ("trigger", "table", "view", "index")
"""In which order differences are told: what is most dangerous first."""
_STATISTICS = ("sqlite_stat1", "sqlite_stat4")
"""Tables in which ANALYZE keeps what helps to plan queries; they change no result."""


class SchemaObject(NamedTuple):
    """One row of ``sqlite_master``."""

    kind: str
    """``table``, ``index``, ``view`` or ``trigger``."""
    name: str
    table: str
    sql: str | None
    """As it was written; None for the index of a key."""


def differences(
    connection: sqlite3.Connection, found: Iterable[SchemaObject], steps: tuple[Step, ...]
) -> list[str]:
    """How the objects found in a file differ from those that these steps make, a clause each; empty if they are ours."""
    expected, stored = made_by(steps), frozenset(found)
    if stored == expected:
        return []
    with closing(migrated(steps)) as ours:
        return list(_told(connection, ours, _by_key(stored), _by_key(expected)))


@cache
def made_by(steps: tuple[Step, ...]) -> frozenset[SchemaObject]:
    """The objects that these steps make."""
    with closing(migrated(steps)) as connection:
        return frozenset(
            SchemaObject(*row)
            for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        )


def migrated(steps: tuple[Step, ...]) -> sqlite3.Connection:
    """A new database in memory after these steps."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    for step in steps:
        step(connection)
    connection.execute("COMMIT")
    return connection


def _by_key(objects: Iterable[SchemaObject]) -> dict[tuple[str, str], SchemaObject]:
    return {(each.kind, each.name): each for each in objects}


def _told(
    connection: sqlite3.Connection,
    ours: sqlite3.Connection,
    stored: dict[tuple[str, str], SchemaObject],
    expected: dict[tuple[str, str], SchemaObject],
) -> Iterator[str]:
    for key in sorted({*stored, *expected}, key=lambda key: (_ORDER.index(key[0]), key[1])):
        found, made = stored.get(key), expected.get(key)
        if found is None:
            yield f"the {_named(expected[key])} was removed"
        elif made is None:
            if not (found.kind == "table" and found.name in _STATISTICS):
                yield f"the {_named(found)} was added"
        elif _one_line(found) != _one_line(made):
            yield _rewritten(found, _columns(connection, found.name), _columns(ours, made.name))


def _rewritten(found: SchemaObject, columns: list[str], expected: list[str]) -> str:
    name = f"the {_named(found)}"
    if found.kind == "table":
        if added := [column for column in columns if column not in expected]:
            return f"the column {_shown(added[0])} of {name} was added"
        if lost := [column for column in expected if column not in columns]:
            return f"the column {lost[0]} of {name} was removed"
    return f"{name} was rewritten"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [str(name) for (name,) in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (table,))]


def _named(found: SchemaObject) -> str:
    on = f" on the table {_shown(found.table)}" if found.kind in ("trigger", "index") else ""
    return f"{found.kind} {_shown(found.name)}{on}"


def _one_line(found: SchemaObject) -> tuple[str, str, str | None]:
    """The object, its text without regard to line breaks: tools that copy a database may change them."""
    return found.name, found.table, None if found.sql is None else " ".join(found.sql.split())


def _shown(name: str) -> str:
    return clip(clean_line(name), _LONGEST_NAME)
