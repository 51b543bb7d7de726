"""Backups: complete, checked copies in a folder beside the database, made while it is in use; older ones are thinned."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from breakout_tui.domain.errors import StoreError
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import reading
from breakout_tui.store.migrations import sync_file, sync_folder
from breakout_tui.store.ownership import is_alive

PAGES = 64
"""Pages copied at a time; between two steps the writer can use the database."""

_RESTARTS = 10
"""SQLite restarts a copy after each commit of another connection; after this many, copy everything in one step."""

_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-\d+)?\.db")
_FORM = "%Y%m%dT%H%M%SZ"
_UNFINISHED = re.compile(r"unfinished-(\d+)-\w+")


class _Restless(Exception):
    """Commits come faster than a copy in steps can finish."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup and when it was made (UTC)."""

    path: Path
    at: datetime

    @property
    def size(self) -> int:
        """Bytes of the file; 0 once it is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def folder_of(database: Path) -> Path:
    """The folder with the backups of a database."""
    return database.with_name(f"{database.name}.backups")


def backups_of(database: Path) -> tuple[Backup, ...]:
    """The backups of a database, newest first. Raises StoreError if the folder can't be read."""
    try:
        names = [file for file in folder_of(database).iterdir() if file.is_file()]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise sqlite_errors.as_store_error(error, folder_of(database)) from error
    found = [(match[1], file) for file in names if (match := _NAME.fullmatch(file.name))]
    backups = []
    for stamp, file in found:
        with suppress(ValueError):
            backups.append(Backup(file, datetime.strptime(stamp, _FORM).replace(tzinfo=UTC)))
    return tuple(sorted(backups, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def contents_of(backup: Path) -> tuple[int, int]:
    """How many sessions and notes it has, without deleted notes. Raises StoreError."""
    with reading(backup) as connection:
        if connection is None:
            return 0, 0
        sessions: int = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        notes: int = connection.execute("SELECT count(*) FROM note WHERE NOT deleted").fetchone()[0]
        return sessions, notes


def back_up(database: Path, at: datetime, between: Callable[[], None] = lambda: None) -> Path:
    """Make a backup, check it, write it to disk, and only then give it its name.

    ``between`` is called between two steps of copying, while the database is free; if it raises, the backup ends and
    leaves no file. Raises StoreError, sqlite3.Error, OSError.
    """
    folder = folder_of(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sweep(folder)
    unfinished = folder / f"unfinished-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        _copy(database, unfinished, between)
        target = _free_name(folder, at)
        unfinished.replace(target)
        sync_folder(folder)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _copy(database: Path, target: Path, between: Callable[[], None]) -> None:
    uri = f"{database.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=0.05)) as original,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        # SQLite would sync the copy while it still locks the original; _sync does it later.
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = OFF")
        _copy_in_steps(original, copy, between)
        _leave_out_ballots(copy)
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StoreError(
            f"the backup is damaged: {verdict}", where=str(database), remedy="run `breakout-tui check`"
        )
    sync_file(target)


def _leave_out_ballots(copy: sqlite3.Connection) -> None:
    """A hub's file has ballots until they are counted; then nothing of them may be left anywhere."""
    if copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'hub_ballots'").fetchone() is not None:
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM hub_ballots")


def _copy_in_steps(
    original: sqlite3.Connection, copy: sqlite3.Connection, between: Callable[[], None]
) -> None:
    restarts, left = 0, sys.maxsize

    def step(status: int, remaining: int, _: int) -> None:
        nonlocal restarts, left
        between()
        restarts += status == sqlite3.SQLITE_OK and remaining >= left
        left = remaining
        if restarts >= _RESTARTS:
            raise _Restless

    try:
        original.backup(copy, pages=PAGES, progress=step, sleep=0.02)
    except _Restless:
        original.backup(copy, pages=-1, progress=lambda *_: between(), sleep=0.02)


def _free_name(folder: Path, at: datetime) -> Path:
    stamp = at.astimezone(UTC).strftime(_FORM)
    target, number = folder / f"{stamp}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stamp}-{number}.db"
    return target


def _sweep(folder: Path) -> None:
    """Remove unfinished backups of windows that no longer run."""
    for file in folder.iterdir():
        match = _UNFINISHED.fullmatch(file.name)
        if match and int(match[1]) != os.getpid() and not is_alive(int(match[1]), ""):
            file.unlink(missing_ok=True)


def kept(times: Collection[datetime], now: datetime) -> set[datetime]:
    """Which to keep: all of the last hour, the last of each hour for a day, of each day for a week, and one older.

    Times in the future, from before the clock was set back, are kept.
    """
    buckets: dict[object, datetime] = {}
    for at in sorted(times):
        age = now - at
        utc = at.astimezone(UTC)
        if age <= timedelta(hours=1):
            buckets[at] = at
        elif age <= timedelta(days=1):
            buckets["hour", utc.date(), utc.hour] = at
        elif age <= timedelta(days=7):
            buckets["day", utc.date()] = at
        else:
            buckets["before"] = at
    return set(buckets.values())


def thin(database: Path, now: datetime) -> None:
    """Remove the backups that ``kept`` doesn't list. Raises OSError, StoreError."""
    backups = backups_of(database)
    staying = kept([backup.at for backup in backups], now)
    for backup in backups:
        if backup.at not in staying:
            backup.path.unlink(missing_ok=True)


def free_beside(database: Path, what: str) -> Path:
    """An unused name for a new file beside a database."""
    number = 1
    path = database.with_name(f"{database.stem}-{what}.db")
    while os.path.lexists(path):
        number += 1
        path = database.with_name(f"{database.stem}-{what}-{number}.db")
    return path
