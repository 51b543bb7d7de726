"""The kinds of column that the tables are made of, in types that SQLite and PostgreSQL share.

Text is text, ordered by its bytes, numbers are 64 bits, truth is 0 or 1 in SQLite and a boolean elsewhere. Each column says in its ``info``
what it holds (see ``table_shape.Holds``): from there ``schema.py`` is generated, and erasure knows what to search.
A reference to a parent is checked at the end of the transaction, so that rows may come in any order.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import BigInteger, Boolean, ForeignKey, ForeignKeyConstraint, Integer, Text, literal_column
from sqlalchemy.dialects import postgresql
from sqlmodel import Field, SQLModel

from breakout_tui.store.table_shape import Holds

# SQLModel's hints ask for a class; SQLAlchemy takes an instance as well, and only an instance has variants.
_NUMBER = cast(type[Any], BigInteger().with_variant(Integer(), "sqlite"))
_TEXT = cast(type[Any], Text().with_variant(postgresql.TEXT(collation="C"), "postgresql"))
_FLAG = cast(type[Any], Boolean().with_variant(Integer(), "sqlite"))

WITHOUT_ROWID: dict[str, object] = {"sqlite_with_rowid": False}
SINCE_FOURTH: dict[str, object] = {"info": {"since": 4}}
"""A table that the fourth migration makes."""
SINCE_FIFTH: dict[str, object] = {"info": {"since": 5}}
"""A table that the fifth migration makes."""
SINCE_SIXTH: dict[str, object] = {"info": {"since": 6}}
"""A table that the sixth migration makes."""
SINCE_SEVENTH: dict[str, object] = {"info": {"since": 7}}
"""A table that the seventh migration makes."""
SINCE_EIGHTH: dict[str, object] = {"info": {"since": 8}}
"""A table that the eighth migration makes."""


class TableBase(SQLModel):
    """The base of all tables. No validator is built: the domain validates, and no instance is ever made."""

    model_config = {"defer_build": True}


def code(*, key: bool = False, json: bool = False, field: str = "", index: bool = False) -> Any:
    """Text that says nothing of people: an identifier, a time, a word of the program."""
    return _text("code", key=key, json=json, field=field, index=index)


def words(*, json: bool = False, field: str = "") -> Any:
    """Text that people wrote."""
    return _text("words", json=json, field=field)


def quote(*, json: bool = False) -> Any:
    """Text that may repeat the text of a note."""
    return _text("quote", json=json)


def name() -> Any:
    """One person or country; an erased name leaves nothing."""
    return _text("name")


def names(*, field: str) -> Any:
    """A JSON list of names, from which an erased name is removed."""
    return _text("names", json=True, field=field)


def machine() -> Any:
    """The name of a computer, which may be its owner's."""
    return _text("machine")


def aliases() -> Any:
    """A JSON list of references; one that was lost to another laptop's note names its own laptop."""
    return _text("aliases", json=True)


def tally_id() -> Any:
    """The key of a tally; it ends in the subject of the vote."""
    return _text("tally id", key=True)


def number(*, key: bool = False) -> Any:
    """An integer of 64 bits."""
    settings = {"info": {"holds": "number"}, "autoincrement": False}
    return Field(sa_type=_NUMBER, primary_key=key, sa_column_kwargs=settings)


def flag() -> Any:
    """True or false."""
    return Field(sa_type=_FLAG, sa_column_kwargs={"info": {"holds": "flag"}})


def parent(column: str, *, key: bool = False, is_first: bool = True) -> Any:
    """The identifier of a row of another table; indexed unless the primary key begins with it, which ``is_first`` says of a key."""
    return Field(
        sa_type=_TEXT,
        primary_key=key,
        index=not (key and is_first),
        sa_column_args=[ForeignKey(column, deferrable=True, initially="DEFERRED")],
        sa_column_kwargs={"info": {"holds": "code"}},
    )


def added(column: Any, *, since: int, default: str | int | None) -> Any:
    """A column that the migration of this number adds; rows written before have the default.

    ``default`` is that of the migration's ``ALTER TABLE``: None for a column that may be empty.
    """
    column.sa_column_kwargs["info"] |= {"since": since, "default": default}
    return column


def retired(column: Any) -> Any:
    """A column that earlier versions stored and no record has any more; a new row has 0, or nothing where it may be empty."""
    settings = column.sa_column_kwargs
    settings["info"] |= {"retired": True}
    if settings["info"]["holds"] == "number":
        settings["default"] = literal_column("0")
    return column


def parent_note(*own: str) -> ForeignKeyConstraint:
    """A reference to a note by its session and serial."""
    return ForeignKeyConstraint(
        own, ["note.session_id", "note.serial"], deferrable=True, initially="DEFERRED"
    )


def _text(
    holds: Holds, *, key: bool = False, json: bool = False, field: str = "", index: bool = False
) -> Any:
    info = {"holds": holds, "json": json, "field": field}
    return Field(sa_type=_TEXT, primary_key=key, index=index, sa_column_kwargs={"info": info})
