"""Room cards: what the organiser's overview shows of each room.

Instants are in seconds of the hub's clock since its boot, so that a card stays the same value while time passes, and whoever shows it
counts on alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.duration_words import lateness, minutes, past
from breakout_tui.domain.face_time import time_of
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.once import once
from breakout_tui.domain.pace import Pace, moment, pace
from breakout_tui.domain.pacer import Urgency
from breakout_tui.domain.room_findings import NO_FINDING, Grade, RoomFinding, SilencedFinding
from breakout_tui.domain.session_state import Session, room_seconds

EARLY = 60
"""Seconds ahead of the plan from which that is said."""
_SAME = 0.5
"""Seconds by which an instant may differ from one reading to the next and is the same."""


@dataclass(frozen=True, slots=True)
class CardTime:
    """The time of a room: of its current box, or until the next phase starts."""

    left: int
    """Whole seconds when the card was made; negative is overtime."""
    zero_at: float | None
    """The instant at which nothing is left; None while the clock is paused."""
    allotted: int
    """Whole seconds of the box; 0 where there is none."""
    urgency: str
    """``calm``, ``low``, ``last`` or ``over``."""
    caption: str
    """What the time is for; empty in overtime."""

    def left_at(self, now: float) -> int:
        """Whole seconds that are left at an instant."""
        return self.left if self.zero_at is None else -int((now - self.zero_at) // 1)

    def done_at(self, now: float) -> float:
        """The used part of the box, from 0 to 1; 0 where there is none."""
        return min(1.0, max(0.0, 1 - self.left_at(now) / self.allotted)) if self.allotted else 0.0


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many notes of a kind there are."""

    kind: Kind
    count: int
    words: str
    """``38 challenges``, in the words of the programme."""


@dataclass(frozen=True, slots=True)
class RoomCard:
    """One room. Texts are empty and numbers 0 where nothing is known."""

    id: str
    name: str
    has_joined: bool = False
    silent_since: float | None = None
    """The instant of its last word; None while it is there, and before its first word."""
    is_closed: bool = False
    """Its window has closed the session, and said so."""
    laptop: str = ""
    theme: str = ""
    event: str = ""
    round: int = 0
    phase: str = ""
    """How far it is: the phase that runs, ``Morning done``, ``not started``."""
    step: str = ""
    """``Challenges · Q2 of 4``."""
    plan: str = ""
    """``9 min behind``, ``on time``, ``2 min ahead``."""
    ends: str = ""
    """When the phase ends, by the room's wall clock: ``ends 12:30``."""
    time: CardTime | None = None
    people: int = 0
    notes: int = 0
    """Visible ones."""
    counts: tuple[KindCount, ...] = ()
    """Of the kinds that the programme collects or that there are notes of."""
    noted_at: float | None = None
    """The instant of the latest note."""
    findings: tuple[RoomFinding, ...] = ()
    """The gravest first."""
    silenced: tuple[SilencedFinding, ...] = ()

    @property
    def rank(self) -> int:
        """That of the gravest finding; ``NO_FINDING`` without any."""
        return self.findings[0].grade.rank if self.findings else NO_FINDING

    @property
    def grade(self) -> Grade | None:
        """That of the gravest finding."""
        return self.findings[0].grade if self.findings else None

    def heard_words(self, now: float) -> str:
        """When the last word was: ``heard just now``, ``heard 3 min ago``, ``not heard yet``."""
        if not self.has_joined:
            return "not heard yet"
        if self.silent_since is None:
            return "heard just now"
        return f"heard {past(now - self.silent_since)} ago"

    def noted_words(self, now: float) -> str:
        """When the latest note was: ``last note 3 min ago``; empty without one."""
        return "" if self.noted_at is None else f"last note {past(now - self.noted_at)} ago"


def with_session(card: RoomCard, session: Session, reading: Reading, now: float) -> RoomCard:
    """The card with what the session says at this reading of the room's clocks, which is the instant ``now``."""
    paced = pace(session, reading)
    book = session.book
    return replace(
        card,
        theme=session.theme.title,
        event=session.info.programme.event,
        round=session.info.round,
        phase=session.how_far,
        step="" if paced is None else _step(session, paced.box),
        plan="" if paced is None else _plan(paced.behind),
        ends="" if paced is None else f"{'due' if paced.phase_left < 0 else 'ends'} {paced.ends_at:%H:%M}",
        time=_time(session, paced, reading, now),
        people=session.info.people,
        notes=book.visible,
        counts=_counts(session),
        noted_at=_noted_at(book, moment(session, reading), now),
    )


def settled(before: RoomCard | None, card: RoomCard) -> RoomCard:
    """The card, with the instants of the one before where they are the same but for how they were read: then it is the same value."""
    if before is None:
        return card
    time = card.time
    if time is not None and time.zero_at is not None and before.time is not None:
        time = replace(time, zero_at=_steady(before.time.zero_at, time.zero_at))
        if time.zero_at == before.time.zero_at:
            time = replace(time, left=before.time.left)
    return replace(
        card,
        time=time,
        silent_since=_steady(before.silent_since, card.silent_since),
        noted_at=_steady(before.noted_at, card.noted_at, 1.5),
    )


def _steady(before: float | None, now: float | None, same: float = _SAME) -> float | None:
    return before if before is not None and now is not None and abs(before - now) < same else now


def _time(session: Session, paced: Pace | None, reading: Reading, now: float) -> CardTime | None:
    time = time_of(session, paced, reading)
    if time is None:
        return None
    passed = room_seconds(session.info, reading) % 1
    zero_at = None if time.is_paused else now - passed + time.left
    caption = "paused" if time.is_paused else time.caption
    return CardTime(time.left, zero_at, time.allotted, Urgency(time.urgency).name.lower(), caption)


def _step(session: Session, box: Box) -> str:
    of_step = [each for each in session.agenda(box.phase) if each.step == box.step]
    if box.number is None or len(of_step) < 2:
        return box.step_title
    return f"{box.step_title} · {box.label} of {len(of_step)}"


def _plan(behind: int) -> str:
    return f"{minutes(-behind)} ahead" if behind <= -EARLY else lateness(behind)


@once
def _counts(session: Session) -> tuple[KindCount, ...]:
    programme, book, labels = session.info.programme, session.book, session.labels
    collected = {*programme.kinds(session.theme), Kind.PARKED}
    found = ((kind, sum(1 for _ in book.of_kind(kind))) for kind in session.note_kinds)
    return tuple(
        KindCount(kind, count, labels.counted(count, kind))
        for kind, count in found
        if count or kind in collected
    )


def _noted_at(book: NoteBook, at: datetime, now: float) -> float | None:
    if not len(book):
        return None
    return now - max(0.0, (at - book[len(book) - 1].captured_at).total_seconds())
