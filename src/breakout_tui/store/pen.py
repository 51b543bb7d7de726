"""The pen: writes transactions to the open file. Made and used in the writer's thread only; imports SQLModel."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from breakout_tui.domain.records import Change, Deed
from breakout_tui.store import sheets, statements
from breakout_tui.store.inbox import Submission, WaitingDraft
from breakout_tui.store.ownership import STALE, Window
from breakout_tui.store.reader import claim_of
from breakout_tui.store.sheets import Cell
from breakout_tui.store.statements import Statement


@dataclass(slots=True)
class Written:
    """What a transaction came to: who holds the sessions that were left out, and the revisions of those written."""

    holders: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)


class Pen:
    """Writes through one connection, which it owns; each call is one transaction, whole or not at all."""

    def __init__(self, raw: sqlite3.Connection, window: Window, now: Callable[[], datetime]) -> None:
        self._window = window
        self._now = now
        self.raw = raw

    def write(self, submissions: Sequence[Submission]) -> Written:
        """Put the changes of all these, but for sessions that another window holds.

        A session that went on without this window is left out too: what this window knows of it is out of date.
        """
        written = Written()
        of_session: dict[str, list[Submission]] = {}
        for submission in submissions:
            of_session.setdefault(submission.session_id, []).append(submission)
        with self._transaction():
            for session_id, mine in of_session.items():
                if holder := self._hold(session_id, mine[0].takes, mine[0].seen):
                    written.holders[session_id] = holder
                else:
                    changes = [change for submission in mine for change in submission.changes]
                    self._put(changes)
                    written.revisions[session_id] = self._counted(session_id, changes)
        return written

    def write_draft(self, waiting: WaitingDraft) -> Written:
        """Put or remove a draft, unless the session is another's; it counts as a change where it makes one."""
        written = Written()
        session_id, draft = waiting.session_id, waiting.draft
        with self._transaction():
            if holder := self._hold(session_id, waiting.takes, waiting.seen):
                written.holders[session_id] = holder
                return written
            before = self.raw.total_changes
            if draft is None:
                self._run(statements.clearing(sheets.DRAFT), [(session_id,)])
            else:
                self._run(statements.putting(sheets.DRAFT), [sheets.DRAFT.cells(draft, (session_id,))])
            if self.raw.total_changes > before:
                written.revisions[session_id] = self._counted(session_id, ())
        return written

    def release(self) -> None:
        """Give back what this window owns."""
        with self._transaction():
            self.raw.execute("UPDATE ownership SET window = NULL WHERE window = ?", (self._window.name,))

    def close(self) -> None:
        """Let the file go."""
        self.raw.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Whole or not at all: where COMMIT itself fails SQLite leaves the transaction open.

        It has its write lock from the start: a transaction that begins by reading can't wait for another's lock.
        """
        self.raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.raw.execute("COMMIT")
        except BaseException:
            if self.raw.in_transaction:
                self.raw.rollback()
            raise

    def _hold(self, session_id: str, is_taken: bool, seen: int | None) -> str:
        """Have the session for this window, if it may be; gives who holds it instead."""
        claim = claim_of(self.raw, session_id)
        if claim is not None:
            if claim.window == self._window.name:
                return ""
            if not is_taken and claim.is_held_against(self._window):
                return claim.words(self._window, self._now())
            if seen is not None and seen != claim.revision:
                return STALE
        since = self._now().isoformat(timespec="seconds")
        self.raw.execute(
            statements.CLAIM, {"session_id": session_id, **self._window._asdict(), "since": since}
        )
        return ""

    def _counted(self, session_id: str, changes: Iterable[Change]) -> int:
        """Count a change that brings no new deed; gives the session's revision."""
        if not any(change.before is None and isinstance(change.after, Deed) for change in changes):
            self.raw.execute(statements.COUNT, (session_id,))
        claim = claim_of(self.raw, session_id)
        return 0 if claim is None else claim.revision

    def _put(self, changes: Iterable[Change]) -> None:
        for change in changes:
            sheet = sheets.SHEETS[type(change.after)]
            self._run(statements.putting(sheet), [sheet.cells(change.after)])
            before = () if change.before is None else tuple(sheets.parts(change.before))
            for index, (part, whose, items) in enumerate(sheets.parts(change.after)):
                if before and before[index][2] == items:
                    continue
                if before:
                    self._run(statements.clearing(part), [whose])
                if items:
                    rows = [part.cells(item, (*whose, position)) for position, item in enumerate(items)]
                    self._run(statements.putting(part), rows)

    def _run(self, statement: Statement, rows: list[tuple[Cell, ...]]) -> None:
        for row in rows:
            self.raw.execute(statement.sql, statement.arranged(row))
