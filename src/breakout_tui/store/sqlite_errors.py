"""Errors of SQLite and the system as errors of the store: what happened, where, and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from breakout_tui.domain.errors import DatabaseBusy, DatabaseDamaged, RowsRefused, StoreError, WriteFailed

TYPE_CHECKING = False  # only for the types: the first screen imports this module
if TYPE_CHECKING:
    from breakout_tui.domain.server_address import DatabaseName

RESCUE = "`breakout-tui rescue` saves what can be read to a new file"
"""The next step for a damaged file."""
KEPT = "your notes are kept in this window, and saving is retried"


def damaged(path: DatabaseName, what: str) -> DatabaseDamaged:
    """The error for a damaged file, or for a server's database that another program has changed."""
    if not isinstance(path, Path):
        remedy = "`breakout-tui check` with this URL lists the problems; nothing was changed"
        return DatabaseDamaged(what, where=str(path), remedy=remedy)
    return DatabaseDamaged(
        what,
        where=str(path),
        remedy=f"`breakout-tui check` lists the problems, {RESCUE}; the file was not changed",
    )


def as_store_error(error: BaseException, path: Path) -> StoreError:
    """The failure as an error of the store. Accepts SQLAlchemy's errors too, which carry sqlite3's in ``orig``."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, StoreError):
        return cause
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause, path)
    if isinstance(cause, OSError):
        return _of_system(cause, path)
    return WriteFailed(
        f"could not be written ({type(cause).__name__}: {cause})", where=str(path), remedy=KEPT
    )


@contextmanager
def then(step: str) -> Iterator[None]:
    """Inside the ``with`` block, errors are those of a command, which keeps no notes: what to do next ends with this step."""
    try:
        yield
    except StoreError as failed:
        if KEPT not in failed.remedy:
            raise
        raise type(failed)(
            failed.what, where=failed.where, remedy=failed.remedy.replace(KEPT, step)
        ) from failed


def is_of_the_changes(error: Exception) -> bool:
    """Whether the changes themselves are at fault, not the disk or the file."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, StoreError | OSError):
        return False
    return not isinstance(cause, sqlite3.Error) or isinstance(
        cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError | sqlite3.DataError
    )


_WRITE_FAILURES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("SQLITE_FULL",), "the disk is full", f"free some space; {KEPT}"),
    (("SQLITE_READONLY",), "the file or its folder is read-only", f"make both writable; {KEPT}"),
    (
        ("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
        "the file can't be opened",
        "check that it and its folder exist and that you may use them",
    ),
    (("SQLITE_IOERR",), "the disk can't be read or written", f"check the disk; {KEPT}"),
)
"""Beginnings of SQLite's error names, what happened, and the remedy."""


def _of_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    where = str(path)
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        remedy = "close the other program, or wait for it"
        return DatabaseBusy("another program holds the database", where=where, remedy=remedy)
    is_damaged = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"))
    if is_damaged or "decode to UTF-8" in str(error):
        return damaged(path, f"is not a complete database ({error})")
    for beginnings, what, remedy in _WRITE_FAILURES:
        if name.startswith(beginnings):
            return WriteFailed(what, where=where, remedy=remedy)
    kind = RowsRefused if is_of_the_changes(error) else WriteFailed
    return kind(f"could not be written ({error})", where=where, remedy=KEPT)


def _of_system(error: OSError, path: Path) -> StoreError:
    if error.errno == errno.ENOSPC:
        return WriteFailed("the disk is full", where=str(path), remedy=f"free some space; {KEPT}")
    what = (error.strerror or str(error)).lower()
    return WriteFailed(
        f"can't be used ({what})",
        where=str(path),
        remedy="check the permissions of the file and its folder, or name another with --database",
    )


def gone(path: Path) -> WriteFailed:
    """The file that is open has lost its name, or another one has it now."""
    return WriteFailed(
        "the file was removed or replaced while in use",
        where=str(path),
        remedy=f"put it back, or save to another place; {KEPT}",
    )
