"""Files that only their user can read, written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def beside(database: Path, ending: str) -> Path:
    """The file of this ending beside a database, by whichever link that was opened."""
    real = Path(os.path.realpath(database))
    return real.with_name(real.name + ending)


def write_private(path: Path, text: str) -> None:
    """Write the text in place of an earlier one; nobody else can read it at any time. Raises OSError."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        made = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(text)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def keep_private(path: Path, text: str) -> bool:
    """Write a file that has to outlast a power failure, unless there is one; whether it was written. Raises OSError.

    Of several programs that write it at once, the first one's stays.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        made = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        return _is_placed(new, path)
    finally:
        new.unlink(missing_ok=True)


def _is_placed(new: Path, path: Path) -> bool:
    """Give a file its name if no other has it."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return False
    except OSError:  # a memory stick or a network folder that has no links
        if path.exists():
            return False
        new.rename(path)
    return True
