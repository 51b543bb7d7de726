"""The store: one database file, read directly and written by one thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, TypeVar

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import NotFound, OutputExists, WriteFailed
from breakout_tui.domain.summary import Summary, listed
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import Connect, open_writing
from breakout_tui.store.inbox import Inbox
from breakout_tui.store.ownership import Window
from breakout_tui.store.reader import DatabaseReader
from breakout_tui.store.retry_policy import RetryPolicy

# Before the first paint only the list of sessions is read: the writer and whole sessions are imported on first use.
if TYPE_CHECKING:
    from breakout_tui.domain.paper_joining import PaperState
    from breakout_tui.domain.records import Change, Draft
    from breakout_tui.domain.session_records import SessionRecords
    from breakout_tui.domain.store_events import StoreEvent
    from breakout_tui.domain.versions import SessionState
    from breakout_tui.store.backup_keeper import BackupKeeper
    from breakout_tui.store.erasure_keeper import ErasureKeeper
    from breakout_tui.store.writer import Writer
    from breakout_tui.store.written_aside import Work

T = TypeVar("T")

PREVIEW_FROM = 1000
"""Notes from which reading them takes long enough that a preview is worthwhile."""

INSPECT_AFTER = 2.0
"""Seconds after the start when damage among the notes is looked for: the first keys and notes come first."""
_LAST_BACKUP = 2.0
"""Seconds that closing waits for the backup of a phase that has just ended."""


class Database:
    """Implements ``domain.ports.Store``. Reading starts no thread and imports nothing heavy; ``start`` does.

    Reading includes what this window has not written yet.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        retry_policy: RetryPolicy | None = None,
        connect: Connect = open_writing,
        preview_from: int = PREVIEW_FROM,
        inspect_after: float = INSPECT_AFTER,
    ) -> None:
        self._path = path
        self._clock = clock
        self._retry_policy = retry_policy or RetryPolicy()
        self._connect = connect
        self._preview_from = preview_from
        self._inspect_after = inspect_after
        self._inbox = Inbox()
        self._reader = self._reader_of(path)
        self._window = Window.of_this_process(clock.read().boot)
        self._listener: Callable[[StoreEvent], None] = lambda _: None
        self._writer: Writer | None = None
        self._keeper: BackupKeeper | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, in the order of ``domain.summary.listed``. Raises StoreError."""
        waiting = {submission.session_id for submission in self._inbox.waiting()}
        summaries = self._reader.summaries()
        if not waiting:
            return summaries
        from breakout_tui.store.overlay import summary_of

        found = {summary.id: summary for summary in summaries}
        for session_id in waiting:
            if (records := self._records(session_id)) is not None:
                found[session_id] = summary_of(records)
        return listed(found.values())

    def latest(self) -> str | None:
        """The newest session of the file that isn't archived; another room's only if there is no other. Raises StoreError."""
        return self._reader.latest()

    def load(self, session_id: str) -> SessionRecords:
        """Everything of a session. Raises NotFound, StoreError."""
        return self._found(self._records(session_id))

    def state(self, session_id: str) -> SessionState:
        """Everything of a session in the file that travels between files. Raises NotFound, StoreError."""
        return self._found(self._reader.state(session_id))

    def papers(self) -> tuple[PaperState, ...]:
        """The editors' decisions on all position papers of the file. Raises StoreError."""
        return self._reader.papers()

    def preview(self, session_id: str) -> SessionRecords | None:
        """A session of many notes without the notes, to show at once; None where ``load`` is as quick.

        Only for display: with unwritten changes or a draft the whole session is needed. Raises StoreError.
        """
        if not self._inbox.is_empty or self._reader.draft(session_id) is not None:
            return None
        return self._reader.preview(session_id, self._preview_from)

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

    def is_gathered(self, session_id: str) -> bool:
        """Whether the session is another room's, gathered into this file. Raises StoreError."""
        return self._reader.is_gathered(session_id)

    def is_behind(self, session_id: str) -> bool:
        """Whether the session has changed in the file since this window knew it. Raises StoreError."""
        claim = self._reader.claim(session_id)
        return claim is not None and claim.revision > self._inbox.seen.get(session_id, 0)

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Start the writer, once; from now on it calls ``listener`` from its thread."""
        if self._writer is not None:
            raise RuntimeError("the store was started already")
        from breakout_tui.store.backup_keeper import BackupKeeper
        from breakout_tui.store.writer import Writer

        self._listener = listener
        self._keeper = BackupKeeper(
            lambda: self._path,
            self._clock,
            lambda: not self._inbox.is_empty,
            listener,
            self._inspect_after,
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

    def prepare(self) -> None:
        """Make what the first save will need; call it on a thread of its own."""
        from breakout_tui.store import table_mappings

        table_mappings.prepare()

    def take_over(self, session_id: str) -> None:
        """Make the next write to the session take its ownership, in the same transaction."""
        self._inbox.take_over(session_id)

    def release(self, timeout: float = 10.0) -> None:
        """Give up the ownership of every session, once all that waits is written; the next write claims its session again."""
        writer = self._writer
        if writer is not None and writer.is_alive():
            from breakout_tui.store.writer_jobs import run_on

            with suppress(Empty):
                run_on(writer, writer.release, timeout)

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Queue changes for one transaction, with the removal of the draft; gives the ticket that ``Saved`` will name."""
        ticket = self._inbox.submit(session_id, changes, ends_draft=ends_draft)
        self._ring()
        return ticket

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Queue the draft; it replaces one that still waits."""
        self._inbox.put_draft(session_id, draft)
        self._ring()

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """All changes that aren't in the file: waiting, failed, or refused by another window's claim; oldest first."""
        return tuple((submission.session_id, submission.changes) for submission in self._inbox.unsaved())

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """The changes refused because another window held the session; the store forgets them.

        They were made on another state of the session and would overwrite the other window's notes, so they are never
        written. After a take-over their texts can be captured again.
        """
        return self._inbox.hand_back(session_id)

    def save_elsewhere(self, path: Path, timeout: float = 10.0) -> None:
        """Copy the whole database, as this window has it open, to a new file, and continue there.

        For a file that was removed, or whose disk is gone. Raises OutputExists, StoreError.
        """
        if path.exists():
            raise OutputExists("this file already exists", where=str(path), remedy="choose another name")
        from breakout_tui.store.writer_jobs import living, run_on

        writer = living(self._writer, self._path)
        try:
            run_on(writer, lambda: self._move(writer, path), timeout)
        except Empty:
            raise WriteFailed(
                "the copy takes too long", where=str(path), remedy="it continues; check again"
            ) from None
        except Exception as failure:
            raise sqlite_errors.as_store_error(failure, path) from failure

    def erasing(self, *, settled: float = 1.0, retry: float = 5.0) -> ErasureKeeper:
        """What erases from this file, while this window has it open, what was erased elsewhere; with the keeper's pauses in seconds."""
        from breakout_tui.store.erasure_keeper import ErasureKeeper

        here = (lambda: self._path), self.without_backups, self._window, self._inbox, self._clock
        return ErasureKeeper(
            *here, self._retry_policy.busy, lambda event: self._listener(event), settled, retry
        )

    def without_backups(self, before: Callable[[], None], job: Callable[[], None], timeout: float) -> None:
        """While no backup is made: ``before``, then a job on the writer's thread. Raises what they raise, StoreError, queue.Empty."""
        from breakout_tui.store.writer_jobs import living, run_on

        with nullcontext() if self._keeper is None else self._keeper.paused():
            before()
            run_on(living(self._writer, self._path), job, timeout)

    def write_aside(self, work: Work, done: Callable[[bool], None]) -> None:
        """Have work done on the writer's thread, after what waits there, in a transaction; ``done`` hears there whether it was. Never waits."""
        from breakout_tui.store.writer_jobs import write_aside

        write_aside(self._writer, work, done)

    def close(self, timeout: float | None = None) -> bool:
        """Write all that waits, release the sessions, stop the thread. False if something could not be written."""
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

    def _move(self, writer: Writer, path: Path) -> None:
        """On the writer's thread: continue in the new file."""
        writer.move_to(path)
        self._path = path
        self._reader = self._reader_of(path)

    def _reader_of(self, path: Path) -> DatabaseReader:
        return DatabaseReader(path, lambda: self._clock.read().wall, self._retry_policy.busy)

    def _found(self, found: T | None) -> T:
        """What was read of a session. Raises NotFound for nothing."""
        if found is None:
            raise NotFound(
                "there is no such session", where=str(self._path), remedy="`breakout-tui sessions` lists them"
            )
        return found

    def _ring(self) -> None:
        if self._writer is not None:
            self._writer.ring()

    def _records(self, session_id: str) -> SessionRecords | None:
        while True:
            commits = self._inbox.commits
            read = self._reader.records(session_id)
            waiting = self._inbox.waiting()
            # A commit between the two reads would be in neither of them: read again.
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
