"""The writer: one thread that brings what waits to the disk, in order, and tells when it is there.

Not a daemon: the program can't end before it has. It never gives up while it is wanted: what fails is told, kept and tried
again, ever more slowly.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from breakout_tui import lean
from breakout_tui.domain.clock import Clock
from breakout_tui.domain.errors import StoreError, WriteFailed
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Opened, Saved, SaveFailed, StoreEvent
from breakout_tui.store import sqlite_errors
from breakout_tui.store.connection import Connect, identity, open_writing
from breakout_tui.store.inbox import Inbox, Submission
from breakout_tui.store.migrations import VERSION, copy_whole, migrate, sync_folder, version_of
from breakout_tui.store.ownership import Window, claim_of
from breakout_tui.store.retry_policy import RetryPolicy

if TYPE_CHECKING:
    from breakout_tui.domain.records import Change
    from breakout_tui.store.write_transaction import WriteTransaction, Written


class Writer(threading.Thread):
    """Writes what the inbox holds to the file. ``ring`` wakes it; ``finish`` lets it end once all is written."""

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
        """Seconds of waiting that are left after closing; None while open."""
        self._transaction: WriteTransaction | None = None
        self._file: tuple[int, int] | None = None
        self._written: set[str] = set()
        """Sessions that are this window's by what it wrote."""
        self._told_ticket = 0
        self._is_failing = False

    def ring(self) -> None:
        """Something waits. Safe in a signal handler."""
        self._bell.put(None)

    def finish(self, timeout: float | None) -> None:
        """End when all is written, or when these seconds of waiting are over."""
        left = self._retry_policy.last if timeout is None else timeout

        def close() -> None:
            self._left = left if self._left is None else min(left, self._left)

        self._bell.put(close)

    def ask(self, job: Callable[[], None]) -> None:
        """Let the thread do this between two transactions."""
        self._bell.put(job)

    def run(self) -> None:
        """The thread's work: until finished, write what waits; after a failure wait and try again."""
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
        self._let_go()

    def _listen(self, timeout: float | None) -> None:
        """Wait for the bell, but no longer than this; then do whatever was asked."""
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
        """Do the work; a failure of any sort is told and leads to another attempt, for typed text must not be lost."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - the thread must outlive every failure
            self._fail(error)
            return False
        if self._is_failing:
            self._is_failing = False
            self._tell(Saved(self._told_ticket))
        return True

    def _fail(self, error: Exception) -> None:
        self._is_failing = True
        batch = self._inbox.next_batch(1)
        ticket = batch[0].ticket if batch else self._told_ticket
        is_gone = self._file is not None and identity(self.path) != self._file
        # Of a file that lost its name SQLite says that it can't be written, or that the disk fails.
        failure = self._gone() if is_gone else sqlite_errors.told(error, self.path)
        self._tell(SaveFailed(ticket, str(failure)))
        # A file that is gone lives on only in our connection; a held one will do as it is.
        if not is_gone:
            self._drop()

    def _tell(self, event: StoreEvent) -> None:
        # A listener that fails must not stop the writing; there is nobody else to tell.
        with suppress(Exception):
            self._listener(event)

    def _open(self) -> None:
        """Have the file open, the one that the name stands for now.

        A file that is missing after we had it is never made anew. One that stands in its place, such as a copy or the same
        one on a disk plugged in again, is taken if it knows all that this window knows.
        """
        found = identity(self.path)
        if self._transaction is not None and found == self._file:
            return
        if self._file is not None and found is None:
            raise self._gone()
        raw = self._connect(self.path, self._retry_policy.busy)
        try:
            if self._file in (None, found):
                migrate(raw, self.path, self._clock.read().wall.isoformat(timespec="seconds"))
            elif version_of(raw, self.path) != VERSION or not self._is_known(raw):
                raise self._gone()
            lean.before_sqlmodel()
            from breakout_tui.store.write_transaction import WriteTransaction

            transaction = WriteTransaction(raw, self._window, lambda: self._clock.read().wall)
        except BaseException:
            raw.close()
            raise
        self._drop()
        is_first = self._file is None
        self._transaction, self._file = transaction, identity(self.path)
        if is_first:
            self._tell(Opened())

    def _is_known(self, raw: sqlite3.Connection) -> bool:
        """Whether the file holds everything of every session that this window has read or written.

        As many changes may be other ones: a copy that went on under another window counts as far.
        """
        for session_id, revision in self._inbox.seen.items():
            claim = claim_of(raw, session_id)
            if (0 if claim is None else claim.revision) < revision:
                return False
            if session_id in self._written and (claim is None or claim.window != self._window.name):
                return False
        return True

    def _write(self) -> None:
        """Write everything that waits: changes first, then drafts."""
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
                self._tell(
                    HeldElsewhere(draft.session_id, holder) if holder else DraftSaved(draft.session_id)
                )
            else:
                return

    def _write_batch(self, transaction: WriteTransaction, batch: list[Submission]) -> None:
        try:
            self._commit(transaction, batch)
        except Exception as error:
            if len(batch) == 1 or not _is_of_the_changes(error):
                raise
            self._write_singly(transaction, batch)

    def _write_singly(self, transaction: WriteTransaction, batch: list[Submission]) -> None:
        """One of the batch can't be written: write the others, but nothing after it in its session."""
        failed: dict[str, Exception] = {}
        for submission in batch:
            if submission.session_id in failed:
                continue
            try:
                self._commit(transaction, [submission], is_told=not failed)
            except Exception as error:
                if not _is_of_the_changes(error):
                    raise
                failed[submission.session_id] = error
        if failed:
            raise next(iter(failed.values()))

    def _commit(self, transaction: WriteTransaction, batch: list[Submission], is_told: bool = True) -> None:
        written = transaction.write(batch)
        self._look_at_file()
        self._saw(written)
        if written.holders:
            self._inbox.keep_out(batch, written.holders)
        done = [submission for submission in batch if submission.session_id not in written.holders]
        self._inbox.committed(done)
        for session_id, holder in written.holders.items():
            self._tell(HeldElsewhere(session_id, holder))
        for submission in done:
            self._told_ticket = max(submission.ticket, self._told_ticket)
            if is_told:
                self._tell(Saved(submission.ticket))
        self._committed(change for submission in done for change in submission.changes)

    def _saw(self, written: Written) -> None:
        for session_id, revision in written.revisions.items():
            self._inbox.saw(session_id, revision)
            self._written.add(session_id)

    def _look_at_file(self) -> None:
        """SQLite would go on writing to a file that has lost its name: what went there is not saved."""
        if identity(self.path) != self._file:
            raise self._gone()

    def _gone(self) -> WriteFailed:
        return WriteFailed(
            "the file was removed or replaced while in use",
            where=str(self.path),
            remedy=f"put it back where it was, or save to another place; {sqlite_errors.KEPT}",
        )

    def move_to(self, target: Path) -> None:
        """Go on in a whole copy under another name; only by ``ask``. Raises StoreError, OSError."""
        if self._transaction is None:
            self._open()
        assert self._transaction is not None
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_whole(self._transaction.raw, target)
        sync_folder(target.parent)
        self._drop()
        self.path, self._file = target, None

    def _drop(self) -> None:
        """Let the connection go; the next attempt opens the file anew."""
        if self._transaction is not None:
            with suppress(Exception):
                self._transaction.close()
            self._transaction = None

    def _let_go(self) -> None:
        """Give back what this window owns, as far as that can be done; a dead window's claims are void anyway."""
        if self._transaction is not None and not self._is_failing:
            with suppress(Exception):
                self._look_at_file()
                self._transaction.release()
        self._drop()


def _is_of_the_changes(error: Exception) -> bool:
    """Whether the changes themselves can't be written, as opposed to the disk or the file."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, StoreError | OSError):
        return False
    return not isinstance(cause, sqlite3.Error) or isinstance(
        cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError | sqlite3.DataError
    )
