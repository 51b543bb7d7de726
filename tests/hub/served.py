"""The server as a process of its own, as a window starts it: it can be frozen, killed, and asked what it said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.cli.share_file import Share, read_share
from breakout_tui.domain.clock import Clock, SystemClock
from breakout_tui.link.room_link import ServerPlace
from tests.hub.running import TIMEOUT, Client
from tests.ready_programs import Forked, can_fork, fork

_COMMAND = ("serve", "--for-window", "--database")


def wait_until(is_so: Callable[[], bool], what: str = "") -> None:
    """Wait until something is so, looking often; fails after a while."""
    clock, waiting = SystemClock(), threading.Event()
    ends = clock.read().since_boot + TIMEOUT
    while not is_so():
        assert clock.read().since_boot < ends, what or is_so
        waiting.wait(0.01)


@dataclass
class SharedRoom(Client):
    """The server of a room, as the file says that its window shares; it may have been started again."""

    database: Path
    clock: Clock = field(default_factory=SystemClock, kw_only=True)
    sent: bytearray = field(default_factory=bytearray, kw_only=True)

    @property
    def share(self) -> Share:
        """What the windows are told of it."""
        share = read_share(self.database)
        assert share is not None
        return share

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.share.url.rpartition(":")[2])

    @property
    def code(self) -> str:
        """What a display types."""
        return self.share.code

    @property
    def secret(self) -> str:  # type: ignore[override]
        """What the room is known by."""
        return self.share.secret


@dataclass
class Served(SharedRoom):
    """A server that runs as a process."""

    process: subprocess.Popen[bytes] | Forked
    errors: Path
    """The file of its stderr."""

    @property
    def said(self) -> str:
        """All that it wrote to stderr."""
        return self.errors.read_text(encoding="utf-8", errors="replace")

    def place(self) -> ServerPlace:
        """Where the link of a room finds it."""
        return ServerPlace(self.url, self.secret)

    def tell_process(self, number: signal.Signals) -> None:
        """Send a signal: SIGSTOP freezes it, SIGCONT lets it go on, SIGKILL ends it."""
        self.process.send_signal(number)
        if number is signal.SIGKILL:
            self.process.wait(TIMEOUT)

    def memory(self) -> int:
        """The bytes of its resident memory."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _environment(folder: Path) -> dict[str, str]:
    """With a home of its own: that is where an unexpected error would be logged."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(folder / "home")}


@contextmanager
def served(folder: Path, *options: str, before: tuple[str, ...] = ()) -> Iterator[Served]:
    """A server for the database in a folder, on the port that it had before or a free one; ``before`` comes before its command."""
    database, errors = folder / "room.db", folder / "stderr.txt"
    port = () if (share := read_share(database)) is not None and share.port else ("--port", "0")
    command, environment = [*_COMMAND, str(database), *port, *options], _environment(folder)
    process: subprocess.Popen[bytes] | Forked
    with errors.open("ab") as said, Path(os.devnull).open("r+b") as nothing:
        if before or not can_fork(environment):
            start = [*before, sys.executable, "-m", "breakout_tui", *command]
            process = subprocess.Popen(start, stdout=nothing, stderr=said, env=environment)
        else:
            files = (nothing.fileno(), nothing.fileno(), said.fileno())
            process = fork("breakout_tui", command, environment, files)
    made = Served(database, process, errors)

    def is_up() -> bool:
        assert process.poll() is None, made.said
        share = read_share(database)
        return share is not None and share.process == process.pid and bool(share.url)

    try:
        wait_until(is_up, "the server did not start")
        yield made
    finally:
        process.kill()
        process.wait(TIMEOUT)
