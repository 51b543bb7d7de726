"""Socket files: one a window, beside its database, under a name that is never used twice.

The name tells which database and which computer it belongs to: on a shared folder, the sockets of other computers can't be
reached and are left alone. A socket is only trusted if it is a socket of this user, whatever its name says.
"""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

_ENDING = ".socket"
_NEW = ".new"
"""Behind the name until somebody listens."""
_LONGEST = 100
"""Bytes of a path that every system takes for a socket: 104 with the zero byte on macOS, 108 on Linux."""
_LEFT = 60.0
"""Seconds after which a socket that nobody listens to yet was left behind by a window that was killed."""
_DESCRIPTORS = Path("/proc/self/fd")
"""Where Linux names open folders: a way to a socket in a folder with a long path."""


def are_supported() -> bool:
    """Whether this system has Unix sockets."""
    return hasattr(socket, "AF_UNIX") and hasattr(os, "getuid")


def sockets_of(database: Path) -> list[Path]:
    """The sockets of this user's windows on this computer that have the database open, or had it when they were killed."""
    database = _real(database)
    try:
        found = sorted(database.parent.iterdir())
    except OSError:
        return []
    beginning = _beginning(database)
    named = (path for path in found if path.name.startswith(beginning) and path.name.endswith(_ENDING))
    return [path for path in named if is_own_socket(path)]


def is_own_socket(path: Path) -> bool:
    """Whether it is a socket, not a link to one, and belongs to this user."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def listening(database: Path) -> tuple[socket.socket, Path]:
    """A socket that listens beside the database, and its file. Raises OSError.

    Nobody can connect before it listens, and when it listens only this user may. It gets its name after that, so a name
    without a listener is one that was left behind.
    """
    database = _real(database)
    path = database.parent / f"{_beginning(database)}{os.urandom(4).hex()}{_ENDING}"
    new = path.with_name(path.name + _NEW)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with suppress(
            OSError
        ):  # on Linux the file is made with these permissions; elsewhere they are set below
            os.fchmod(made.fileno(), 0o600)
        with _reachable(new) as name:
            made.bind(name)  # never follows a link, never takes a name that exists
        new.chmod(0o600)
        made.listen(8)
        new.rename(path)
    except BaseException:
        made.close()
        new.unlink(missing_ok=True)
        raise
    _tidy(database, path)
    return made, path


def connected(path: Path, timeout: float) -> socket.socket:
    """A connection to the window that listens there. Raises OSError; ConnectionRefusedError if nobody does."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(timeout)
    try:
        with _reachable(path) as name:
            made.connect(name)
    except BaseException:
        made.close()
        raise
    return made


def remove(path: Path) -> None:
    """Remove a socket file; nothing else of that name."""
    if is_own_socket(path):
        with suppress(OSError):
            path.unlink()


def _tidy(database: Path, mine: Path) -> None:
    """Remove the sockets that killed windows left behind."""
    for path in sockets_of(database):
        if path != mine and not _is_heard(path):
            remove(path)
    now = mine.lstat().st_mtime  # the time by the clock of the disk
    for path in mine.parent.glob(f"{_escaped(_beginning(database))}*{_ENDING}{_NEW}"):
        with suppress(OSError):
            if now - path.lstat().st_mtime > _LEFT:
                remove(path)


def _is_heard(path: Path) -> bool:
    try:
        connected(path, timeout=1.0).close()
    except ConnectionRefusedError:
        return False
    except OSError:
        return True  # busy, or not ours to judge
    return True


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """A name of the path that is short enough for a socket. Raises OSError."""
    if len(os.fsencode(path)) <= _LONGEST:
        yield str(path)
        return
    if not _DESCRIPTORS.is_dir():
        raise OSError("the path of the database is too long for a socket")
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield str(_DESCRIPTORS / str(folder) / path.name)
    finally:
        os.close(folder)


def _beginning(database: Path) -> str:
    """What the names of its sockets on this computer begin with."""
    return f"{database.name}.{crc32(os.uname().nodename.encode()):08x}-"


def _escaped(name: str) -> str:
    """The name for ``glob``."""
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)


def _real(database: Path) -> Path:
    """The file itself, whichever link it was opened by."""
    return Path(os.path.realpath(database))
