"""The pen: writes transactions to the open file. Made and used in the writer's thread only; imports SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType

from breakout_tui.domain.records import Change, UndoStep
from breakout_tui.store import statements, table_mappings
from breakout_tui.store.inbox import Submission, WaitingDraft
from breakout_tui.store.ownership import STALE, Claim, Window
from breakout_tui.store.reader import claim_of


@dataclass(slots=True)
class Written:
    """What a transaction came to: who holds the sessions that were left out, and the revisions of those written."""

    holders: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)


class _Transaction:
    """Whole or not at all: where COMMIT itself fails SQLite leaves the transaction open.

    It has its write lock from the start: a transaction that begins by reading can't wait for another's lock.
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def __enter__(self) -> None:
        self._raw.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if sort is None:
                self._raw.execute("COMMIT")
        finally:
            if self._raw.in_transaction:
                self._raw.rollback()


class WriteTransaction:
    """Writes through one connection, which it owns; each call is one transaction, whole or not at all."""

    def __init__(self, raw: sqlite3.Connection, window: Window, now: Callable[[], datetime]) -> None:
        self._window = window
        self._now = now
        self._transaction = _Transaction(raw)
        self.raw = raw

    def write(self, submissions: Sequence[Submission]) -> Written:
        """Put the changes of all these, but for sessions that another window holds.

        A session that went on without this window is left out too: what this window knows of it is out of date.
        """
        written = Written()
        of_session: dict[str, list[Submission]] = {}
        for submission in submissions:
            of_session.setdefault(submission.session_id, []).append(submission)
        with self._transaction:
            for session_id, mine in of_session.items():
                claim = self._hold(session_id, mine[0].takes, mine[0].seen)
                if isinstance(claim, str):
                    written.holders[session_id] = claim
                else:
                    changes = [change for submission in mine for change in submission.changes]
                    self._put(changes)
                    written.revisions[session_id] = self._counted(session_id, claim, changes)
        return written

    def write_draft(self, waiting: WaitingDraft) -> Written:
        """Put or remove a draft, unless the session is another's; it counts as a change where it makes one."""
        written = Written()
        session_id, draft = waiting.session_id, waiting.draft
        with self._transaction:
            claim = self._hold(session_id, waiting.takes, waiting.seen)
            if isinstance(claim, str):
                written.holders[session_id] = claim
                return written
            before = self.raw.total_changes
            if draft is None:
                self.raw.execute(statements.clearing(table_mappings.DRAFT), (session_id,))
            else:
                self.raw.execute(
                    statements.putting(table_mappings.DRAFT), table_mappings.DRAFT.cells(draft, (session_id,))
                )
            if self.raw.total_changes > before:
                written.revisions[session_id] = self._counted(session_id, claim, ())
        return written

    def release(self) -> None:
        """Give back what this window owns."""
        with self._transaction:
            self.raw.execute("UPDATE ownership SET window = NULL WHERE window = ?", (self._window.name,))

    def close(self) -> None:
        """Let the file go."""
        self.raw.close()

    def _hold(self, session_id: str, is_taken: bool, seen: int | None) -> Claim | str:
        """Have the session for this window, if it may be; gives the claim, or who holds it instead."""
        claim = claim_of(self.raw, session_id)
        if claim is not None:
            if claim.window == self._window.name:
                return claim
            if not is_taken and claim.is_held_against(self._window):
                return claim.words(self._window, self._now())
            if seen is not None and seen != claim.revision:
                return STALE
        since = self._now().isoformat(timespec="seconds")
        self.raw.execute(
            statements.CLAIM, {"session_id": session_id, **self._window._asdict(), "since": since}
        )
        made = claim_of(self.raw, session_id)
        assert made is not None
        return made

    def _counted(self, session_id: str, claim: Claim, changes: Iterable[Change]) -> int:
        """Count changes that bring no new undo step; gives the session's revision, as the file says it from now on."""
        last = claim.last_undo_step
        brings = False
        for change in changes:
            if change.before is None and isinstance(change.after, UndoStep):
                last, brings = max(last, change.after.number), True
        if not brings:
            self.raw.execute(statements.COUNT, (session_id,))
        return claim.counted + (not brings) + last

    def _put(self, changes: Iterable[Change]) -> None:
        for change in changes:
            mapping = table_mappings.SHEETS[type(change.after)]
            self.raw.execute(statements.putting(mapping), mapping.cells(change.after))
            before = () if change.before is None else tuple(table_mappings.parts(change.before))
            for index, (part, whose, items) in enumerate(table_mappings.parts(change.after)):
                if before and before[index][2] == items:
                    continue
                if before:
                    self.raw.execute(statements.clearing(part), whose)
                for position, item in enumerate(items):
                    self.raw.execute(statements.putting(part), part.cells(item, (*whose, position)))
