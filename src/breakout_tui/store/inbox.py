"""What waits to be written, shared by the screens' and the writer's thread: nothing leaves it before it is durable."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from breakout_tui.domain.records import Change, Draft

MOST_AT_ONCE = 500
"""How many submissions may share one transaction."""


class Submission(NamedTuple):
    """Changes that belong together, under their ticket."""

    ticket: int
    session_id: str
    changes: tuple[Change, ...]
    seen: int | None
    """The revision of the session that this window had read when they were made; None if it read none."""
    takes: bool
    """Whether they take the session from its holder."""
    ended: WaitingDraft | None = None
    """The removal of the draft that they are made of: a draft without its note, or beside it, would come back."""


class WaitingDraft(NamedTuple):
    """A draft to be stored, or (None) to be removed."""

    session_id: str
    draft: Draft | None
    seen: int | None
    """As in a submission: typing on an older state must not take the newer one."""
    takes: bool


class Inbox:
    """Submissions in order, the latest draft of each session, and the changes refused because others hold the session.

    Later changes to such a session build on the refused ones and are refused too, until it is taken over.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ticket = 0
        self._waiting: list[Submission] = []
        self._kept_out: list[Submission] = []
        self._blocked: set[str] = set()
        self._drafts: dict[str, WaitingDraft] = {}
        self._taking: set[str] = set()
        self._seen: dict[str, int] = {}
        self._commits = 0

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Add changes, and the removal of the draft; gives their ticket."""
        with self._lock:
            self._ticket += 1
            seen, takes = self._seen.get(session_id), session_id in self._taking
            ended = WaitingDraft(session_id, None, seen, takes) if ends_draft else None
            if ended is not None:
                self._drafts[session_id] = ended
            self._waiting.append(Submission(self._ticket, session_id, tuple(changes), seen, takes, ended))
            return self._ticket

    def put_draft(self, session_id: str, draft: Draft | None) -> None:
        """Add a draft; it replaces one that waits."""
        with self._lock:
            seen, takes = self._seen.get(session_id), session_id in self._taking
            self._drafts[session_id] = WaitingDraft(session_id, draft, seen, takes)

    def take_over(self, session_id: str) -> None:
        """Make all that comes from now on take the session from its holder."""
        with self._lock:
            self._move_blocked()
            self._blocked.discard(session_id)
            self._taking.add(session_id)

    def saw(self, session_id: str, revision: int) -> None:
        """This window knows the session up to this revision."""
        with self._lock:
            self._seen[session_id] = max(revision, self._seen.get(session_id, 0))

    @property
    def seen(self) -> dict[str, int]:
        """The revision of each session that this window knows."""
        with self._lock:
            return dict(self._seen)

    def next_batch(self, at_most: int = MOST_AT_ONCE) -> list[Submission]:
        """The oldest submissions, to be written together; a take-over is never mixed with earlier ones."""
        with self._lock:
            self._move_blocked()
            batch: list[Submission] = []
            before: dict[str, bool] = {}
            for submission in self._waiting[:at_most]:
                if before.setdefault(submission.session_id, submission.takes) != submission.takes:
                    break
                batch.append(submission)
            return batch

    def next_draft(self) -> WaitingDraft | None:
        """The oldest draft that waits."""
        with self._lock:
            return next(iter(self._drafts.values()), None)

    def committed(self, batch: Sequence[Submission]) -> None:
        """These are durable."""
        with self._lock:
            self._remove(batch)
            self._taking -= {submission.session_id for submission in batch if submission.takes}
            self._commits += 1
            for submission in batch:
                if (
                    submission.ended is not None
                    and self._drafts.get(submission.session_id) is submission.ended
                ):
                    del self._drafts[submission.session_id]

    def draft_stored(self, stored: WaitingDraft) -> None:
        """This draft is durable, or refused; a later one still waits."""
        with self._lock:
            if self._drafts.get(stored.session_id) is stored:
                del self._drafts[stored.session_id]
            if stored.takes:
                self._taking.discard(stored.session_id)

    def keep_out(self, batch: Sequence[Submission], session_ids: Collection[str]) -> None:
        """Others hold these sessions: refuse what the batch has for them, and all that follows."""
        with self._lock:
            out = [submission for submission in batch if submission.session_id in session_ids]
            self._remove(out)
            self._kept_out += out
            self._blocked.update(session_ids)
            self._taking.difference_update(session_ids)
            for session_id in session_ids:
                self._drafts.pop(session_id, None)

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """The refused changes of a session, which are then forgotten.

        Later changes build on the file, or are refused because their state is out of date.
        """
        with self._lock:
            self._move_blocked()
            self._blocked.discard(session_id)
            out = [submission for submission in self._kept_out if submission.session_id == session_id]
            self._kept_out = [s for s in self._kept_out if s.session_id != session_id]
            return tuple(change for submission in out for change in submission.changes)

    def draft_of(self, session_id: str) -> WaitingDraft | None:
        """The draft that waits for a session."""
        with self._lock:
            return self._drafts.get(session_id)

    @property
    def commits(self) -> int:
        """How many times submissions became durable."""
        with self._lock:
            return self._commits

    def waiting(self) -> tuple[Submission, ...]:
        """The submissions on their way to the file, oldest first."""
        with self._lock:
            return tuple(s for s in self._waiting if s.session_id not in self._blocked)

    def unsaved(self) -> tuple[Submission, ...]:
        """All submissions that aren't in the file, refused ones included; oldest first."""
        with self._lock:
            return tuple(sorted((*self._kept_out, *self._waiting), key=lambda submission: submission.ticket))

    @property
    def is_empty(self) -> bool:
        """Whether neither changes nor drafts wait."""
        with self._lock:
            return not self._waiting and not self._drafts

    def _move_blocked(self) -> None:
        if self._blocked:
            out = [submission for submission in self._waiting if submission.session_id in self._blocked]
            self._remove(out)
            self._kept_out += out

    def _remove(self, batch: Sequence[Submission]) -> None:
        tickets = {submission.ticket for submission in batch}
        self._waiting = [submission for submission in self._waiting if submission.ticket not in tickets]
