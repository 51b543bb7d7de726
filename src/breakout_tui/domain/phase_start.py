"""The start of a phase: its length, its end, and what its boxes get if it starts at this moment."""

from __future__ import annotations

from datetime import datetime, time

from breakout_tui.domain import pacer
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import moment, seconds_until_end, slot_of
from breakout_tui.domain.pacer import Shares
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.timeline import PhaseRun


def passed_end(session: Session, phase: str, reading: Reading) -> time | None:
    """The fixed end of a phase that is due, if it has passed already."""
    ends = session.info.ends.get(phase)
    if ends is None or not zone_of(session, reading).has_passed(ends, reading.wall):
        return None
    return ends


def new_run(session: Session, boxes: tuple[Box, ...], at: datetime, reading: Reading) -> PhaseRun:
    """The run of the phase of these boxes, if it starts at ``at``; an end that has passed does not count."""
    phase = boxes[0].phase
    ends = None if passed_end(session, phase, reading) else session.info.ends.get(phase)
    return PhaseRun(
        id=f"{session.id}:{phase}",
        session_id=session.id,
        phase=phase,
        started_at=at,
        length=sum(box.planned for box in boxes),
        fixed_end=None if ends is None else zone_of(session, reading).next(ends, reading.wall),
    )


def coming_boxes(session: Session, phase: Phase) -> tuple[Box, ...]:
    """The boxes of a phase that is due: the first one is laid out already, and may have been changed."""
    return session.agenda(phase.id) if session.last_started is None else preview(session, phase)


def first_shares(session: Session, boxes: tuple[Box, ...], run: PhaseRun, reading: Reading) -> Shares:
    """What the boxes get at the start of their phase; all of them pay for a late start."""
    until_end = seconds_until_end(session, run, reading)
    return pacer.share(until_end, (), [slot_of(box, session, run.started_at) for box in boxes])


def prospect(session: Session, reading: Reading) -> Shares | None:
    """What the boxes of the phase that is due get if it starts now; None if no phase is due."""
    due = session.due_phase
    if due is None:
        return None
    boxes = coming_boxes(session, due)
    if not boxes:
        return None
    run = new_run(session, boxes, moment(session, reading), reading)
    return first_shares(session, boxes, run, reading)
