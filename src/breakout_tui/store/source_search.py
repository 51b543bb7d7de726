"""Finds what can be gathered in a folder, such as a stick with the files of all rooms."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from breakout_tui.domain.errors import NotFound, StoreError
from breakout_tui.store.first_form import APPLICATION_ID
from breakout_tui.store.source_files import MAGIC

DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})
"""The endings of files that may be databases."""
JSON = ".json"
_OURS = re.compile(rb'"format"\s*:\s*"breakout-tui sessions"')
_HEAD = 512


def sources_in(folder: Path, besides: Path) -> Iterator[Path]:
    """The databases and JSON exports in a folder and the folders in it, by name; not the backups, nor what is hidden.

    What is recognised as another program's is left out, and so is ``besides``, the database that gathers. Raises NotFound if there are
    none, StoreError for a folder that can't be read.
    """
    found = False
    for path in _files(folder):
        # To open and close the database here would drop the locks of other connections of this process.
        if path.suffix.lower() in (*DATABASES, JSON) and not is_same(path, besides) and _may_be_ours(path):
            found = True
            yield path
    if not found:
        raise NotFound("there are no databases in this folder", where=str(folder), remedy="name another one")


def is_json(path: Path) -> bool:
    """Whether a file can only be JSON, or is named so."""
    return path.suffix.lower() == JSON or _first_bytes(path).lstrip().startswith(b"{")


def is_same(path: Path, other: Path) -> bool:
    """Whether both names are of one file: also through a link of either kind."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise StoreError(
            f"the folder can't be read ({(error.strerror or str(error)).lower()})",
            where=str(error.filename),
            remedy="check that you may read it",
        ) from error

    for place, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and not each.endswith(".backups")
        )
        yield from (Path(place) / name for name in sorted(files) if not name.startswith("."))


def _may_be_ours(path: Path) -> bool:
    """By its name and first bytes. One that is empty, or no database although it is named so, is not left out in silence."""
    head = _first_bytes(path)
    if path.suffix.lower() == JSON:
        return _OURS.search(head) is not None
    return not head.startswith(MAGIC) or head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _first_bytes(path: Path) -> bytes:
    """None of a file that can't be read: that is said when it is gathered."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(_HEAD)
    return b""
