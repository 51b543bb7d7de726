"""Folder listing: the folders and the files that can be gathered in one folder, for a file dialog. Changes nothing.

How many sessions a database has is read without a lock, a journal or a trace beside the file, so it is only a hint.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from breakout_tui.domain.browsing import FoundFile, Listing
from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.text import fold
from breakout_tui.store.connection import reading
from breakout_tui.store.first_form import APPLICATION_ID
from breakout_tui.store.source_search import DATABASES, JSON, is_same

MOST = 5000
"""Entries of a folder that are looked at."""
_GONE = "is not there any more; was the stick pulled out?"
_LAST = "SELECT source FROM gathered ORDER BY at DESC, session_id LIMIT 1"
_PEEK_MOST = 2**30
"""Bytes of a database above which its sessions are not counted."""


def listing(folder: Path, own: Path, most: int = MOST) -> Listing:
    """What is in a folder, without hidden files and backups; ``own`` is the database in use. Never raises."""
    found: list[FoundFile] = []
    others = 0
    try:
        with os.scandir(folder) as entries:
            first = [*islice(entries, most + 1)]
        for entry in first[:most]:
            file = _found(entry, own)
            if file is not None:
                found.append(file)
            else:
                others += not entry.name.startswith(".") and not _is_beside(entry.name) and entry.is_file()
    except FileNotFoundError:
        return Listing(folder, problem=_GONE)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        return Listing(folder, problem=f"can't be read ({reason})")
    found.sort(key=lambda file: (not file.is_folder, fold(file.path.name), file.path.name))
    return Listing(folder, tuple(found), others, is_cut=len(first) > most)


def sessions_in(file: Path, own: Path) -> int | None:
    """How many sessions a database of ours seems to have; None for any other file. Never raises."""
    try:
        if file.suffix.lower() not in DATABASES or is_same(file, own) or not _is_worth_it(file):
            return None
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return None
            return int(connection.execute("SELECT count(*) FROM session").fetchone()[0])
    except (sqlite3.Error, OSError, ValueError, UnicodeError):
        return None


def _is_beside(name: str) -> bool:
    """Whether it belongs to a database beside it."""
    return name.endswith(("-journal", "-wal", "-shm"))


def _is_worth_it(file: Path) -> bool:
    return file.is_file() and 0 < file.stat().st_size <= _PEEK_MOST


def _found(entry: os.DirEntry[str], own: Path) -> FoundFile | None:
    """A folder, or a file that may be gathered; None for what is left out, such as a pipe."""
    path = Path(entry.path)
    if entry.name.startswith(".") or entry.name.endswith(".backups"):
        return None
    if entry.is_dir():
        return FoundFile(path, is_folder=True)
    if path.suffix.lower() not in (*DATABASES, JSON) or not entry.is_file():
        return None
    try:
        about = entry.stat()
        changed = datetime.fromtimestamp(about.st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return FoundFile(path)
    return FoundFile(path, size=about.st_size, changed=changed, is_own=is_same(path, own))


def last_folder(database: Path) -> Path | None:
    """The folder of the file that was gathered last; None without one. Never raises."""
    try:
        with reading(database) as connection:
            row = None if connection is None else connection.execute(_LAST).fetchone()
    except (StoreError, sqlite3.Error, UnicodeError):
        return None
    source = None if row is None else Path(row[0])
    return None if source is None or not source.is_absolute() else source.parent
