"""A room's file with its mail, and what its writer can do now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from breakout_tui.link.room_mailbox import MailExchange
from breakout_tui.store.connection import open_writing
from breakout_tui.store.migrations import migrate
from breakout_tui.store.room_mail import StoredMail
from breakout_tui.store.written_aside import Work
from tests.tui.fakes import FakeClock


@dataclass
class MailRoom:
    """A room with a file and a window, and what its writer can do now."""

    path: Path
    clock: FakeClock = field(default_factory=FakeClock)
    is_writable: bool = True
    writes: int = 0

    def __post_init__(self) -> None:
        with closing(open_writing(self.path, 1.0)) as raw:
            migrate(raw, self.path, "2026-11-24")
        self.open_window()

    def open_window(self) -> None:
        """A new window, and its link."""
        self.mail = StoredMail(lambda: self.path, self.write, self.clock)
        self.exchange = MailExchange(self.mail, lambda: None)

    def write(self, work: Work, done: Callable[[bool], None]) -> None:
        """As the writer's thread does, at once."""
        if self.is_writable:
            self.writes += 1
            with closing(sqlite3.connect(self.path)) as raw, raw:
                raw.execute("PRAGMA synchronous = OFF")
                work(raw)
        done(self.is_writable)

    def texts(self) -> list[str]:
        """What the messages say, in order."""
        return [each.text for each in self.mail.messages]
