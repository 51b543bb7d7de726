"""Stand-ins for the ports of the screens: a store in memory, a clock that is moved by hand, a publisher that remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import NotFound
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.records import Change, Draft
from breakout_tui.domain.session import Session
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.store_events import HeldElsewhere, Saved, SaveFailed, StoreEvent
from breakout_tui.domain.summary import Summary

MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=timezone(timedelta(hours=1)))


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, wall: datetime = MORNING) -> None:
        self.boot = "boot-1"
        self.since_boot = 1000.0
        self.wall = wall

    def read(self) -> Reading:
        """The time as it was last set."""
        return Reading(self.boot, self.since_boot, self.wall)

    def pass_time(self, seconds: float) -> None:
        """Let time pass for both clocks."""
        self.since_boot += seconds
        self.wall += timedelta(seconds=seconds)


class FakeStore:
    """Keeps sessions in memory; says Saved at once, or not while ``is_broken``."""

    path = Path("memory.db")

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}
        self.drafts: dict[str, Draft | None] = {}
        self.changes: list[tuple[str, tuple[Change, ...]]] = []
        self.is_started = False
        self.is_broken = False
        self.held_by = ""
        self.is_lost = False
        self.kept_out: tuple[Change, ...] = ()
        self.is_previewing = False
        self._listener: Callable[[StoreEvent], None] = lambda _: None
        self._ticket = 0

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, newest first."""
        return tuple(
            Summary(
                id=s.id,
                theme_id=s.info.theme_id,
                theme_title=s.theme.title,
                room=s.info.room,
                round=s.info.round,
                created_at=s.info.created_at,
                stage=s.stage,
                notes=s.book.visible,
                archived=s.info.archived,
                facilitator=s.info.facilitator,
                rapporteur=s.info.rapporteur,
                people=s.info.people,
                groups=s.info.groups,
                known=s.info.known,
            )
            for s in reversed(self.sessions.values())
        )

    def latest(self) -> str | None:
        """The last one that was put here."""
        return next(reversed(self.sessions), None)

    def load(self, session_id: str) -> SessionRecords:
        """The records of a session."""
        if session_id not in self.sessions:
            raise NotFound("there is no such session")
        s = self.sessions[session_id]
        return SessionRecords(
            info=s.info,
            runs=s.runs,
            boxes=s.boxes,
            spans=s.spans,
            notes=tuple(s.book.notes),
            tallies=tuple(s.tallies.values()),
            ranking=s.ranking,
            report_back=s.report_back,
            heard_again=tuple(s.heard_again.values()),
            undo_steps=s.undo_steps,
        )

    def preview(self, session_id: str) -> SessionRecords | None:
        """A preview of a session, where the test wants one."""
        return self.load(session_id)._replace(notes=(), undo_steps=()) if self.is_previewing else None

    def draft(self, session_id: str) -> Draft | None:
        """The draft last given."""
        return self.drafts.get(session_id)

    def holder(self, session_id: str) -> str:
        """Who else holds it."""
        return self.held_by

    def start(self, listener: Callable[[StoreEvent], None]) -> None:
        """Remember whom to tell."""
        self._listener, self.is_started = listener, True

    def take_over(self, session_id: str) -> None:
        """Nobody else holds it any more."""
        self.held_by, self.is_lost = "", False

    def submit(self, session_id: str, changes: Sequence[Change]) -> int:
        """Take the changes in, and say so."""
        self._ticket += 1
        self.changes.append((session_id, tuple(changes)))
        if self.is_lost:
            self.kept_out += tuple(changes)
            self._listener(HeldElsewhere(session_id, "another window on this machine"))
            return self._ticket
        if self.is_broken:
            self._listener(SaveFailed(self._ticket, "the disk is full; make room and it is saved by itself"))
            return self._ticket
        session = self.sessions.get(session_id)
        for change in changes:
            if session is None:
                session = Session(info=change.after, boxes=())  # type: ignore[arg-type]
            session = session.put(change.after)
        if session is not None:
            self.sessions[session_id] = session
        self._listener(Saved(self._ticket))
        return self._ticket

    def save_draft(self, session_id: str, draft: Draft | None) -> None:
        """Remember the draft."""
        self.drafts[session_id] = draft

    def hand_back(self, session_id: str) -> tuple[Change, ...]:
        """What was submitted while another window held the session."""
        kept, self.kept_out = self.kept_out, ()
        return kept

    def unsaved(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Nothing is ever unsaved here."""
        return ()

    def save_elsewhere(self, path: Path) -> None:
        """Nothing to copy."""
        self.path = path

    def close(self, timeout: float | None = None) -> bool:
        """Nothing to do."""
        return True


class FakePublisher:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.exported: list[PhaseName | None] = []
        self.spoken: list[Session] = []

    def render(self, session: Session, reading: Reading, until: PhaseName | None = None) -> str:
        """A report of one line."""
        return f"# {session.theme.title}\n"

    def export(self, session: Session, reading: Reading, until: PhaseName | None = None) -> Path:
        """A path that does not exist."""
        self.exported.append(until)
        return Path("report.md")

    def export_report_back(self, session: Session) -> tuple[Path, ...]:
        """Paths that do not exist."""
        self.spoken.append(session)
        return (Path("report-back.md"), Path("slides.md"))
