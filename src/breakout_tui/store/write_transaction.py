"""Writes transactions to the open file. Used in the writer's thread only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType

from breakout_tui.domain.records import Change, UndoStep
from breakout_tui.domain.versions import Stamp
from breakout_tui.store import statements, table_mappings
from breakout_tui.store.gathered_sessions import OTHER_ROOM, is_gathered
from breakout_tui.store.inbox import Submission, WaitingDraft
from breakout_tui.store.ownership import STALE, Claim, Revised, Window, claim_of, new_writer
from breakout_tui.store.siblings import Siblings


@dataclass(slots=True)
class Written:
    """The result of a transaction: who holds the sessions that were left out, and the revisions of those written."""

    holders: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)


class _Transaction(AbstractContextManager[None]):
    """Commits, or rolls back on any error: SQLite leaves the transaction open when COMMIT itself fails.

    It takes the write lock first: a transaction that begins by reading can't wait for another program's lock. If another
    program has changed the schema since, ``examine`` looks at the file again before anything is written.
    """

    def __init__(self, raw: sqlite3.Connection, examine: Callable[[], object]) -> None:
        self._raw = raw
        self._examine = examine
        self._schema_version = self._schema_version_now()

    def __enter__(self) -> None:
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            if (schema_version := self._schema_version_now()) != self._schema_version:
                self._examine()
                self._schema_version = schema_version
        except BaseException:
            self._raw.rollback()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._raw.execute("COMMIT")
        finally:
            if self._raw.in_transaction:
                self._raw.rollback()

    def _schema_version_now(self) -> int:
        """SQLite's own count of changes to the schema."""
        number: int = self._raw.execute("PRAGMA schema_version").fetchone()[0]
        return number


class WriteTransaction:
    """Writes through one connection, which it owns; each call is one transaction, whole or not at all.

    ``examine`` raises an error if the file must not be written to; it is called when its schema has changed.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        window: Window,
        now: Callable[[], datetime],
        examine: Callable[[], object] = lambda: None,
    ) -> None:
        self._window = window
        self._now = now
        self._transaction = _Transaction(raw, examine)
        self.raw = raw
        self._siblings = Siblings(raw)

    def write(self, submissions: Sequence[Submission]) -> Written:
        """Write the changes of all submissions, except for sessions that another window holds or that are another room's.

        Sessions that another window has changed since are left out too: what this window knows is out of date.
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
                    revised = claim.after(_new_steps(changes))
                    self._put(changes, Stamp(revised.revision, claim.writer))
                    if any(submission.ended is not None for submission in mine):
                        self._remove_draft(session_id)
                    written.revisions[session_id] = self._counted(session_id, revised)
        return written

    def write_draft(self, waiting: WaitingDraft) -> Written:
        """Write or remove a draft, unless another window holds the session. Counts as a change if it changes a row."""
        written = Written()
        session_id, draft = waiting.session_id, waiting.draft
        with self._transaction:
            claim = self._hold(session_id, waiting.takes, waiting.seen)
            if isinstance(claim, str):
                written.holders[session_id] = claim
                return written
            before = self.raw.total_changes
            if draft is None:
                self._remove_draft(session_id)
            else:
                self.raw.execute(
                    statements.putting(table_mappings.DRAFT), table_mappings.DRAFT.cells(draft, (session_id,))
                )
            if self.raw.total_changes > before:
                written.revisions[session_id] = self._counted(session_id, claim.after())
        return written

    def _remove_draft(self, session_id: str) -> None:
        self.raw.execute(statements.clearing(table_mappings.DRAFT), (session_id,))

    def begun(self) -> AbstractContextManager[None]:
        """A transaction for what else is done by this connection."""
        return self._transaction

    def keep(self, session_id: str) -> None:
        """Inside a transaction that has ended its claim: the session is this window's as before, unless it is another one's."""
        self._hold(session_id, is_taken=False, seen=None)

    def release(self) -> None:
        """Give back what this window owns."""
        with self._transaction:
            self.raw.execute(statements.RELEASING, (self._window.name,))

    def write_aside(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Write what belongs to no session."""
        with self._transaction:
            work(self.raw)

    def close(self) -> None:
        """Close the file."""
        self.raw.close()

    def _hold(self, session_id: str, is_taken: bool, seen: int | None) -> Claim | str:
        """Claim the session for this window if possible; gives the claim, or who holds it instead.

        Only a session without a claim of this window can be another room's: what it has claimed was here before.
        """
        claim = claim_of(self.raw, session_id)
        if claim is not None and claim.window == self._window.name:
            return claim
        if is_gathered(self.raw, session_id):
            return OTHER_ROOM
        if claim is not None:
            if not is_taken and claim.is_held_against(self._window):
                return claim.words(self._window, self._now())
            if seen is not None and seen != claim.revision:
                return STALE
        since = self._now().isoformat(timespec="seconds")
        if claim is not None and claim.writer:
            # Nobody but its owner has written to the session, so what is known of that writer is the whole count.
            known = table_mappings.KnownWriter(claim.writer, claim.revision, claim.host)
            mapping = table_mappings.KNOWN_WRITER
            self.raw.execute(statements.putting(mapping), mapping.cells(known, (session_id,)))
        self.raw.execute(statements.CLAIMING, (session_id, *self._window, since, 0, new_writer()))
        made = claim_of(self.raw, session_id)
        assert made is not None
        return made

    def _counted(self, session_id: str, revised: Revised) -> int:
        """Count changes without a new undo step; gives the session's new revision."""
        if not revised.is_counted_by_step:
            self.raw.execute(statements.COUNTING, (session_id,))
        return revised.revision

    def _put(self, changes: Iterable[Change], stamp: Stamp) -> None:
        for change in changes:
            mapping = table_mappings.MAPPINGS[type(change.after)]
            self.raw.execute(statements.putting(mapping), mapping.cells(change.after, stamp=stamp))
            # What a record with siblings shows of them, such as their wordings, isn't stored with it yet.
            is_joined = self._siblings.replaced_by(change.after, stamp.writer)
            before = () if change.before is None else tuple(table_mappings.parts(change.before))
            for index, (part, whose, items) in enumerate(table_mappings.parts(change.after)):
                if before and before[index][2] == items and not is_joined:
                    continue
                if before:
                    self.raw.execute(statements.clearing(part), whose)
                for position, item in enumerate(items):
                    self.raw.execute(statements.putting(part), part.cells(item, (*whose, position)))


def _new_steps(changes: Iterable[Change]) -> list[int]:
    """The numbers of the undo steps that these changes bring."""
    afters = (change.after for change in changes if change.before is None)
    return [after.number for after in afters if isinstance(after, UndoStep)]
