"""What the store knows of a table without importing SQLModel: names, key, and what each column holds.

The values are in ``schema.py``, which is generated from the SQLModel classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Holds = Literal["code", "words", "quote", "name", "names", "machine", "aliases", "tally id", "number", "flag"]
"""What a column holds; erasure depends on it.

code: an identifier, a time or a word of the program. words: text that people wrote. quote: words that may repeat
a note. name: one person or country and nothing else. names: a list of them. machine: the name of a computer.
aliases: a list of references, of which some end in the name of a computer.
tally id: an identifier that ends in the subject, which is words. number: an integer. flag: 0 or 1.
"""


class ColumnShape(NamedTuple):
    """One column. ``record_field`` is empty where the record's field has the column's own name.

    ``since`` is the number of the migration that adds it, and ``default`` its cell in the rows written before. A retired
    column is in every file, but no record has it any more.
    """

    name: str
    holds: Holds
    is_json: bool = False
    is_nullable: bool = False
    record_field: str = ""
    since: int = 1
    default: str | int | None = None
    is_retired: bool = False

    @property
    def field(self) -> str:
        """The field of the record that the column stores."""
        return self.record_field or self.name

    @property
    def is_text(self) -> bool:
        """Whether the cells are text; otherwise they are integers."""
        return self.holds not in ("number", "flag")

    @property
    def is_added(self) -> bool:
        """Whether files of the first version don't have it."""
        return self.since > 1

    @property
    def has_words(self) -> bool:
        """Whether the cells may hold what people said, or a name."""
        return self.is_text and self.holds != "code"


class TableShape(NamedTuple):
    """One table: its columns in the order of the file, its primary key, and how SQLite stores its rows."""

    name: str
    columns: tuple[ColumnShape, ...]
    key: tuple[str, ...]
    has_rowid: bool
    since: int = 1
    """The number of the migration that makes it."""

    @property
    def stored_columns(self) -> tuple[ColumnShape, ...]:
        """The columns as SQLite stores a row: without a rowid the key comes first."""
        if self.has_rowid:
            return self.columns
        by_name = {column.name: column for column in self.columns}
        rest = (column for column in self.columns if column.name not in self.key)
        return (*(by_name[name] for name in self.key), *rest)

    @property
    def defaults(self) -> dict[str, str | int | None]:
        """By name, the cells of the columns that were added after the first version, in a row written before."""
        return {column.name: column.default for column in self.columns if column.is_added}

    @property
    def retired(self) -> dict[str, int | None]:
        """By name, the cells of the columns that no record has any more, in a new row."""
        return {
            column.name: None if column.is_nullable else 0 for column in self.columns if column.is_retired
        }

    @property
    def is_stamped(self) -> bool:
        """Whether each row is a record that says by which change it was written."""
        others = {column.name for column in self.columns if column.name not in self.key}
        return {"counter", "writer"} <= others

    @property
    def session_column(self) -> str:
        """In a table of records, the column that names the session."""
        return "session_id" if any(column.name == "session_id" for column in self.columns) else "id"

    def column(self, name: str) -> ColumnShape | None:
        """The column of this name; None for a name that the table doesn't have."""
        return next((column for column in self.columns if column.name == name), None)

    def names_of(self, fields: Iterable[str]) -> list[str]:
        """The columns that store these fields. Raises KeyError for a field without a column."""
        by_field = {column.field: column.name for column in self.columns}
        return [by_field[field] for field in fields]


def table_shape(
    name: str,
    *columns: ColumnShape,
    key: tuple[str, ...] = ("id",),
    has_rowid: bool = True,
    since: int = 1,
) -> TableShape:
    """A table of these columns."""
    return TableShape(name, columns, key, has_rowid, since)
