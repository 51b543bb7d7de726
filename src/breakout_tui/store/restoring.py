"""Restores a backup to a new file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from breakout_tui.domain.errors import NotFound, OutputExists, StoreError
from breakout_tui.domain.versions import Erasure
from breakout_tui.store import sqlite_errors
from breakout_tui.store.backups import backups_of, free_beside
from breakout_tui.store.connection import BUSY, open_writing, reading
from breakout_tui.store.erasure import erase_again
from breakout_tui.store.erasure_records import remembered
from breakout_tui.store.migrations import copy_database, sync_folder, version_of_any


def restore(database: Path, number: int, target: Path | None = None) -> Path:
    """Copy a backup (1 is the newest) to a new file; never over one. What was erased since is erased from it.

    Raises NotFound, OutputExists, StoreError.
    """
    backups = backups_of(database)
    if not 1 <= number <= len(backups):
        raise NotFound(
            f"there is no backup {number}", where=str(database), remedy="`breakout-tui backups` lists them"
        )
    chosen = backups[number - 1]
    path = target or free_beside(database, f"restored-{chosen.path.stem}")
    _create(path)
    try:
        copy_database(chosen.path, path)
        _make_own(path, _erased_since(database))
        sync_folder(path.parent)
    except (StoreError, sqlite3.Error, OSError) as error:
        path.unlink(missing_ok=True)
        raise sqlite_errors.as_store_error(error, chosen.path) from error
    return path


def _create(path: Path) -> None:
    """Create the file, so that no file that appears meanwhile is overwritten. Raises OutputExists, StoreError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        if not path.exists():
            raise sqlite_errors.as_store_error(error, path) from error
        raise OutputExists(
            "this file already exists", where=str(path), remedy="choose another name"
        ) from error
    except OSError as error:
        raise sqlite_errors.as_store_error(error, path) from error


def _erased_since(database: Path) -> tuple[Erasure, ...]:
    """What the database remembers of erasures; a damaged one can't tell, and is no reason not to restore."""
    try:
        with reading(database, BUSY, version_of_any) as connection:
            return () if connection is None else remembered(connection)
    except (StoreError, sqlite3.Error):
        return ()


def _make_own(path: Path, erasures: Collection[Erasure]) -> None:
    """Release all sessions: the windows that held them hold them in the original file. Erase what was erased there."""
    with closing(open_writing(path, BUSY, version_of_any)) as connection:
        connection.execute("UPDATE ownership SET window = NULL")
        erase_again(connection, erasures)
