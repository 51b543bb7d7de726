"""Reads a file in bounded time and memory, whatever its name stands for."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def read_bytes(path: Path, most: int) -> bytes | None:
    """The content of the file, at most one byte more than ``most``; None if it is not a regular file.

    Raises OSError (IsADirectoryError for a folder), and ValueError for a name that no file can have.
    """
    # Without O_NONBLOCK, opening a FIFO would wait for a writer, possibly for ever.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    if path.is_dir():  # Windows would report missing permissions
        raise IsADirectoryError
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(most + 1)
