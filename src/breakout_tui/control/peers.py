"""Peers: which user is at the other end of a Unix socket, as the system says."""

from __future__ import annotations

import os
import socket
import struct
import sys

_LINUX = struct.Struct("3i")
"""pid, uid, gid (unix(7), SO_PEERCRED)."""
_BSD = struct.Struct("2I")
"""Version and uid, the beginning of xucred (unix(4), LOCAL_PEERCRED)."""
_SOL_LOCAL, _LOCAL_PEERCRED = 0, 1


def is_same_user(connection: socket.socket) -> bool:
    """Whether the process at the other end runs as this user. Where the system can't tell, the file's mode decides."""
    uid = _uid(connection)
    return uid is None or uid == os.getuid()


def _uid(connection: socket.socket) -> int | None:
    try:
        if sys.platform.startswith("linux"):
            _, uid, _ = _LINUX.unpack(
                connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _LINUX.size)
            )
            return int(uid)
        if sys.platform == "darwin" or "bsd" in sys.platform:
            _, uid = _BSD.unpack(connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, 76)[: _BSD.size])
            return int(uid)
    except (OSError, struct.error):
        return -1
    return None
