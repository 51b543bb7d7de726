"""A store in memory. It passes the same contract suite as the database (``tests/contracts``).

Several windows can open one file, as with the database. Everything runs in the caller's thread: when ``submit`` returns, the
write is finished and the listener has been called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.errors import NotFound, OutputExists, StoreError
from breakout_tui.domain.joined_session import shown
from breakout_tui.domain.last_change import last_change
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.records import Change, Draft, Record, SessionInfo
from breakout_tui.domain.session import Session
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import DraftSaved, HeldElsewhere, Opened, Saved, SaveFailed, StoreEvent
from breakout_tui.domain.summary import Gathered, Summary, listed
from breakout_tui.domain.versions import Version
from tests.stored import records_of, session_records

FULL = "the disk is full; free some space and it is saved automatically"


class MemoryFile:
    """The content of a database file, and whether it can be written to."""

    def __init__(self) -> None:
        self.sessions: dict[str, dict[tuple[type, str], Record]] = {}
        self.drafts: dict[str, Draft] = {}
        self.owners: dict[str, FakeStore] = {}
        self.revisions: Counter[str] = Counter()
        self.siblings: list[Version] = []
        """What other laptops made of the records at the same time."""
        self.gathered: set[str] = set()
        """The sessions that are another room's."""
        self.problem = ""
        """Why nothing can be written now; empty if it can."""
        self.windows: list[FakeStore] = []

    @contextmanager
    def unwritable(self, problem: str = FULL) -> Iterator[None]:
        """Nothing can be written inside the ``with`` block; after it every window tries again."""
        self.problem = problem
        yield
        self.problem = ""
        for window in self.windows:
            window.write_all()

    def put(self, session_id: str, records: Iterable[Record]) -> None:
        """Store records under their ids."""
        stored = self.sessions.setdefault(session_id, {})
        put = {(type(record), record.id): record for record in records}
        stored.update(put)
        self.siblings = [each for each in self.siblings if (type(each.record), each.record.id) not in put]

    def copied(self) -> MemoryFile:
        """A separate file with the same content and no window."""
        other = MemoryFile()
        other.sessions = {session_id: dict(records) for session_id, records in self.sessions.items()}
        other.drafts, other.owners, other.revisions = (
            dict(self.drafts),
            dict(self.owners),
            copy(self.revisions),
        )
        other.gathered = set(self.gathered)
        return other


@dataclass
class MemoryDisk:
    """Files by path."""

    files: dict[Path, MemoryFile] = field(default_factory=dict)


class _Claim(NamedTuple):
    """The session state that a write builds on, and whether it takes the session from its owner."""

    session_id: str
    seen: int | None
    """The revision that this window had read; None if it had read none."""
    takes_over: bool


class _Changes(NamedTuple):
    """Submitted changes that are not in the file."""

    ticket: int
    claim: _Claim
    changes: tuple[Change, ...]
    ended: _WaitingDraft | None = None
    """The removal of the draft that they are made of."""


class _WaitingDraft(NamedTuple):
    """A draft that is not in the file; None removes the stored one."""

    claim: _Claim
    draft: Draft | None


class FakeStore:
    """One window on a file in memory."""

    def __init__(
        self, disk: MemoryDisk | None = None, path: Path = Path("memory.db"), *, preview_from: int = 1000
    ) -> None:
        self.disk = disk or MemoryDisk()
        self.path = path
        self.file = self.disk.files.setdefault(path, MemoryFile())
        self.submitted = 0
        """The number of submissions, which is the ticket of the last one."""
        self._preview_from = preview_from
        self._listener: Callable[[StoreEvent], None] | None = None
        self._waiting: list[_Changes] = []
        self._drafts: dict[str, _WaitingDraft] = {}
        self._kept_out: list[_Changes] = []
        self._blocked: set[str] = set()
        self._taking: set[str] = set()
        self._seen: dict[str, int] = {}

    @classmethod
    def holding(cls, *sessions: Session) -> FakeStore:
        """A store whose file has these sessions."""
        store = cls()
        for session in sessions:
            store.file.put(session.id, records_of(session))
        return store

    @property
    def is_started(self) -> bool:
        """Whether there is a listener."""
        return self._listener is not None

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions in the order of the lists."""
        ids = {*self.file.sessions, *(waiting.claim.session_id for waiting in self._waiting)}
        return listed(
            _summary(records, is_gathered=self.is_gathered(id_))
            for id_ in ids
            if (records := self._records(id_)) is not None
        )

    def latest(self) -> str | None:
        """The newest stored session that is not archived; another room's only if there is no other."""
        infos = [
            record
            for records in self.file.sessions.values()
            for record in records.values()
            if isinstance(record, SessionInfo) and not record.archived
        ]
        return max(infos, key=self._newness).id if infos else None

    def _newness(self, info: SessionInfo) -> tuple[bool, datetime, str]:
        return not self.is_gathered(info.id), info.created_at, info.id

    def load(self, session_id: str) -> SessionRecords:
        """The records of a session, including waiting changes."""
        records = self._records(session_id)
        if records is None:
            raise NotFound("there is no such session")
        if session_id in self.file.sessions:
            self._seen[session_id] = self.file.revisions[session_id]
        return records

    def preview(self, session_id: str) -> SessionRecords | None:
        """A session of many notes without them."""
        if self._waiting or self._drafts or session_id in self.file.drafts:
            return None
        whole = self._records(session_id)
        if whole is None or len(whole.notes) < self._preview_from:
            return None
        shown = SessionRecords(whole.info, whole.runs, whole.boxes, whole.spans, (), (), (), None, (), ())
        return shown._replace(speakers=whole.speakers, speakers_lists=whole.speakers_lists)

    def draft(self, session_id: str) -> Draft | None:
        """The latest draft."""
        waiting = self._drafts.get(session_id)
        return waiting.draft if waiting is not None else self.file.drafts.get(session_id)

    def holder(self, session_id: str) -> str:
        """Which other window owns the session."""
        owner = self.file.owners.get(session_id)
        return "" if owner is None or owner is self else "another window on this machine"

    def is_gathered(self, session_id: str) -> bool:
        """Whether it is another room's."""
        return session_id in self.file.gathered

    def is_behind(self, session_id: str) -> bool:
        """Whether another window wrote since."""
        return self.file.revisions[session_id] > self._seen.get(session_id, 0)

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Start to write and to call the listener. Only once."""
        if self._listener is not None:
            raise RuntimeError("the store was started already")
        self._listener = listener
        self.file.windows.append(self)
        listener(Opened())
        self.write_all()

    def prepare(self) -> None:
        """Nothing to make."""

    def take_over(self, session_id: str) -> None:
        """Let the next write take the session from its owner."""
        self._blocked.discard(session_id)
        self._taking.add(session_id)

    def release(self) -> None:
        """Give up the ownership of every session."""
        self.write_all()
        self.file.owners = {id_: owner for id_, owner in self.file.owners.items() if owner is not self}

    def submit(self, session_id: str, changes: Sequence[Change], *, ends_draft: bool = False) -> int:
        """Write changes, or keep them until they can be written."""
        self.submitted += 1
        ticket = self.submitted
        is_kept_out = session_id in self._blocked
        ended = _WaitingDraft(self._claim(session_id), None) if ends_draft else None
        if ended is not None:
            self._drafts[session_id] = ended
        made = _Changes(ticket, self._claim(session_id), tuple(changes), ended)
        (self._kept_out if is_kept_out else self._waiting).append(made)
        self.write_all()
        return ticket

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Write the draft, or keep it until it can be written."""
        self._drafts[session_id] = _WaitingDraft(self._claim(session_id), draft)
        self.write_all()

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """Return and forget the changes refused by a session that another window took over."""
        self._blocked.discard(session_id)
        mine = [kept for kept in self._kept_out if kept.claim.session_id == session_id]
        self._kept_out = [kept for kept in self._kept_out if kept.claim.session_id != session_id]
        return tuple(change for kept in mine for change in kept.changes)

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """The unsaved changes, oldest first."""
        unsaved = sorted((*self._kept_out, *self._waiting), key=lambda waiting: waiting.ticket)
        return tuple((waiting.claim.session_id, waiting.changes) for waiting in unsaved)

    def save_elsewhere(self, path: Path) -> None:
        """Copy everything to a new file and continue there."""
        if path in self.disk.files or path.exists():
            raise OutputExists("there is such a file already", where=str(path), remedy="choose another name")
        if self._listener is None:
            raise StoreError("nothing is being written", where=str(self.path))
        self.file.windows.remove(self)
        self.path, self.file = path, self.file.copied()
        self.disk.files[path] = self.file
        self.file.windows.append(self)
        self.write_all()

    def close(self, timeout: float | None = None) -> bool:
        """Write waiting changes and release owned sessions. False if something could not be written."""
        if self._listener is None and (self._waiting or self._drafts):
            self.start(lambda _: None)
        self.write_all()
        self.file.owners = {id_: owner for id_, owner in self.file.owners.items() if owner is not self}
        if self in self.file.windows:
            self.file.windows.remove(self)
        return not (self._waiting or self._drafts or self._kept_out)

    def lose(self, session_id: str) -> FakeStore:
        """Another window takes the session over and writes to it; returns that window."""
        other = FakeStore(self.disk, self.path)
        other.start(lambda _: None)
        other.take_over(session_id)
        other.save_draft(session_id, None)
        return other

    def write_all(self) -> None:
        """Write all waiting changes, then drafts, as far as the file allows it."""
        if self._listener is None:
            return
        while self._waiting or self._drafts:
            if self.file.problem:
                ticket = self._waiting[0].ticket if self._waiting else self.submitted
                self._listener(SaveFailed(ticket, self.file.problem))
                return
            event = (
                self._write_changes(self._waiting[0])
                if self._waiting
                else self._write_draft(next(iter(self._drafts.values())))
            )
            self._listener(event)

    def _claim(self, session_id: str) -> _Claim:
        return _Claim(session_id, self._seen.get(session_id), session_id in self._taking)

    def _write_changes(self, waiting: _Changes) -> StoreEvent:
        session_id = waiting.claim.session_id
        if holder := self._hold(waiting.claim):
            self._blocked.add(session_id)
            self._kept_out += [each for each in self._waiting if each.claim.session_id == session_id]
            self._waiting = [each for each in self._waiting if each.claim.session_id != session_id]
            self._drafts.pop(session_id, None)
            return HeldElsewhere(session_id, holder)
        self._waiting.remove(waiting)
        if waiting.ended is not None:
            self.file.drafts.pop(session_id, None)
            if self._drafts.get(session_id) is waiting.ended:
                del self._drafts[session_id]
        self.file.put(session_id, [change.after for change in waiting.changes])
        self._count(session_id)
        return Saved(waiting.ticket)

    def _write_draft(self, waiting: _WaitingDraft) -> StoreEvent:
        session_id = waiting.claim.session_id
        del self._drafts[session_id]
        if holder := self._hold(waiting.claim):
            return HeldElsewhere(session_id, holder)
        stored = self.file.drafts.pop(session_id, None)
        if waiting.draft is not None:
            self.file.drafts[session_id] = waiting.draft
        if stored is not None or waiting.draft is not None:
            self._count(session_id)
        return DraftSaved(session_id)

    def _hold(self, claim: _Claim) -> str:
        """Own the session for a write; returns the other holder, if there is one."""
        session_id = claim.session_id
        self._taking.discard(session_id)
        if self.file.owners.get(session_id) is self:
            return ""
        if not claim.takes_over and (holder := self.holder(session_id)):
            return holder
        if claim.seen is not None and claim.seen != self.file.revisions[session_id]:
            return "another window, which wrote to it after this one had read it"
        if self.is_gathered(session_id):
            return "the room that it was gathered from"
        self.file.owners[session_id] = self
        return ""

    def _count(self, session_id: str) -> None:
        """Count a change of the file that this window knows."""
        self.file.revisions[session_id] += 1
        self._seen[session_id] = self.file.revisions[session_id]

    def _records(self, session_id: str) -> SessionRecords | None:
        found = dict(self.file.sessions.get(session_id, {}))
        for waiting in self._waiting:
            if waiting.claim.session_id == session_id:
                found.update({(type(each.after), each.after.id): each.after for each in waiting.changes})
        records = session_records(found.values()) if (SessionInfo, session_id) in found else None
        if records is None or not self.file.siblings:
            return records
        seen = shown(records, self.file.siblings)
        return seen._replace(notes=tuple(seen.notes))


def _is_unread(note: Note) -> bool:
    return note.is_visible and note.kind in OUTPUTS and note.read_back is None


def _summary(records: SessionRecords, *, is_gathered: bool) -> Summary:
    session, info = Session.of(records), records.info
    programme = info.programme
    left = tuple(phase.title for phase in programme.phases if session.run(phase.id) is None)
    unread = [note for note in session.book.notes if _is_unread(note)]
    has_read_back = any(phase.has(StepKind.READBACK) for phase in programme.phases)
    return Summary(
        id=info.id,
        theme_id=info.theme_id,
        theme_title=session.theme.title,
        room=info.room,
        round=info.round,
        created_at=info.created_at,
        stage=session.stage,
        notes=session.book.visible,
        archived=info.archived,
        facilitator=info.facilitator,
        rapporteur=info.rapporteur,
        people=info.people,
        groups=info.groups,
        known=info.known,
        event=programme.event,
        phase="" if session.last_started is None else session.last_started.title,
        gathered=Gathered(last_change(session), left, len(unread) if has_read_back else 0)
        if is_gathered
        else None,
    )
