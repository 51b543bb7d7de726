"""The pace of a session: time left, delay, and the time that the upcoming boxes get."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from breakout_tui.domain import pacer, timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pacer import Shares, Slot, Urgency
from breakout_tui.domain.session_state import Session, room_seconds, room_time, zone_of
from breakout_tui.domain.timeline import PhaseRun

SKEW_TOLD = 3
"""Difference between wall clock and room's time, in seconds, from which it is shown."""


class Pace(NamedTuple):
    """The state of a running phase. Durations in whole seconds."""

    now: datetime
    """The room's time."""
    box: Box
    allotted: int
    used: int
    left: int
    """Of the current box; negative is overtime."""
    level: Urgency
    phase_left: int
    """Until the phase's end; negative when that is past."""
    ends_at: datetime
    """The end of the phase by the wall clock."""
    box_ends_at: datetime
    """When the current box's time is up, by the wall clock."""
    is_end_fixed: bool
    behind: int
    """How far behind the plan the room is; negative is ahead."""
    shares: Mapping[str, int]
    """What each box ahead gets, by id."""
    passed: Mapping[str, int]
    """What each box that was passed over would get, by id: the room was not in it yet, and it is not ahead either."""
    shortfall: int
    """How much the minimums of the boxes ahead exceed the time left."""
    spare: int
    """The time left that neither the current box nor the boxes ahead need."""
    is_paused: bool
    paused_for: int
    """Of the running pause."""
    skew: int
    """Wall clock minus the room's time, if it is large enough to show, else 0."""
    computer_zone: str
    """The zone of the computer, if it shows another time than that of the room; else empty."""
    doubt: str
    """Why the room's time may be wrong; empty for no doubt."""

    @property
    def silent_left(self) -> int:
        """Seconds that are left of the silence at the start of the current box; 0 where there is none."""
        return max(0, min(self.box.silent - self.used, self.left))

    @property
    def silent_until(self) -> datetime:
        """When the silence ends, by the wall clock; in the past where there is none."""
        return self.box_ends_at - timedelta(seconds=max(0, self.left) - self.silent_left)

    def shown_for(self, box_id: str) -> int | None:
        """The time that a box gets when the room enters it now; None for a box that it left earlier, whose time continues."""
        found = self.shares.get(box_id)
        return self.passed.get(box_id) if found is None else found


def pace(session: Session, reading: Reading) -> Pace | None:
    """The pace at this reading, or None when no phase is running."""
    run, box = session.running, session.current_box
    if run is None or box is None:
        return None
    now = moment(session, reading)
    spent = timeline.used(session.spans, box.id, now)
    until_end = seconds_until_end(session, run, reading)
    ahead = session.ahead(box)
    allotted = box.planned if box.allotted is None else box.allotted
    left = pacer.left_of_current(
        allotted=allotted,
        used=spent,
        minimum=max(
            box.planned if box.fixed else box.minimum, timeline.used_before(session.spans, box.id, now)
        ),
        until_end=until_end,
        floors_ahead=sum(slot_of(b, session, now).floor for b in ahead),
    )
    shares = share_ahead(until_end - max(0, left), box.step, ahead, session, now)
    span = session.open_span
    skew = _wall_ahead(session, reading, now)
    shown_skew = skew if abs(skew) >= SKEW_TOLD else 0
    zone = zone_of(session, reading)
    doubt = session.info.clock_flag
    if not doubt and session.info.anchor.boot != reading.boot:
        doubt = RESTARTED
    return Pace(
        now=now,
        box=box,
        allotted=allotted,
        used=spent,
        left=left,
        level=pacer.level(left, allotted),
        phase_left=until_end,
        ends_at=zone.at(run.fixed_end or now + timedelta(seconds=until_end + shown_skew)),
        box_ends_at=zone.at(now + timedelta(seconds=max(0, left) + shown_skew)),
        is_end_fixed=run.fixed_end is not None,
        behind=max(0, box.planned - spent) + sum(slot_of(b, session, now).planned for b in ahead) - until_end,
        shares=shares.seconds,
        passed=_passed(session, box, until_end, now),
        shortfall=shares.shortfall,
        spare=shares.spare,
        is_paused=session.is_paused,
        paused_for=span.seconds(now) if span is not None and span.is_pause else 0,
        skew=shown_skew,
        computer_zone=reading.zone if reading.wall.utcoffset() != zone.at(reading.wall).utcoffset() else "",
        doubt=doubt,
    )


def seconds_of(session: Session, reading: Reading) -> tuple[object, ...]:
    """What the pace takes from a reading: while this is the same, the pace of a session is. It changes once a second."""
    now = room_time(session.info, reading)
    ahead = _wall_ahead(session, reading, now)
    return now, ahead, reading.wall.utcoffset(), reading.boot, reading.zone


RESTARTED = "the computer restarted: time follows its clock"
"""Shown until the clock is corrected or confirmed."""


def moment(session: Session, reading: Reading) -> datetime:
    """The room's time, never before what is recorded."""
    now = room_time(session.info, reading)
    if session.spans:
        last = session.spans[-1]
        now = max(now, last.ended_at or last.started_at)
    return zone_of(session, reading).at(now)


def seconds_until_end(session: Session, run: PhaseRun, reading: Reading) -> int:
    """Whole seconds until the phase's end: a fixed end by the wall clock, a flexible one by the room's time."""
    now = moment(session, reading)
    if run.fixed_end is not None:
        return int((run.fixed_end - now).total_seconds()) - _wall_ahead(session, reading, now)
    pauses = timeline.paused((span for span in session.spans if span.phase == run.phase), now)
    elapsed = int((now - run.started_at).total_seconds())
    return run.length + run.shift + pauses - elapsed


def _wall_ahead(session: Session, reading: Reading, now: datetime) -> int:
    """How many whole seconds the wall clock is ahead of the room's time ``now``.

    It is the same throughout a second: what is by the wall clock changes at the instant at which the room's second does.
    """
    return round((reading.wall - now).total_seconds() - room_seconds(session.info, reading) % 1)


def allotment(session: Session, box: Box, reading: Reading) -> int | None:
    """The allotment of a box, used time included, if the room enters it at this reading; None if its time continues."""
    before = pace(session, reading)
    given = None if before is None else before.shown_for(box.id)
    if before is None or given is None:
        return None
    return timeline.used(session.spans, box.id, before.now) + given


def slot_of(box: Box, session: Session, now: datetime) -> Slot:
    """An upcoming box for the pacer: time used in it earlier is subtracted."""
    spent = timeline.used(session.spans, box.id, now)
    held = None if box.allotted is None else max(0, box.allotted - spent)
    return Slot(box.id, max(0, box.planned - spent), max(0, box.minimum - spent), box.fixed, held)


def share_ahead(left: int, step: str, boxes: tuple[Box, ...], session: Session, now: datetime) -> Shares:
    """Share so many seconds among upcoming boxes, as seen from this step."""
    near = [slot_of(box, session, now) for box in boxes if box.step == step]
    later = [slot_of(box, session, now) for box in boxes if box.step != step]
    return pacer.share(left, near, later)


def _passed(session: Session, here: Box, until_end: int, now: datetime) -> dict[str, int]:
    """What each box would get that lies before the current one and was never entered."""
    visited = {span.box_id for span in session.spans}
    return {
        box.id: share_ahead(until_end, box.step, (box, *session.ahead(box)), session, now).seconds[box.id]
        for box in session.agenda(here.phase)
        if box.position < here.position and box.id not in visited
    }
