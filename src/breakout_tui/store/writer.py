"""The writer: one thread that writes what the inbox holds to the disk, in order, and reports what is saved.

It isn't a daemon: the program can't end before it has finished. A failed write is reported, kept and retried, at growing
intervals.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import WriteFailed
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Opened, Saved, SaveFailed, StoreEvent
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import Connect, identity, open_writing
from breakout_tui.store.inbox import Inbox, Submission
from breakout_tui.store.integrity import refuse_damage
from breakout_tui.store.migrations import VERSION, copy_database, migrate, sync_folder, version_of
from breakout_tui.store.ownership import Window, is_known
from breakout_tui.store.retry_policy import RetryPolicy

if TYPE_CHECKING:
    from breakout_tui.domain.records import Change
    from breakout_tui.store.write_transaction import WriteTransaction, Written


class Writer(threading.Thread):
    """Writes what the inbox holds to the file. ``ring`` wakes it; ``finish`` ends it once all is written."""

    def __init__(
        self,
        path: Path,
        inbox: Inbox,
        window: Window,
        clock: Clock,
        listener: Callable[[StoreEvent], None],
        retry_policy: RetryPolicy,
        connect: Connect = open_writing,
        committed: Callable[[Iterable[Change]], None] = lambda _: None,
    ) -> None:
        super().__init__(name="breakout-tui writer", daemon=False)
        self.path = path
        self._inbox = inbox
        self._window = window
        self._clock = clock
        self._listener = listener
        self._retry_policy = retry_policy
        self._connect = connect
        self._committed = committed
        self._bell: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._left: float | None = None
        """Seconds of waiting left after closing; None while open."""
        self._transaction: WriteTransaction | None = None
        self._file: tuple[int, int] | None = None
        self._written: set[str] = set()
        """Sessions that this window has written to."""
        self._reported_ticket = 0
        self._is_failing = False

    def ring(self) -> None:
        """Wake the thread: something waits. Safe in a signal handler."""
        self._bell.put(None)

    def finish(self, timeout: float | None) -> None:
        """End when all is written, or when these seconds of waiting are over."""
        left = self._retry_policy.last if timeout is None else timeout

        def close() -> None:
            self._left = left if self._left is None else min(left, self._left)

        self._bell.put(close)

    def ask(self, job: Callable[[], None]) -> None:
        """Run a job on the thread, between two transactions."""
        self._bell.put(job)

    def run(self) -> None:
        """Until finished, write what waits; after a failure wait and retry."""
        wait = self._retry_policy.first
        self._attempt(self._open)
        while True:
            if self._is_failing:
                if self._left is not None and self._left <= 0:
                    break
                self._listen(wait if self._left is None else min(wait, self._left))
                if self._left is not None:
                    self._left -= wait
                wait = min(wait * 2, self._retry_policy.longest)
            elif self._inbox.is_empty:
                if self._left is not None:
                    break
                self._listen(None)
            if self._attempt(self._write):
                wait = self._retry_policy.first
        self._release()
        self._drop()

    def _listen(self, timeout: float | None) -> None:
        """Wait until woken, at most this long; then run the jobs."""
        try:
            job = self._bell.get(timeout=timeout)
        except queue.Empty:
            return
        while True:
            if job is not None:
                job()
                if self._left is not None:
                    return
            if self._bell.empty():
                return
            job = self._bell.get_nowait()

    def _attempt(self, work: Callable[[], None]) -> bool:
        """Do the work; report any failure, so that it is retried: typed text must not be lost."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - the thread must outlive every failure
            self._fail(error)
            return False
        if self._is_failing:
            self._is_failing = False
            self._report(Saved(self._reported_ticket))
        return True

    def _fail(self, error: Exception) -> None:
        self._is_failing = True
        batch = self._inbox.next_batch(1)
        ticket = batch[0].ticket if batch else self._reported_ticket
        is_gone = self._file is not None and identity(self.path) != self._file
        # For a removed file SQLite reports a read-only file or a failing disk.
        failure = self._gone() if is_gone else sqlite_errors.as_store_error(error, self.path)
        self._report(SaveFailed(ticket, str(failure), failure.exit_code))
        # A removed file exists only through our connection; of one that still exists a new connection is safer.
        if not is_gone:
            self._drop()

    def _report(self, event: StoreEvent) -> None:
        # A listener that fails must not stop the writing, and there is nobody to report it to.
        with suppress(Exception):
            self._listener(event)

    def _open(self) -> None:
        """Open the file that has the name now, unless it is open.

        A file that disappeared is never created again. Another file of that name, such as a copy or the same file on a
        disk that was plugged in again, is accepted if it has everything that this window knows.
        """
        found = identity(self.path)
        if self._transaction is not None and found == self._file:
            return
        if self._file is not None and found is None:
            raise self._gone()
        raw = self._connect(self.path, self._retry_policy.busy)
        try:
            transaction = self._transaction_on(raw, is_same_file=self._file in (None, found))
        except BaseException:
            raw.close()
            raise
        self._drop()
        is_first = self._file is None
        self._transaction, self._file = transaction, identity(self.path)
        if is_first:
            self._report(Opened())

    def _transaction_on(self, raw: sqlite3.Connection, *, is_same_file: bool) -> WriteTransaction:
        refuse_damage(raw, self.path)
        if is_same_file:
            migrate(raw, self.path, self._clock.read().wall.isoformat(timespec="seconds"))
        elif version_of(raw, self.path) != VERSION or not is_known(
            raw, self._window, self._inbox.seen, self._written
        ):
            raise self._gone()
        from breakout_tui.store.write_transaction import WriteTransaction

        now, path = (lambda: self._clock.read().wall), self.path
        return WriteTransaction(raw, self._window, now, lambda: version_of(raw, path))

    def _write(self) -> None:
        """Write all that waits: changes first, then drafts."""
        while True:
            self._open()
            transaction = self._transaction
            assert transaction is not None
            if batch := self._inbox.next_batch():
                self._write_batch(transaction, batch)
            elif (draft := self._inbox.next_draft()) is not None:
                written = transaction.write_draft(draft)
                self._look_at_file()
                self._saw(written)
                self._inbox.draft_stored(draft)
                holder = written.holders.get(draft.session_id)
                self._report(
                    HeldElsewhere(draft.session_id, holder) if holder else DraftSaved(draft.session_id)
                )
            else:
                return

    def _write_batch(self, transaction: WriteTransaction, batch: list[Submission]) -> None:
        try:
            self._commit(transaction, batch)
        except Exception as error:
            if len(batch) == 1 or not sqlite_errors.is_of_the_changes(error):
                raise
            self._write_singly(transaction, batch)

    def _write_singly(self, transaction: WriteTransaction, batch: list[Submission]) -> None:
        """Write each submission alone, because one can't be written; nothing after it in its session is written."""
        failed: dict[str, Exception] = {}
        for submission in batch:
            if submission.session_id in failed:
                continue
            try:
                self._commit(transaction, [submission], is_reported=not failed)
            except Exception as error:
                if not sqlite_errors.is_of_the_changes(error):
                    raise
                failed[submission.session_id] = error
        if failed:
            raise next(iter(failed.values()))

    def _commit(
        self, transaction: WriteTransaction, batch: list[Submission], is_reported: bool = True
    ) -> None:
        written = transaction.write(batch)
        self._look_at_file()
        self._saw(written)
        if written.holders:
            self._inbox.keep_out(batch, written.holders)
        done = [submission for submission in batch if submission.session_id not in written.holders]
        self._inbox.committed(done)
        for session_id, holder in written.holders.items():
            self._report(HeldElsewhere(session_id, holder))
        for submission in done:
            self._reported_ticket = max(submission.ticket, self._reported_ticket)
            if is_reported:
                self._report(Saved(submission.ticket))
        self._committed(change for submission in done for change in submission.changes)

    def _saw(self, written: Written) -> None:
        for session_id, revision in written.revisions.items():
            self._inbox.saw(session_id, revision)
            self._written.add(session_id)

    def _look_at_file(self) -> None:
        """Refuse a removed file: SQLite would continue to write to it, and the data would be lost."""
        if identity(self.path) != self._file:
            raise self._gone()

    def _gone(self) -> WriteFailed:
        return sqlite_errors.gone(self.path)

    def move_to(self, target: Path) -> None:
        """Continue in a complete copy under another name; only through ``ask``. Raises StoreError, OSError."""
        if self._transaction is None:
            self._open()
        assert self._transaction is not None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_database(self._transaction.raw, target)
        sync_folder(target.parent)
        self._drop()
        self.path, self._file = target, None

    def _drop(self) -> None:
        """Close the connection; the next attempt opens the file again."""
        if self._transaction is not None:
            with suppress(Exception):
                self._transaction.close()
            self._transaction = None

    def release(self) -> bool:
        """Write what waits, then release what this window owns; only through ``ask``. Whether all was written."""
        is_written = self._attempt(self._write)
        self._release()
        return is_written

    def write_aside(self, work: Callable[[sqlite3.Connection], None]) -> bool:
        """Write what waits, then this; only through ``ask``. Whether it was written: if not, nobody is told, and it isn't retried."""
        if self._is_failing or not self._attempt(self._write) or self._transaction is None:
            return False
        try:
            self._transaction.write_aside(work)
            self._look_at_file()
        except Exception:  # noqa: BLE001 - the thread must outlive every failure
            return False
        return True

    def _release(self) -> None:
        """Release what this window owns, if possible; the claims of a process that ended are void anyway."""
        if self._transaction is not None and not self._is_failing:
            with suppress(Exception):
                self._look_at_file()
                self._transaction.release()
                self._written.clear()
