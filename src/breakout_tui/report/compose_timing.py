"""Makes the times of a phase: planned, used, pauses and overtime."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from breakout_tui.domain import timeline
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import moment
from breakout_tui.domain.session_state import Session, zone_of
from breakout_tui.domain.timeline import PhaseRun
from breakout_tui.report.report_model import BoxTime, Stop, Timing


def timing(session: Session, phase: str, reading: Reading) -> Timing | None:
    """The times of a phase up to this reading, or None before it started."""
    run = session.run(phase)
    if run is None:
        return None
    now = moment(session, reading)
    used: dict[str, int] = defaultdict(int)
    pauses = []
    for span in session.spans:
        if span.phase != phase:
            continue
        if span.box_id is not None:
            used[span.box_id] += span.seconds(now)
        elif span.seconds(now):
            pauses.append(Stop(span.started_at, span.seconds(now)))
    current = session.current_box
    steps = session.info.programme.phase(phase).steps
    boxes = []
    for box in session.boxes:
        if box.phase != phase or (box.dropped and not used[box.id]):
            continue
        boxes.append(
            BoxTime(
                label=box.label if box.number is not None else "",
                title=box.title if box.number is not None else box.heading,
                planned=box.planned,
                used=used[box.id],
                is_dropped=box.dropped,
                lead=box.lead,
                is_open=box == current,
            )
        )
    return Timing(
        started_at=run.started_at,
        ended_at=run.ended_at,
        due_at=zone_of(session, reading).at(_due(session, run, now)),
        used=sum(used.values()),
        boxes=tuple(boxes),
        pauses=tuple(pauses),
        owners=tuple((step.title, step.owner) for step in steps if step.owner),
        materials=tuple((step.title, step.materials) for step in steps if step.materials),
    )


def _due(session: Session, run: PhaseRun, now: datetime) -> datetime:
    if run.fixed_end is not None:
        return run.fixed_end
    pauses = timeline.paused((span for span in session.spans if span.phase == run.phase), now)
    return run.started_at + timedelta(seconds=run.length + run.shift + pauses)
