"""Connections to the file, with the settings that keep it consistent.

The file is only examined by name and through SQLite: opening and closing it in another way would drop the locks of other
connections of this process (sqlite.org/howtocorrupt.html, section 2.2).
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from breakout_tui.domain.errors import StoreError
from breakout_tui.store import sqlite_errors
from breakout_tui.store.migrations import version_of

BUSY = 5.0
"""Seconds to wait for another program that holds the file."""

_SMALL_CACHE = "PRAGMA cache_size = -256"
"""KiB. All is read once and in order, so a larger cache would keep 2 MB for nothing."""

Examined = Callable[[sqlite3.Connection, Path], int]
"""Gives the version of an open file, 0 for an empty one, and refuses a file that must not be used."""

Connect = Callable[[Path, float], sqlite3.Connection]
"""Opens the file for writing, given the seconds to wait for others."""


def is_there(path: Path) -> bool:
    """Whether the file exists. Raises StoreError for anything else of that name, or when that can't be found out."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise sqlite_errors.as_store_error(error, path) from error
    if not stat.S_ISREG(found.st_mode):
        what = "is a folder" if stat.S_ISDIR(found.st_mode) else "is not an ordinary file"
        raise StoreError(f"{what}, not a database", where=str(path), remedy="name a file with --database")
    return True


def identity(path: Path) -> tuple[int, int] | None:
    """Which file has the name now; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_writing(path: Path, busy: float, examined: Examined = version_of) -> sqlite3.Connection:
    """A connection in autocommit mode that commits to the disk; creates the folder and the file if needed."""
    if not is_there(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=busy, isolation_level=None
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
        # Before the journal mode is set, which may write: the file must be ours.
        examined(connection, path)
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(
    path: Path, busy: float = BUSY, examined: Examined = version_of
) -> Iterator[sqlite3.Connection | None]:
    """A connection in one read transaction, or None for a missing or empty file. Raises StoreError.

    After a crash the journal must be rolled back before anything can be read, which needs a connection that may write.
    """
    if not is_there(path):
        yield None
        return
    try:
        with closing(_open_reading(path, busy)) as connection:
            version = examined(connection, path)
            yield connection if version else None
    except sqlite3.Error as error:
        raise sqlite_errors.as_store_error(error, path) from error


def _open_reading(path: Path, busy: float) -> sqlite3.Connection:
    for mode in ("ro", "rw"):
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=busy, isolation_level=None)
        try:
            connection.execute(_SMALL_CACHE)
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException as error:
            connection.close()
            needs_rollback = str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY")
            if mode == "rw" or not needs_rollback:
                raise
            continue
        return connection
    raise AssertionError("unreachable")


def tolerant(cell: bytes) -> str:
    """Decode text whose bytes may not be UTF-8: each wrong byte becomes U+FFFD."""
    return cell.decode("utf-8", "replace")
