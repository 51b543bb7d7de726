"""The share file: beside a database, where the server of its displays is, and the secrets of the room. Only its user can read it.

A server writes it when it listens, and takes the address out when it ends. The secrets stay for a day, so that displays that have joined
come back by themselves when sharing begins again; *stop sharing* removes the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from breakout_tui.domain.clock import is_valid
from breakout_tui.private_file import beside, write_private

_ENDING = ".share"
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Share:
    """What the file says."""

    secret: str
    code: str
    made_at: float
    """When the secrets were made, in Unix seconds."""
    url: str = ""
    """Where this computer finds the server; empty while there is none."""
    process: int = 0
    """The process of the server."""
    host: str = ""
    """Where it listens."""
    port: int = 0
    phone_code: str = ""
    """What a phone types to join; empty in a file of an earlier version."""
    co_code: str = ""
    """What a co-facilitator types to join; empty in a file of an earlier version."""
    is_for_window: bool = False
    """Whether a window started it, which starts it again if it ends by accident."""


def share_path(database: Path) -> Path:
    """The share file of a database."""
    return beside(database, _ENDING)


def read_share(database: Path) -> Share | None:
    """What the share file says; None if there is none, or nothing that can be used."""
    path = share_path(database)
    try:
        if os.name == "posix" and path.lstat().st_uid != os.getuid():
            return None
        found = json.loads(path.read_bytes())
        share = Share(**found)
        texts = (share.secret, share.code, share.url, share.host, share.phone_code, share.co_code)
        numbers = (share.made_at, share.process, share.port)
        is_usable = all(isinstance(each, str) for each in texts)
        is_usable &= all(isinstance(each, int | float) for each in numbers)
        return share if is_usable and share.secret and share.code else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def still_valid(share: Share | None, now: float) -> Share | None:
    """The share if its secrets were made within a day, at ``now`` in Unix seconds."""
    return share if share is not None and is_valid(share.made_at, now, _DAY) else None


def write_share(database: Path, share: Share) -> None:
    """Write the file; it may be before the database. Raises OSError."""
    path = share_path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, json.dumps(asdict(share)))


def clear_address(database: Path, process: int) -> None:
    """The server of this process has ended: only the secrets stay. Another server's address is left."""
    share = read_share(database)
    if share is not None and share.process == process:
        write_share(database, replace(share, url="", process=0, is_for_window=False))


def remove_share(database: Path) -> None:
    """Forget address and secrets."""
    share_path(database).unlink(missing_ok=True)
