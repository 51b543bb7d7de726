"""The start of a phase: its length, its end, and what its boxes get if it starts at this moment."""

from __future__ import annotations

from datetime import datetime, time

from breakout_tui.domain import pacer
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import moment, seconds_until_end, slot_of
from breakout_tui.domain.pacer import Shares
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import PhaseRun


def is_phase_due(session: Session) -> bool:
    """Whether the next step of the day is the start of a phase."""
    return session.stage in (Stage.READY, Stage.LUNCH)


def planned_end(session: Session, name: PhaseName) -> time | None:
    """The time of day at which a phase is to end, if it is fixed."""
    info = session.info
    return info.morning_ends if name is PhaseName.MORNING else info.afternoon_ends


def passed_end(session: Session, name: PhaseName, reading: Reading) -> time | None:
    """The fixed end of a phase that is due, if it has passed already."""
    ends = planned_end(session, name)
    if ends is None or not zone_of(session, reading).has_passed(ends, reading.wall):
        return None
    return ends


def new_run(session: Session, boxes: tuple[Box, ...], at: datetime, reading: Reading) -> PhaseRun:
    """The run of the phase of these boxes, if it starts at ``at``; an end that has passed does not count."""
    name = boxes[0].phase
    ends = None if passed_end(session, name, reading) else planned_end(session, name)
    return PhaseRun(
        id=f"{session.id}:{name.value}",
        session_id=session.id,
        name=name,
        started_at=at,
        length=sum(box.planned for box in boxes),
        fixed_end=None if ends is None else zone_of(session, reading).next(ends, reading.wall),
    )


def first_shares(session: Session, boxes: tuple[Box, ...], run: PhaseRun, reading: Reading) -> Shares:
    """What the boxes get at the start of their phase; all of them pay for a late start."""
    until_end = seconds_until_end(session, run, reading)
    return pacer.share(until_end, (), [slot_of(box, session, run.started_at) for box in boxes])


def prospect(session: Session, reading: Reading) -> Shares | None:
    """What the boxes of the phase that is due get if it starts now; None if no phase is due."""
    if not is_phase_due(session):
        return None
    boxes = session.agenda(PhaseName.MORNING) if session.stage is Stage.READY else preview(session)
    if not boxes:
        return None
    run = new_run(session, boxes, moment(session, reading), reading)
    return first_shares(session, boxes, run, reading)
