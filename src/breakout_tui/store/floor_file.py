"""The server's file of statements from phones, beside a room's database.

Only its user can read it. What is blanked in it is overwritten, also in its journal. While the server runs, nothing else opens it but an erasure, after which the server reads it again,
and a window that opens, which erases old ballots that the server drops as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from breakout_tui.domain.errors import DatabaseDamaged, StoreError
from breakout_tui.domain.held_statements import HeldStatement
from breakout_tui.domain.held_votes import BALLOTS_KEPT
from breakout_tui.private_file import beside
from breakout_tui.store import engines, floor_schema, sqlite_errors
from breakout_tui.store.ballot_rows import BallotRows
from breakout_tui.store.connection import BUSY, open_writing

_ENDING = ".floor"
_ASIDE = ".damaged"
"""What a file that can't be used is called from then on, behind its name."""
_MARK = 0x627466
"""SQLite's application id of such a file."""
_NAMES = [column.name for column in floor_schema.HELD_STATEMENT.columns]
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "id")
_PUTTING = (
    f"INSERT INTO held_statement ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))}) "
    f"ON CONFLICT (id) DO UPDATE SET {_CHANGED}"
)
_ALL = f"SELECT {', '.join(_NAMES)} FROM held_statement ORDER BY id"
_UNFETCHED = """
SELECT (SELECT count(*) FROM held_statement WHERE stored = 0 AND withdrawn = 0 AND outcome = 'waiting')
    + (SELECT count(*) FROM held_vote) + (SELECT count(*) FROM counted_vote)
"""


def floor_path(database: Path) -> Path:
    """The file of statements of a database."""
    return beside(database, _ENDING)


def remove_if_fetched(database: Path) -> bool:
    """Remove the file, unless a statement in it is not the room's yet; whether it is gone. No server may run."""
    path = floor_path(database)
    if not path.exists():
        return True
    try:
        with closing(open_floor(path)) as connection:
            has_some = connection.execute(_UNFETCHED).fetchone()[0]
    except (StoreError, sqlite3.Error, OSError):
        return False  # nobody loses what may be in it
    if has_some:
        return False
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    return not path.exists()


def forget_old_ballots(database: Path, now: datetime) -> None:
    """Erase ballots that nobody has counted, though no server runs, so that they don't wait for the next one. What can't be done is left."""
    path = floor_path(database)
    if not path.exists():
        return
    oldest = int(now.timestamp() * 1000) - BALLOTS_KEPT
    with suppress(StoreError, sqlite3.Error, OSError), closing(open_floor(path)) as connection:
        connection.execute("DELETE FROM held_vote WHERE began_at < ?", (oldest,))


class FloorFile:
    """Implements ``hub.floor_store.FloorStore``. The file is made with the first statement, and reopened after a failure."""

    def __init__(self, database: Path) -> None:
        self._path = floor_path(database)
        self._opened: sqlite3.Connection | None = None
        self.ballots = BallotRows(self._transaction)

    @property
    def pulse(self) -> int:
        """A file answers at once, or says why not."""
        return 0

    def abandon(self) -> None:
        """There is nothing at another end."""

    def all(self) -> tuple[HeldStatement, ...]:
        """All statements, the earliest first.

        A file that is damaged or not ours is kept under another name, and a new one begun: the room goes on, and tells all results again.
        """
        try:
            return self._read()
        except DatabaseDamaged:
            try:
                self._path.replace(self._path.with_name(f"{self._path.name}{_ASIDE}"))
            except OSError as error:
                raise self._failed(error) from error
            return ()

    def _read(self) -> tuple[HeldStatement, ...]:
        """Raises StoreError."""
        if not self._path.exists():
            return ()
        try:
            rows = self._connection().execute(_ALL).fetchall()
        except (sqlite3.Error, OSError, StoreError) as error:
            raise self._failed(error) from error
        return tuple(_statement(row) for row in rows)

    def put(self, statements: Sequence[HeldStatement]) -> None:
        """Add or change statements in one transaction."""
        rows = [[getattr(each, name) for name in _NAMES] for each in statements]
        with self._transaction() as connection:
            connection.executemany(_PUTTING, rows)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Commits at its end. What fails ends the connection, and with it what was begun."""
        try:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError, ValueError) as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """End the connection."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = open_floor(self._path)
        return self._opened

    def _failed(self, error: BaseException) -> StoreError:
        """The failure as an error of the store. What was begun is rolled back with the connection."""
        self.close()
        return sqlite_errors.as_store_error(error, self._path)


def open_floor(path: Path) -> sqlite3.Connection:
    """An open file with its table; what is replaced in it is overwritten. Raises StoreError for a file that is another program's."""
    connection = open_writing(path, BUSY, _examined)
    try:
        engines.always_overwrite_what_is_freed(connection)
        connection.execute("BEGIN IMMEDIATE")
        if not _examined(connection, path):
            for statement in floor_schema.MAKING:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_MARK}")
        connection.execute("COMMIT")
        engines.clear_free_pages(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _examined(connection: sqlite3.Connection, path: Path) -> int:
    """1 for a file of statements, 0 for an empty one. Raises DatabaseDamaged for any other."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    made = connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid").fetchall()
    if mark == 0 and not made:
        return 0
    if mark != _MARK or [row[0] for row in made] != list(floor_schema.MAKING):
        raise DatabaseDamaged(
            "is not a file of statements from phones",
            where=str(path),
            remedy="move it away, then share again",
        )
    return 1


def _statement(row: Sequence[object]) -> HeldStatement:
    cells = dict(zip(_NAMES, row, strict=True))
    flags = {name: bool(cells[name]) for name in ("stored", "withdrawn")}
    return HeldStatement(**{**cells, **flags})  # type: ignore[arg-type]
