"""Writes files atomically, and never replaces a file unless asked to."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from breakout_tui.domain.errors import OutputExists, WriteFailed

_REMEDIES = {
    errno.ENOSPC: "free some space, then export again",
    errno.EDQUOT: "free some space, then export again",
    errno.ENAMETOOLONG: "choose a shorter name",
}
_ELSEWHERE = "choose a folder that you may write to"
_ONLY_USER = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, content: str | bytes, *, replace: bool, is_private: bool = False) -> Path:
    """Write a text in UTF-8, line breaks unchanged, or bytes to ``path``; returns the path, with links followed.

    Makes missing folders. The content goes to a temporary file in the same folder, which is renamed once it is on the disk,
    so a reader sees the old file or the new one. With ``replace`` an old file is replaced and its permissions are kept,
    but only its user can read what ``is_private``;
    else OutputExists is raised, even if the file appears at the last moment. Raises WriteFailed if it cannot be
    written; an old file is unchanged then.
    """
    try:
        return _written(path, encoded(content), replace, is_private)
    except FileExistsError as error:
        if path.exists() or path.is_symlink():
            raise _exists(path) from error
        raise WriteFailed(
            "a file exists where a folder is needed", where=str(path), remedy=_ELSEWHERE
        ) from error
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteFailed(
            f"cannot be written ({reason})", where=str(path), remedy=_REMEDIES.get(number or 0, _ELSEWHERE)
        ) from error


def encoded(content: str | bytes) -> bytes:
    """The bytes that ``write_atomically`` writes."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _exists(path: Path) -> OutputExists:
    if path.is_dir():
        return OutputExists("a folder of this name exists", where=str(path), remedy="name a file in it")
    return OutputExists(
        "a file of this name exists",
        where=str(path),
        remedy="choose another name or ask to replace it",
    )


def _written(path: Path, data: bytes, replace: bool, is_private: bool) -> Path:
    target = Path(os.path.realpath(path)) if replace else path
    if target.is_dir() or (not replace and os.path.lexists(target)):
        raise _exists(path)
    if target.exists() and not target.is_file():
        raise WriteFailed("not an ordinary file", where=str(path), remedy="choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".breakout-{secrets.token_hex(8)}.tmp"
    try:
        kept = _permissions(target) if replace else None
        _create(temporary, data, _ONLY_USER if is_private else kept)
        if replace:
            temporary.replace(target)
        else:
            _place(temporary, target, data)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle(target.parent)
    return target


def _permissions(target: Path) -> int | None:
    """The permissions of the file that will be replaced; None if there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _create(path: Path, data: bytes, permissions: int | None) -> None:
    """Make a new file and wait until it is on the disk. Raises FileExistsError; leaves no file on failure."""
    # 0o666 is what open() uses: the umask decides, as for any other file.
    number = os.open(path, _NEW, 0o666 if permissions is None else 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            if permissions is not None:
                path.chmod(permissions)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _place(temporary: Path, target: Path, data: bytes) -> None:
    """Give the finished file its name, which must not exist yet."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links, such as FAT: not atomic, but never overwrites.
        _create(target, data, None)


def _settle(folder: Path) -> None:
    """Wait until the folder's entries are on the disk, if the system supports it."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
