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
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import PhaseRun


def new_run(session: Session, boxes: tuple[Box, ...], at: datetime, reading: Reading) -> PhaseRun:
    """The run of the phase of these boxes, if it starts at ``at``."""
    name, info = boxes[0].phase, session.info
    ends = info.morning_ends if name is PhaseName.MORNING else info.afternoon_ends
    return PhaseRun(
        id=f"{session.id}:{name.value}",
        session_id=session.id,
        name=name,
        started_at=at,
        length=sum(box.planned for box in boxes),
        fixed_end=None if ends is None else _next_time_of_day(ends, reading.wall),
    )


def first_shares(session: Session, boxes: tuple[Box, ...], run: PhaseRun, reading: Reading) -> Shares:
    """What the boxes get at the start of their phase; all of them pay for a late start."""
    until_end = seconds_until_end(session, run, reading)
    return pacer.share(until_end, (), [slot_of(box, session, run.started_at) for box in boxes])


def prospect(session: Session, reading: Reading) -> Shares | None:
    """What the boxes of the phase that is due get if it starts now; None if no phase is due."""
    if session.stage not in (Stage.READY, Stage.LUNCH):
        return None
    boxes = session.agenda(PhaseName.MORNING) if session.stage is Stage.READY else preview(session)
    if not boxes:
        return None
    run = new_run(session, boxes, moment(session, reading), reading)
    return first_shares(session, boxes, run, reading)


def _next_time_of_day(at: time, wall: datetime) -> datetime:
    """This time of day on the wall clock's date, with its offset."""
    return datetime.combine(wall.date(), at, tzinfo=wall.tzinfo)
