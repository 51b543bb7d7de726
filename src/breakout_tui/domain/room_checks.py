"""Room checks: what is found of a room, from its session, its clocks and how it stands with the hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.between_phases import now_between
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import lateness, minutes
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.lint import LooseEnd, lint
from breakout_tui.domain.loose_words import missing_at
from breakout_tui.domain.once import once
from breakout_tui.domain.pace import Pace, moment, pace
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.room_findings import Grade, RoomFinding, Subject
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import used

QUIET_AWAY, LONG_AWAY = 60.0, 300.0
"""Seconds without a word from which the organiser is told of a room, and from which it is a problem."""
LATE = 300
"""Seconds behind the plan, or after a planned start."""
OVERDUE = 60
"""Seconds after the end of a phase."""
LONG_PAUSE = 600
"""Seconds of a pause."""
QUIET = 720
"""Seconds without a note, in a box that collects notes."""
WRONG_CLOCK = 60
"""Seconds by which the wall clock differs from the room's time."""


@dataclass(frozen=True, slots=True)
class RoomContact:
    """How a room stands with the hub."""

    silent: float | None
    """Seconds since its last word; None before the first."""
    is_closed: bool = False
    """Its window has closed the session, and said so."""
    since: datetime | None = None
    """When the last word was, by the room's wall clock; None before the first."""
    has_session: bool = True
    """It has, or had last, a session open, whether or not that was read here."""
    other_laptop: str = ""
    """Another computer that sends with the same code; empty for none."""

    @property
    def is_away(self) -> bool:
        """Whether it should say something and does not."""
        return self.silent is not None and not self.is_closed and self.silent >= QUIET_AWAY


def found_of(session: Session | None, reading: Reading, contact: RoomContact) -> tuple[RoomFinding, ...]:
    """All that is found at this reading of the room's clocks; at most one of each code."""
    found = [*_of_contact(session, contact)]
    if session is not None:
        found += [*_of_time(session, reading), *_of_outcome(session)]
    return tuple(found)


def _of_contact(session: Session | None, contact: RoomContact) -> Iterator[RoomFinding]:
    since = "" if contact.since is None else f"{contact.since:%Y-%m-%dT%H:%M}"
    told = "" if contact.since is None else f" since {contact.since:%H:%M}"
    is_over = session is not None and session.stage is Stage.DONE
    if contact.other_laptop:
        words = f"another computer sends with its code: {contact.other_laptop}"
        yield RoomFinding("other-laptop", Grade.WARNING, words, moment=since[:10])
    if contact.silent is None:
        yield RoomFinding("not-joined", Grade.CHECK, "has not joined yet")
    elif contact.is_away and not is_over:
        grade = Grade.PROBLEM if contact.silent >= LONG_AWAY else Grade.WARNING
        yield RoomFinding("away", grade, f"away{told}", moment=since)
    elif contact.is_closed and session is not None and session.stage is Stage.RUNNING:
        words = f"session closed{told}, in the middle of a phase"
        yield RoomFinding("closed", Grade.WARNING, words, moment=since)
    elif not contact.has_session:
        yield RoomFinding("no-session", Grade.CHECK, "has no session open")


def _of_time(session: Session, reading: Reading) -> Iterator[RoomFinding]:
    now = pace(session, reading)
    if now is not None:
        yield from _of_pace(session, now)
        return
    due = session.due_phase
    if due is None:
        return
    planned, at = _planned_start(session, reading), moment(session, reading)
    if planned is not None and (at - planned).total_seconds() >= LATE:
        words = f"{due.title} has not started; planned at {planned:%H:%M}"
        yield RoomFinding("not-started", Grade.WARNING, words, moment=due.id)
    elif session.stage is Stage.READY:
        yield RoomFinding("not-started", Grade.CHECK, "has not started", moment=due.id)


def _planned_start(session: Session, reading: Reading) -> datetime | None:
    """When the next phase was to start; None where that is not fixed, and for a first phase that is not of today."""
    if (between := now_between(session, reading)) is not None:
        return between.starts_at
    due, at = session.due_phase, moment(session, reading)
    zone = zone_of(session, reading)
    if due is None or due.starts is None or zone.at(session.info.created_at).date() != at.date():
        return None
    return zone.on(at.date(), due.starts)


def _of_pace(session: Session, now: Pace) -> Iterator[RoomFinding]:
    box, phase = now.box, session.info.programme.phase(now.box.phase)
    if now.behind >= LATE:
        words = lateness(now.behind)
        if (short := _shortest(session, now)) is not None:
            given = minutes(now.shares.get(short.id, 0)).removesuffix(" min")
            words += f" · {short.label} would get {given} of {minutes(short.planned)}"
        yield RoomFinding("late", Grade.WARNING, words, moment=f"{box.phase}/{box.step}")
    if now.phase_left <= -OVERDUE:
        words = f"{phase.title} was due to end at {now.ends_at:%H:%M}"
        yield RoomFinding("overdue", Grade.WARNING, words, moment=box.phase)
    if now.is_paused and now.paused_for >= LONG_PAUSE:
        began = now.now - timedelta(seconds=now.paused_for)
        yield RoomFinding("paused", Grade.CHECK, f"paused since {began:%H:%M}", moment=f"{began:%H:%M}")
    if now.doubt or abs(now.skew) >= WRONG_CLOCK:
        words = f"its clock may be wrong: {now.doubt or f'it is {minutes(abs(now.skew))} off'}"
        yield RoomFinding("clock", Grade.CHECK, words, moment=box.phase)
    if not now.is_paused and box.note_kind is not None and (quiet := _quiet_for(session, now)) >= QUIET:
        noted = now.now - timedelta(seconds=quiet)
        yield RoomFinding("quiet", Grade.CHECK, f"no note since {noted:%H:%M}", moment=f"{noted:%H:%M}")


def _shortest(session: Session, now: Pace) -> Box | None:
    """The box ahead that loses the largest part of its time, if it loses any."""
    ahead = [each for each in session.ahead(now.box) if each.planned]
    share = {each.id: now.shares.get(each.id, each.planned) / each.planned for each in ahead}
    found = min(ahead, key=lambda each: share[each.id], default=None)
    return None if found is None or share[found.id] >= 1 else found


def _quiet_for(session: Session, now: Pace) -> int:
    """Seconds since the last note, or that the current box has lasted."""
    book = session.book
    in_box = used(session.spans, now.box.id, now.now)
    if not len(book):
        return in_box
    return min(in_box, int((now.now - book[len(book) - 1].captured_at).total_seconds()))


@once
def _of_outcome(session: Session) -> tuple[RoomFinding, ...]:
    """What is loose in what the room has said; it depends on no clock."""
    return (*_loose_ends(session), *_without_agreement(session))


def _loose_ends(session: Session) -> Iterator[RoomFinding]:
    groups: dict[str, list[Subject]] = {}
    words: dict[str, str] = {}
    for end in lint(session):
        code = f"loose-{end.kind.value}"
        words[code] = missing_at(end.kind, session.labels)
        groups.setdefault(code, []).append(Subject(_key(end), end.name))
    for code, subjects in groups.items():
        yield RoomFinding(code, Grade.CHECK, words[code], tuple(subjects))


def _without_agreement(session: Session) -> Iterator[RoomFinding]:
    """Once every phase in which the room agrees is over."""
    phases = [phase for phase in session.info.programme.phases if phase.has(StepKind.AGREE)]
    runs = [session.run(phase.id) for phase in phases]
    if not runs or any(run is None or run.ended_at is None for run in runs):
        return
    open_ = [note for note in session.book.of_kind(Kind.RECOMMENDATION) if note.agreement is None]
    if open_:
        subjects = [Subject(note.reference, note.reference) for note in open_]
        yield RoomFinding("loose-agreement", Grade.CHECK, "no level of agreement", tuple(subjects))


def _key(end: LooseEnd) -> str:
    """The reference of a note; of an issue its place, as its title is people's words."""
    if end.issue is None:
        return end.subject
    return f"issue {end.issue}" + (f" of {end.step}" if end.step is not None else "")
