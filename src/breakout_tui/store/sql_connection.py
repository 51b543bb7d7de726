"""What the store needs of a connection: that of sqlite3 is one as it is, and ``server_connection.py`` makes one of a PostgreSQL server's.

Texts are SQL that both engines read, with ``?`` or ``?1`` for the values. In a transaction the texts ``BEGIN``, ``BEGIN IMMEDIATE``,
``COMMIT`` and ``ROLLBACK`` mean what they mean to SQLite; without one each text is a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class SqlRows(Protocol):
    """The rows that a text found: numbers, texts and None; a flag is 0 or 1."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """The next row; None for no more."""
        ...

    def fetchall(self) -> list[Any]:
        """The rest of the rows."""
        ...


class SqlConnection(Protocol):
    """An open database."""

    text_factory: Any
    """How SQLite makes a text of bytes; a server's text is always text."""

    @property
    def in_transaction(self) -> bool:
        """Whether one has begun."""
        ...

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> SqlRows:
        """Carry out one text."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> object:
        """Carry out a text with each of these values."""
        ...

    def close(self) -> None:
        """End it; what was not committed is as if it had never been."""
        ...
