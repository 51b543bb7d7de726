"""What lies between two phases: a pause, or the time until another day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.session_state import Session, zone_of


class Between(NamedTuple):
    """What follows a phase, up to the next one."""

    title: str
    """Of the pause: as in the programme, else ``Break`` or, for a phase on another day, ``Day 2``."""
    following: Phase
    starts_at: datetime | None
    """When the next phase is to start, by the wall clock of the room; None where that is not fixed."""
    is_another_day: bool

    def left(self, now: datetime) -> int | None:
        """Whole seconds from a moment until the next phase is to start, negative after that; None where it is not fixed."""
        return None if self.starts_at is None else int((self.starts_at - now).total_seconds())


def after(session: Session, phase_id: str, reading: Reading) -> Between | None:
    """What follows a phase; None after the last one."""
    programme = session.info.programme
    phase = programme.phase(phase_id)
    if not (later := programme.after(phase_id)):
        return None
    following = later[0]
    start = _start(session, following, reading)
    return Between(title_between(phase, following), following, start, following.day > phase.day)


def title_between(phase: Phase, following: Phase) -> str:
    """The title of what lies between a phase and the next one."""
    is_another_day = following.day > phase.day
    return phase.pause or (f"Day {following.day}" if is_another_day else "Break")


def now_between(session: Session, reading: Reading) -> Between | None:
    """What lies between the phase that ended last and the one that is due; None at any other time."""
    last = session.last_started
    return None if last is None or session.due_phase is None else after(session, last.id, reading)


def _start(session: Session, phase: Phase, reading: Reading) -> datetime | None:
    """When a phase is to start: so many days after the first one as the programme says."""
    if phase.starts is None or not session.started:
        return None
    run = session.started[0]
    zone = zone_of(session, reading)
    days = phase.day - session.info.programme.phase(run.phase).day
    return zone.on(zone.at(run.started_at).date() + timedelta(days=days), phase.starts)
