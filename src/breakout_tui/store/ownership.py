"""Which window may write to a session: one at a time, also after a crash.

A window's claim is stored in the file. It is void once its process is gone: a later process with the same number has
another start time, and a restart of the machine changes the boot id. A claim from another machine (on a shared
folder) can't be checked, so it is valid until another window takes the session over.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.text import clean_line

TYPE_CHECKING = False  # the first screen imports this module
if TYPE_CHECKING:
    from breakout_tui.store.sql_connection import SqlConnection


class Window(NamedTuple):
    """One window of breakout-tui: one Database in one process."""

    name: str
    pid: int
    started: str
    """When the process started, in the kernel's count; empty where that is unknown."""
    host: str
    boot: str

    @classmethod
    def of_this_process(cls, boot: str) -> Window:
        """A new window of this process, during this boot of the machine."""
        pid = os.getpid()
        return cls(os.urandom(8).hex(), pid, _start_of(pid), _host(), boot)


class Revised(NamedTuple):
    """The revision of a session after a transaction, which is also the counter of the transaction's stamp."""

    revision: int
    is_counted_by_step: bool
    """Whether a new undo step counts it, so that no other row need do so."""


class Claim(NamedTuple):
    """The owner of a session as stored in the file. ``window`` is None once it was released."""

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
    writer: str = ""
    """The id of the changes under this claim, new for each; empty if none was made under it."""

    @property
    def revision(self) -> int:
        """Grows with every transaction that changes the session, so that a window can tell whether it is up to date.

        Most changes bring an undo step, which counts them without another row to write.
        """
        return self.counted + self.last_undo_step

    def after(self, new_steps: Collection[int] = ()) -> Revised:
        """What the revision is after a transaction that brings undo steps of these numbers."""
        last = max(self.last_undo_step, *new_steps) if new_steps else self.last_undo_step
        return Revised(self.counted + (not new_steps) + last, is_counted_by_step=bool(new_steps))

    def is_held_against(self, mine: Window) -> bool:
        """Whether another window, which may still be running, holds it."""
        if self.window is None or self.window == mine.name:
            return False
        if self.host != mine.host:
            return True
        return self.boot == mine.boot and is_alive(self.pid, self.started)

    def words(self, mine: Window, now: datetime) -> str:
        """Who holds it, in words: ``another window on this machine, since 10:42``; ``2026-11-23 10:42`` on another day."""
        who = (
            "another window on this machine"
            if self.host == mine.host
            else f"a window on {clean_line(self.host)}"
        )
        try:
            since = datetime.fromisoformat(self.since)
        except ValueError:
            return who
        # A day is in figures here, as in all lists of the command line: the store knows no language of dates.
        day = "" if since.date() == now.date() else f"{since.date()} "
        return f"{who}, since {day}{since:%H:%M}"


_CLAIM = """
SELECT "window", pid, started, host, boot, since,
    revision, coalesce((SELECT max(number) FROM deed WHERE deed.session_id = ownership.session_id), 0),
    writer
FROM ownership WHERE session_id = ?
"""


def claim_of(connection: SqlConnection, session_id: str) -> Claim | None:
    """The claim on a session, read by an open connection; None where no window ever wrote to it."""
    row = connection.execute(_CLAIM, (session_id,)).fetchone()
    return None if row is None else Claim(*row)


STALE = "another window, which wrote to it after this one had read it"
"""Replaces the holder where nobody holds the session but this window's state is out of date."""


def is_alive(pid: int, started: str) -> bool:
    """Whether the process is running; ``started``, where known, tells it from a later one with the same number."""
    if os.name != "posix":
        return True  # there os.kill would end the process instead of asking for it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # it is running and belongs to another user
    now_started = _start_of(pid)
    return not (started and now_started and started != now_started)


def new_writer() -> str:
    """The id of the changes under one claim."""
    return os.urandom(8).hex()


def _start_of(pid: int) -> str:
    """Field 22 of the kernel's line about the process (proc(5)); its name, in brackets, may have spaces."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return line.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def is_known(
    connection: SqlConnection, window: Window, seen: Mapping[str, int], written: Collection[str]
) -> bool:
    """Whether a file has all that a window has seen of every session, by its revision, and written.

    The count of changes isn't enough: a copy that another window wrote to may have as many.
    """
    for session_id, revision in seen.items():
        claim = claim_of(connection, session_id)
        if (0 if claim is None else claim.revision) < revision:
            return False
        if session_id in written and (claim is None or claim.window != window.name):
            return False
    return True
