"""Opens a file that is gathered: only to read it, so that it and its folder stay as they are, byte for byte.

What SQLite would have to write to is worked on in a private copy, which is removed afterwards: a file of an earlier version, one
whose last transaction must be rolled back, one with a write-ahead log.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from breakout_tui.domain.errors import (
    BreakoutError,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNewer,
    JsonRefused,
    NotFound,
    StoreError,
    WriteFailed,
)
from breakout_tui.domain.server_address import DatabaseName
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import BUSY, open_writing
from breakout_tui.store.migrations import VERSION, migrate, version_of, version_of_any

MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_BESIDE = ("-journal", "-wal")
_TRIES = 3
"""How often a file is copied that another program is writing to."""
_AGAIN = "gather it again"


class SourceRefused(Exception):
    """Nothing of a source comes in; ``error`` says why, and what to do about it."""

    def __init__(self, error: BreakoutError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def opened(path: Path, at: str, busy: float = BUSY) -> Iterator[sqlite3.Connection]:
    """The file, or a private copy of it in the newest form. ``at`` is the time for the record of a migration.

    Raises SourceRefused.
    """
    with ExitStack() as stack:
        with about(path):
            header = _header(path)
            connection = stack.enter_context(closing(_readable(path, header, busy, stack)))
            if version_of(connection, path) < VERSION:
                connection = _migrated(connection, path, at, busy, stack)
            _refuse_damage(connection, path)
        yield connection


def private_folder(stack: ExitStack) -> Path:
    """A new folder that only this user may look into, until the stack is left. Raises WriteFailed.

    Its removal is arranged before it is made, because a signal can end the program at any moment.
    """
    try:
        folder = Path(tempfile.gettempdir()) / f"breakout-gather-{os.urandom(8).hex()}"
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        return folder
    except OSError as error:
        raise WriteFailed(
            f"there is no place for a working copy ({error.strerror})",
            where=tempfile.gettempdir(),
            remedy="free some space there, or name another folder in TMPDIR",
        ) from error


@contextmanager
def about(path: DatabaseName) -> Iterator[None]:
    """Inside the ``with`` block, everything that fails is about the source. Raises SourceRefused."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        assert isinstance(path, Path)  # a server's connection raises StoreError
        raise SourceRefused(_of_source(sqlite_errors.as_store_error(error, path), path)) from error
    except BreakoutError as error:
        raise SourceRefused(_of_source(error, path)) from error


def _header(path: Path) -> bytes:
    """The first bytes of an ordinary file that may be a database. Never waits: not for a FIFO, nor a device."""
    try:
        # No file of ours is open here, whose locks this would drop: the caller has seen to it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise NotFound("there is no such file", where=str(path), remedy="check the name") from error
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP):
            raise _no_file(path) from error
        raise
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _no_file(path)
        header = os.read(handle, _HEADER)
    finally:
        os.close(handle)
    _judge(header, found.st_size, path)
    return header


def _no_file(path: Path) -> StoreError:
    return StoreError("is not an ordinary file", where=str(path), remedy="name a database file or a folder")


def _judge(header: bytes, size: int, path: Path) -> None:
    """Raises DatabaseDamaged for a file that is no whole database."""
    if not size:
        raise DatabaseDamaged("is empty", where=str(path), remedy="copy it again from the other laptop")
    if not header.startswith(MAGIC) or len(header) < _HEADER:
        raise DatabaseDamaged(
            "is not a database", where=str(path), remedy="name the database of a room, or its JSON export"
        )
    page = int.from_bytes(header[16:18], "big")
    is_known = header[24:28] == header[92:96]
    whole = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
    if is_known and size < whole:
        raise DatabaseDamaged(
            f"is not complete: {size:,} of {whole:,} bytes are here",
            where=str(path),
            remedy="copy it again from the other laptop",
        )


def _readable(path: Path, header: bytes, busy: float, stack: ExitStack) -> sqlite3.Connection:
    """A connection in a read transaction: to the file itself, if SQLite can read it as it lies there."""
    if 2 not in header[18:20] and not _size(path, "-wal"):
        connection = _connected(path, "ro", busy)
        try:
            _begin(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    connection = _connected(_copied(path, stack), "rw", busy)
    try:
        _begin(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path, mode: str, busy: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=busy, isolation_level=None)


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _copied(path: Path, stack: ExitStack) -> Path:
    """A copy of the file and of what lies beside it, of one moment."""
    copy = private_folder(stack) / "copy.db"
    for _ in range(_TRIES):
        before = _moments(path)
        for ending in _BESIDE:
            _copy_beside(path, copy, ending)
        shutil.copyfile(path, copy)
        if _moments(path) == before:
            return copy
    raise DatabaseBusy("another program is writing to it", where=str(path))


def _copy_beside(path: Path, copy: Path, ending: str) -> None:
    beside = copy.with_name(f"{copy.name}{ending}")
    beside.unlink(missing_ok=True)
    if _size(path, ending):
        shutil.copyfile(path.with_name(f"{path.name}{ending}"), beside)


def _moments(path: Path) -> list[tuple[int, int]]:
    """By which it shows whether something was written meanwhile."""
    files = (path.with_name(f"{path.name}{ending}") for ending in ("", *_BESIDE))
    return [(found.st_size, found.st_mtime_ns) for file in files if file.exists() and (found := file.stat())]


def _size(path: Path, ending: str) -> int:
    try:
        return path.with_name(f"{path.name}{ending}").stat().st_size
    except OSError:
        return 0


def _private_copy(connection: sqlite3.Connection, stack: ExitStack, busy: float) -> sqlite3.Connection:
    """A copy that may be written to, until the stack is left. Raises sqlite3.Error, OSError."""
    copy = private_folder(stack) / "copy.db"
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    return stack.enter_context(closing(open_writing(copy, busy, version_of_any)))


def _migrated(
    connection: sqlite3.Connection, path: Path, at: str, busy: float, stack: ExitStack
) -> sqlite3.Connection:
    if version_of(connection, path) == 0:
        raise DatabaseDamaged("holds nothing yet", where=str(path), remedy="nothing was ever saved in it")
    copy = _private_copy(connection, stack, busy)
    migrate(copy, Path(copy.execute("PRAGMA database_list").fetchone()[2]), at)
    return copy


def _refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if verdict != "ok":
        raise sqlite_errors.damaged(path, f"a page is damaged ({verdict})")


def _of_source(error: BreakoutError, path: DatabaseName) -> BreakoutError:
    """The error with what to do about a source."""
    match error:
        case _ if not isinstance(path, Path):
            return error
        case DatabaseNewer():
            remedy = "install the newer version here, then gather it again"
        case JsonRefused() if not error.remedy:
            remedy = "export the sessions there again, with `breakout-tui export --format json`"
        case DatabaseBusy():
            remedy = f"close the other program, then {_AGAIN}"
        case DatabaseDamaged() if "--database" in error.remedy:
            remedy = "name the database of a room"
        case DatabaseDamaged() if not error.remedy or "check" in error.remedy:
            remedy = "`breakout-tui rescue` saves what can be read to a new file, which can be gathered"
        case WriteFailed() if error.where == str(path):
            remedy = f"check that you may read it and that its disk is there, then {_AGAIN}"
        case _:
            return error
    return type(error)(error.what, where=error.where, remedy=remedy)
