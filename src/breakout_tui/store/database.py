"""The store: one database file, read at once and written by one thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import NotFound, OutputExists, StoreError, WriteFailed
from breakout_tui.domain.summary import Summary
from breakout_tui.store.connection import Connect, open_writing
from breakout_tui.store.inbox import Inbox
from breakout_tui.store.ownership import Window
from breakout_tui.store.reader import Reader
from breakout_tui.store.retry_policy import RetryPolicy

# Only the sessions' names are read before the first paint: the writer and whole sessions are imported with their first use.
if TYPE_CHECKING:
    from breakout_tui.domain.records import Change, Draft
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.domain.store_events import StoreEvent
    from breakout_tui.store.backup_keeper import BackupKeeper
    from breakout_tui.store.writer import Writer

_LAST_BACKUP = 2.0
"""Seconds that closing waits for the backup of a phase that has just ended."""


class Database:
    """Fulfils ``domain.ports.Store``. Reading starts no thread and imports nothing heavy; ``start`` does.

    What is read includes what still waits to be written by this window.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        retry_policy: RetryPolicy | None = None,
        connect: Connect = open_writing,
    ) -> None:
        self._path = path
        self._clock = clock
        self._retry_policy = retry_policy or RetryPolicy()
        self._connect = connect
        self._inbox = Inbox()
        self._reader = self._reader_of(path)
        self._window = Window.of_this_process(clock.read().boot)
        self._writer: Writer | None = None
        self._keeper: BackupKeeper | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, newest first. Raises StoreError."""
        waiting = {submission.session_id for submission in self._inbox.waiting()}
        summaries = self._reader.summaries()
        if not waiting:
            return summaries
        from breakout_tui.store.overlay import summary_of

        found = {summary.id: summary for summary in summaries}
        for session_id in waiting:
            if (records := self._records(session_id)) is not None:
                found[session_id] = summary_of(records)
        return tuple(
            sorted(found.values(), key=lambda summary: (summary.created_at, summary.id), reverse=True)
        )

    def latest(self) -> str | None:
        """The newest session of the file that is not put away. Raises StoreError."""
        return self._reader.latest()

    def load(self, session_id: str) -> SessionRecords:
        """Everything of a session. Raises NotFound, StoreError."""
        records = self._records(session_id)
        if records is None:
            raise NotFound(
                "there is no such session", where=str(self._path), remedy="`breakout-tui sessions` lists them"
            )
        return records

    def preview(self, session_id: str) -> SessionRecords | None:
        """A session of many notes without them, to be seen at once; None where ``load`` is as quick. Raises StoreError.

        It is for the eye only: what waits to be written, or stands in a draft, needs the whole.
        """
        if not self._inbox.is_empty or self._reader.draft(session_id) is not None:
            return None
        return self._reader.preview(session_id)

    def draft(self, session_id: str) -> Draft | None:
        """The draft of a session, if any. Raises StoreError."""
        waiting = self._inbox.draft_of(session_id)
        return waiting.draft if waiting is not None else self._reader.draft(session_id)

    def holder(self, session_id: str) -> str:
        """Which other living window owns the session, in words; empty for none. Raises StoreError."""
        claim = self._reader.claim(session_id)
        if claim is None or not claim.is_held_against(self._window):
            return ""
        return claim.words(self._window, self._clock.read().wall)

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Start the writer; from now on ``listener`` is called from its thread. Once only."""
        if self._writer is not None:
            raise RuntimeError("the store was started already")
        from breakout_tui.store.backup_keeper import BackupKeeper
        from breakout_tui.store.writer import Writer

        self._keeper = BackupKeeper(
            lambda: self._path, self._clock, lambda: not self._inbox.is_empty, listener
        )
        self._writer = Writer(
            self._path,
            self._inbox,
            self._window,
            self._clock,
            listener,
            self._retry_policy,
            self._connect,
            self._keeper.committed,
        )
        self._writer.start()
        self._keeper.start()

    def take_over(self, session_id: str) -> None:
        """Let the next write to the session take its ownership, in the same transaction."""
        self._inbox.take_over(session_id)

    def submit(self, session_id: str, changes: Sequence[Change]) -> int:
        """Queue changes for one transaction; gives the ticket that ``Saved`` will name."""
        ticket = self._inbox.submit(session_id, changes)
        self._ring()
        return ticket

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Queue the draft; a later one replaces an earlier one still waiting."""
        self._inbox.put_draft(session_id, draft)
        self._ring()

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """What is queued, failed or kept out of a session that another window holds; oldest first."""
        return tuple((submission.session_id, submission.changes) for submission in self._inbox.unsaved())

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """What was kept out of a session that another window held; the store forgets it.

        It was made on another state of the session and is never written as it is, for it would put its notes over those
        of the other window. After a take-over its texts can be captured anew.
        """
        return self._inbox.hand_back(session_id)

    def save_elsewhere(self, path: Path, timeout: float = 10.0) -> None:
        """Copy the whole database, as this window has it open, to a new file, and go on there.

        For when the file was removed or its disk is gone. Raises OutputExists, StoreError.
        """
        if path.exists():
            raise OutputExists("there is such a file already", where=str(path), remedy="choose another name")
        writer = self._writer
        if writer is None or not writer.is_alive():
            raise StoreError("nothing is being written", where=str(self._path))
        done = threading.Event()
        failures: list[Exception] = []

        def move() -> None:
            try:
                writer.move_to(path)
                self._path = path
                self._reader = self._reader_of(path)
            except Exception as error:  # noqa: BLE001 - told to the one who waits, in her thread
                failures.append(error)
            done.set()

        writer.ask(move)
        if not done.wait(timeout):
            raise WriteFailed("the copy takes too long", where=str(path), remedy="it goes on; look again")
        if failures:
            from breakout_tui.store.sqlite_errors import told

            raise told(failures[0], path) from failures[0]

    def close(self, timeout: float | None = None) -> bool:
        """Write all that waits, release what is owned, stop the thread. False if something could not be written."""
        if self._writer is None:
            if self._inbox.is_empty:
                return not self._inbox.unsaved()
            self.start(lambda _: None)
        assert self._writer is not None
        self._writer.finish(timeout)
        self._writer.join(timeout)
        if self._keeper is not None:
            self._keeper.finish(_LAST_BACKUP)
        return self._inbox.is_empty and not self._inbox.unsaved()

    def _reader_of(self, path: Path) -> Reader:
        return Reader(path, lambda: self._clock.read().wall, self._retry_policy.busy)

    def _ring(self) -> None:
        if self._writer is not None:
            self._writer.ring()

    def _records(self, session_id: str) -> SessionRecords | None:
        while True:
            commits = self._inbox.commits
            read = self._reader.records(session_id)
            waiting = self._inbox.waiting()
            # What became durable between the look at the file and the look at what waits would be in neither.
            if commits == self._inbox.commits:
                break
        records, revision = read if read is not None else (None, None)
        if revision is not None:
            self._inbox.saw(session_id, revision)
        unwritten = [c.after for s in waiting if s.session_id == session_id for c in s.changes]
        if not unwritten:
            return records
        from breakout_tui.store.overlay import overlaid

        return overlaid(records, unwritten)
