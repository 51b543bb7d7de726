"""Which window may write to a session: one at a time, told apart even after a crash.

A window's claim lies in the file itself. It is void once the process is gone: another process of that number started at
another time, or the machine has been started again. A claim from another machine (a shared folder) can't be looked
into, so it holds until it is taken over.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.text import clean_line


class Window(NamedTuple):
    """One window of breakout-tui: one Database in one process."""

    name: str
    pid: int
    started: str
    """When the process started, as the kernel counts; empty where it doesn't say."""
    host: str
    boot: str

    @classmethod
    def of_this_process(cls, boot: str) -> Window:
        """A new window of this process, during this boot of the machine."""
        pid = os.getpid()
        return cls(os.urandom(8).hex(), pid, _start_of(pid), _host(), boot)


class Claim(NamedTuple):
    """What the file says of a session's owner. ``window`` is None once it was given back."""

    window: str | None
    pid: int
    started: str
    host: str
    boot: str
    since: str
    counted: int
    """The changes that brought no undo step."""
    last_undo_step: int
    """The number of the last undo step; 0 for none."""

    @property
    def revision(self) -> int:
        """Grows with every transaction that changes the session, so that a window knows whether it read the last of them.

        Most changes bring an undo step, and need not write a row more to be counted.
        """
        return self.counted + self.last_undo_step

    def is_held_against(self, mine: Window) -> bool:
        """Whether another window that may be living holds it."""
        if self.window is None or self.window == mine.name:
            return False
        if self.host != mine.host:
            return True
        return self.boot == mine.boot and is_alive(self.pid, self.started)

    def words(self, mine: Window, now: datetime) -> str:
        """Who holds it, for a person: ``another window on this machine, since 10:42``."""
        who = (
            "another window on this machine"
            if self.host == mine.host
            else f"a window on {clean_line(self.host)}"
        )
        try:
            since = datetime.fromisoformat(self.since)
        except ValueError:
            return who
        form = (
            "%H:%M" if since.date() == now.date() else "%-d %B %H:%M" if os.name == "posix" else "%d %B %H:%M"
        )
        return f"{who}, since {since:{form}}"


_CLAIM = """
SELECT window, pid, started, host, boot, since,
    revision, coalesce((SELECT max(number) FROM deed WHERE deed.session_id = ownership.session_id), 0)
FROM ownership WHERE session_id = ?
"""


def claim_of(connection: sqlite3.Connection, session_id: str) -> Claim | None:
    """The claim on a session, read by an open connection; None where no window ever wrote to it."""
    row = connection.execute(_CLAIM, (session_id,)).fetchone()
    return None if row is None else Claim(*row)


STALE = "another window, which wrote to it after this one had read it"
"""In place of a holder: nobody holds the session now, but what this window knows of it is out of date."""


def is_alive(pid: int, started: str) -> bool:
    """Whether the process is there; ``started``, where known, tells it from a later one of that number."""
    if os.name != "posix":
        return True  # there os.kill would end the process instead of asking for it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # it is there and someone else's
    now_started = _start_of(pid)
    return not (started and now_started and started != now_started)


def _start_of(pid: int) -> str:
    """Field 22 of the kernel's line on the process (proc(5)); its name, in brackets, may hold spaces."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return line.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
