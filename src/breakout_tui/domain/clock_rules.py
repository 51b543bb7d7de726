"""What the commands of the clock do: entering and leaving boxes, pausing, extending, ending.

Time is stored as spans. Entering a box for the first time settles what it is allotted; coming back continues that.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import BoxEntered, PhaseEnded, PhaseStarted, Told
from breakout_tui.domain.pace import allotment, extended, pace, room_for, seconds_until_end
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.session_state import Stage
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.turn import Turn


def go_on(turn: Turn, seconds_ago: int) -> None:
    """Start the phase that is due, enter the next box, or end the phase after its last."""
    match turn.session.stage:
        case Stage.READY:
            start_phase(turn, PhaseName.MORNING, seconds_ago)
        case Stage.LUNCH:
            start_phase(turn, PhaseName.AFTERNOON, seconds_ago)
        case Stage.DONE:
            raise CommandRefused("the day is over", remedy="/back reopens the afternoon")
        case Stage.MORNING | Stage.AFTERNOON:
            box = current(turn)
            at = _back_to(turn, seconds_ago)
            ahead = turn.session.ahead(box)
            if ahead:
                enter(turn, ahead[0], at)
            else:
                end_phase(turn, at)


def start_phase(turn: Turn, name: PhaseName, seconds_ago: int = 0) -> None:
    """Start a phase: lay out its boxes if that is not done, and enter the first."""
    session = turn.session
    if session.running is not None:
        raise CommandRefused(f"the {session.running.name.value} is still running", remedy="/end ends it")
    if session.run(name) is not None:
        raise CommandRefused(f"the {name.value} was held already", remedy="/back reopens it")
    if name is PhaseName.MORNING and session.run(PhaseName.AFTERNOON) is not None:
        raise CommandRefused(
            "the afternoon was held already", remedy="start a new session for another morning"
        )
    at = _back_to(turn, seconds_ago)
    prepare(turn, name)
    boxes = turn.session.agenda(name)
    if not boxes:
        raise CommandRefused(f"every box of the {name.value} is dropped", remedy="add or restore one")
    head = turn.session.head
    ends = head.morning_ends if name is PhaseName.MORNING else head.afternoon_ends
    run = PhaseRun(
        id=f"{session.id}:{name.value}",
        session_id=session.id,
        name=name,
        started_at=at,
        length=sum(box.planned for box in boxes),
        fixed_end=None if ends is None else _next_time_of_day(ends, turn.reading.wall),
    )
    turn.put(run)
    turn.happened(PhaseStarted(name))
    enter(turn, boxes[0], at)


def prepare(turn: Turn, name: PhaseName) -> None:
    """Lay out the boxes of a phase anew from what is known now, unless somebody has changed them by hand.

    The afternoon's depend on the priority issues and the country groups, so they are laid out when it starts.
    """
    session = turn.session
    if any(box.phase is name for box in session.boxes) and name is PhaseName.MORNING:
        return
    for box in preview(session):
        turn.put(box)


def enter(turn: Turn, box: Box, at: datetime) -> None:
    """Leave what is running at ``at`` and enter a box; at the first time its allotment is settled, later it continues."""
    session = turn.session
    run = session.running
    if run is None:
        raise CommandRefused("no phase is running", remedy="/next starts the one that is due")
    close_span(turn, at)
    if box.allotted is None:
        until_end = seconds_until_end(turn.session, run, turn.reading) + int((turn.now - at).total_seconds())
        box = replace(box, allotted=allotment(turn.session, box, until_end, at))
        turn.put(box)
    open_span(turn, box.phase, box.id, at)
    turn.happened(BoxEntered(box.id))


def go_back(turn: Turn) -> None:
    """Return to the box before, or reopen the phase that ended last."""
    session = turn.session
    running = session.running
    if running is None:
        ended = session.run(PhaseName.AFTERNOON) or session.run(PhaseName.MORNING)
        if ended is None:
            raise CommandRefused("nothing has started yet", remedy="/next starts the morning")
        turn.put(replace(ended, ended_at=None))
        last = next(span for span in reversed(session.spans) if span.box_id and span.phase is ended.name)
        box = turn.session.box(last.box_id or "")
        if box is not None:
            enter_again(turn, box)
        return
    here = current(turn)
    earlier = [box for box in session.agenda(running.name) if box.position < here.position]
    if not earlier:
        raise CommandRefused("this is the first box", remedy="/jump goes to any other")
    enter(turn, earlier[-1], turn.now)


def enter_again(turn: Turn, box: Box) -> None:
    """Continue a box with the time it had."""
    close_span(turn, turn.now)
    open_span(turn, box.phase, box.id, turn.now)
    turn.happened(BoxEntered(box.id))


def jump(turn: Turn, box: Box) -> None:
    """Enter any box of the running phase."""
    here = current(turn)
    if box.phase is not here.phase or box.dropped:
        raise CommandRefused(
            "that box is not on the running agenda", remedy="choose one from the list at the left"
        )
    if box.id == here.id and not turn.session.is_paused:
        return
    enter(turn, box, turn.now)


def pause(turn: Turn) -> None:
    """Let the phase stand still."""
    here = current(turn)
    if turn.session.is_paused:
        raise CommandRefused("the clock is paused already", remedy="/resume goes on")
    close_span(turn, turn.now)
    open_span(turn, here.phase, None, turn.now)


def resume(turn: Turn) -> None:
    """End the pause and continue the box."""
    here = current(turn)
    if not turn.session.is_paused:
        raise CommandRefused("the clock is not paused")
    close_span(turn, turn.now)
    open_span(turn, here.phase, here.id, turn.now)


def extend(turn: Turn, seconds: int) -> None:
    """Give the current box more time, as far as the minimums ahead allow, or take some away."""
    here = current(turn)
    before = pace(turn.session, turn.reading)
    if before is None or seconds == 0:
        return
    granted = room_for(before, turn.session, seconds) if seconds > 0 else seconds
    if seconds > 0 and granted == 0:
        raise CommandRefused("there is no time left to give", remedy="drop or merge a box, or end later")
    left = max(0, extended(before, granted)) if seconds < 0 else extended(before, granted)
    turn.put(replace(here, allotted=before.used + left))
    if granted < seconds:
        turn.happened(
            Told(
                f"{granted // 60}:{granted % 60:02} given, all there is: the boxes ahead are at their minimum"
            )
        )


def set_end(turn: Turn, at: datetime | None) -> None:
    """Fix the phase's end, or let it follow the plan."""
    run = _running(turn)
    if at is not None:
        if at <= turn.now:
            raise CommandRefused(f"{at:%H:%M} is past", remedy="/finish ends the phase now")
        turn.put(replace(run, fixed_end=at))
        tell_end(turn)
        return
    turn.put(replace(run, fixed_end=None))
    tell_end(turn)


def end_later(turn: Turn, seconds: int) -> None:
    """Move the phase's end."""
    run = _running(turn)
    if run.fixed_end is not None:
        turn.put(replace(run, fixed_end=run.fixed_end + timedelta(seconds=seconds)))
    else:
        turn.put(replace(run, shift=run.shift + seconds))
    tell_end(turn)


def tell_end(turn: Turn) -> None:
    """Say when the phase ends now."""
    now = pace(turn.session, turn.reading)
    if now is not None:
        how = "fixed" if now.is_end_fixed else "by the plan"
        turn.happened(Told(f"the phase ends at {now.ends_at:%H:%M}, {how}"))


def end_phase(turn: Turn, at: datetime) -> None:
    """End the running phase."""
    run = _running(turn)
    close_span(turn, at)
    turn.put(replace(run, ended_at=at))
    turn.happened(PhaseEnded(run.name))


def close_span(turn: Turn, at: datetime) -> None:
    """End the span that is running, if any."""
    span = turn.session.open_span
    if span is not None:
        turn.put(replace(span, ended_at=max(at, span.started_at)))


def open_span(turn: Turn, phase: PhaseName, box_id: str | None, at: datetime) -> None:
    """Start a span of time."""
    sid = turn.session.id
    turn.put(Span(f"{sid}:span:{len(turn.session.spans) + 1}", sid, phase, box_id, at))


def current(turn: Turn) -> Box:
    """The current box; refuses where no phase is running."""
    box = turn.session.current_box
    if box is None:
        raise CommandRefused("no phase is running", remedy="/next starts the one that is due")
    return box


def _running(turn: Turn) -> PhaseRun:
    run = turn.session.running
    if run is None:
        raise CommandRefused("no phase is running", remedy="/next starts the one that is due")
    return run


def _back_to(turn: Turn, seconds_ago: int) -> datetime:
    """The moment so many seconds ago, at most back to the start (or, between phases, the end) of what is recorded last."""
    at = turn.now - timedelta(seconds=max(0, seconds_ago))
    if not turn.session.spans:
        return at
    last = turn.session.spans[-1]
    return max(at, last.ended_at or last.started_at)


def _next_time_of_day(at: time, wall: datetime) -> datetime:
    """This time of day on the wall's date, with its offset."""
    return datetime.combine(wall.date(), at, tzinfo=wall.tzinfo)
