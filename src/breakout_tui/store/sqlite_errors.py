"""What SQLite says when it fails, in words for a person: what, where, and what to do."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from breakout_tui.domain.errors import DatabaseBusy, DatabaseDamaged, StoreError, WriteFailed

KEPT = "what you write is kept in this window and tried again"


def damaged(path: Path, what: str) -> DatabaseDamaged:
    """The error for a file that is not whole."""
    return DatabaseDamaged(
        what,
        where=str(path),
        remedy="`breakout-tui check` tells more, `breakout-tui rescue` saves what can be read; the file was not touched",
    )


def told(error: BaseException, path: Path) -> StoreError:
    """The failure as one of ours. Takes also SQLAlchemy's errors, which carry sqlite3's in ``orig``."""
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


def _of_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    where = str(path)
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusy(
            "another program holds the database",
            where=where,
            remedy="close the other program, or wait for it",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")) or "decode to UTF-8" in str(
        error
    ):
        return damaged(path, f"is not a whole database ({error})")
    if name == "SQLITE_FULL":
        return WriteFailed("the disk is full", where=where, remedy=f"make room; {KEPT}")
    if name.startswith("SQLITE_READONLY"):
        return WriteFailed(
            "the file or its folder can't be written", where=where, remedy=f"allow writing to both; {KEPT}"
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return WriteFailed(
            "the file can't be opened",
            where=where,
            remedy="see that it and its folder are there and may be used",
        )
    if name.startswith("SQLITE_IOERR"):
        return WriteFailed(
            "the disk can't be written or read", where=where, remedy=f"look at the disk; {KEPT}"
        )
    return WriteFailed(f"could not be written ({error})", where=where, remedy=KEPT)


def _of_system(error: OSError, path: Path) -> StoreError:
    if error.errno == errno.ENOSPC:
        return WriteFailed("the disk is full", where=str(path), remedy=f"make room; {KEPT}")
    what = (error.strerror or str(error)).lower()
    return WriteFailed(
        f"can't be used ({what})",
        where=str(path),
        remedy="see that the file and its folder may be used, or name another with --database",
    )
