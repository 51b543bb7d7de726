"""The rules of the clock: entering and leaving boxes, pausing, extending, ending.

Time is stored as spans. Entering an upcoming box gives it the time shown for it; going back to a box continues its time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain import timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import BoxEntered, PhaseEnded, PhaseStarted, Told
from breakout_tui.domain.extension import extended, room_for
from breakout_tui.domain.pace import allotment, pace
from breakout_tui.domain.phase_start import first_shares, new_run, passed_end
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.refusals import EndPassed, EveryBoxDropped, Plain, TimePassed
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.timeline import PhaseRun, Span


def apply(context: CommandContext, command: c.ClockCommand) -> None:
    """Carry out one command of the clock."""
    match command:
        case c.Next(seconds_ago, ends):
            go_on(context, seconds_ago, ends)
        case c.Back():
            go_back(context)
        case c.JumpTo(box_id):
            jump(context, box_id)
        case c.Pause():
            pause(context)
        case c.Resume():
            resume(context)
        case c.Extend(seconds):
            extend(context, seconds)
        case c.GiveSpare(box_id, seconds):
            give_spare(context, box_id, seconds)
        case c.SetEnd(at):
            set_end(context, at)
        case c.EndLater(seconds):
            end_later(context, seconds)
        case c.EndPhase():
            end_phase(context, context.now)


def go_on(
    context: CommandContext, seconds_ago: int, ends: datetime | c.Unchanged | None = c.Unchanged.UNCHANGED
) -> None:
    """Start the phase that is due, enter the next box, or end the phase after its last box."""
    match context.session.stage:
        case Stage.READY:
            start_phase(context, PhaseName.MORNING, seconds_ago, ends)
        case Stage.LUNCH:
            start_phase(context, PhaseName.AFTERNOON, seconds_ago, ends)
        case Stage.DONE:
            raise CommandRefused(Plain.DAY_OVER)
        case Stage.MORNING | Stage.AFTERNOON:
            box = current(context)
            at = _back_to(context, seconds_ago)
            ahead = context.session.ahead(box)
            if ahead:
                enter(context, ahead[0], at)
            else:
                end_phase(context, at)


def start_phase(
    context: CommandContext, name: PhaseName, seconds_ago: int, ends: datetime | c.Unchanged | None
) -> None:
    """Start a phase: lay out its boxes if necessary, and enter the first."""
    at = _back_to(context, seconds_ago)
    if isinstance(ends, c.Unchanged) and (passed := passed_end(context.session, name, context.reading)):
        raise CommandRefused(EndPassed(name, passed))
    if isinstance(ends, datetime) and ends <= context.reading.wall:
        raise CommandRefused(TimePassed(ends))
    prepare(context, name)
    boxes = context.session.agenda(name)
    if not boxes:
        raise CommandRefused(EveryBoxDropped(name))
    then = _earlier(context, at)
    run = new_run(context.session, boxes, at, then)
    if not isinstance(ends, c.Unchanged):
        run = replace(run, fixed_end=ends)
    shares = first_shares(context.session, boxes, run, then)
    _settle_zone(context)
    context.put(run)
    context.happened(PhaseStarted(name))
    first = replace(boxes[0], allotted=shares.seconds[boxes[0].id])
    context.put(first)
    enter(context, first, at)


def prepare(context: CommandContext, name: PhaseName) -> None:
    """Lay out the boxes of a phase, if it has none yet.

    The afternoon depends on the priority issues and the country groups, so it is laid out when it starts.
    """
    session = context.session
    if any(box.phase is name for box in session.boxes) and name is PhaseName.MORNING:
        return
    for box in preview(session):
        context.put(box)


def enter(context: CommandContext, box: Box, at: datetime) -> None:
    """Close the running span at ``at`` and enter a box, which gets what was shown for it then, or continues its time."""
    allotted = allotment(context.session, box, _earlier(context, at))
    if allotted is not None:
        box = replace(box, allotted=allotted)
        context.put(box)
    close_span(context, at)
    open_span(context, box.phase, box.id, at)
    context.happened(BoxEntered(box.id))


def go_back(context: CommandContext) -> None:
    """Return to the previous box, or reopen the phase that ended last."""
    session = context.session
    running = session.running
    if running is None:
        ended = session.run(PhaseName.AFTERNOON) or session.run(PhaseName.MORNING)
        if ended is None:
            raise CommandRefused(Plain.NOTHING_STARTED)
        context.put(replace(ended, ended_at=None))
        last = next(span for span in reversed(session.spans) if span.box_id and span.phase is ended.name)
        box = context.session.box(last.box_id or "")
        if box is not None:
            enter_again(context, box)
        return
    here = current(context)
    earlier = [box for box in session.agenda(running.name) if box.position < here.position]
    if not earlier:
        raise CommandRefused(Plain.FIRST_BOX)
    enter(context, earlier[-1], context.now)


def enter_again(context: CommandContext, box: Box) -> None:
    """Continue a box with the time it had left."""
    close_span(context, context.now)
    open_span(context, box.phase, box.id, context.now)
    context.happened(BoxEntered(box.id))


def jump(context: CommandContext, box_id: str) -> None:
    """Enter any box of the running phase."""
    box = context.known_box(box_id)
    here = current(context)
    if box.phase is not here.phase or box.dropped:
        raise CommandRefused(Plain.BOX_NOT_RUNNING)
    if box.id == here.id and not context.session.is_paused:
        return
    enter(context, box, context.now)


def pause(context: CommandContext) -> None:
    """Pause the clock."""
    here = current(context)
    if context.session.is_paused:
        raise CommandRefused(Plain.ALREADY_PAUSED)
    close_span(context, context.now)
    open_span(context, here.phase, None, context.now)


def resume(context: CommandContext) -> None:
    """End the pause and continue the box."""
    here = current(context)
    if not context.session.is_paused:
        raise CommandRefused(Plain.NOT_PAUSED)
    close_span(context, context.now)
    open_span(context, here.phase, here.id, context.now)


def extend(context: CommandContext, seconds: int) -> None:
    """Give the current box more time, as far as the minimums ahead allow, or less."""
    here = current(context)
    before = pace(context.session, context.reading)
    if before is None or seconds == 0:
        return
    granted = room_for(before, context.session, seconds)
    if seconds > 0 and granted == 0:
        raise CommandRefused(Plain.NO_TIME_LEFT)
    context.put(replace(here, allotted=before.used + max(0, extended(before, granted))))
    if granted < seconds:
        context.happened(
            Told(f"{granted // 60}:{granted % 60:02} given, not more: the boxes ahead are at their minimum")
        )


def give_spare(context: CommandContext, box_id: str, seconds: int | None) -> None:
    """Give spare time to the current box or to one ahead."""
    current(context)
    box = context.known_box(box_id)
    now = pace(context.session, context.reading)
    if now is None or not now.spare:
        raise CommandRefused(Plain.NO_SPARE_TIME)
    has = max(0, now.left) if box.id == now.box.id else now.shares.get(box.id)
    if has is None:
        raise CommandRefused(Plain.BOX_NOT_UPCOMING)
    given = now.spare if seconds is None else min(now.spare, seconds)
    used = timeline.used(context.session.spans, box.id, now.now)
    context.put(replace(box, allotted=used + has + given))
    context.happened(Told(f"{box.label} has {given // 60}:{given % 60:02} of the spare time"))


def set_end(context: CommandContext, at: datetime | None) -> None:
    """Fix the end of the phase, or make it flexible."""
    run = _running(context)
    if at is not None:
        if at <= context.now:
            raise CommandRefused(TimePassed(at))
        context.put(replace(run, fixed_end=at))
        tell_end(context)
        return
    context.put(replace(run, fixed_end=None))
    tell_end(context)


def end_later(context: CommandContext, seconds: int) -> None:
    """Move the end of the phase."""
    run = _running(context)
    if run.fixed_end is not None:
        context.put(replace(run, fixed_end=run.fixed_end + timedelta(seconds=seconds)))
    else:
        context.put(replace(run, shift=run.shift + seconds))
    tell_end(context)


def tell_end(context: CommandContext) -> None:
    """Report when the phase ends now."""
    now = pace(context.session, context.reading)
    if now is not None:
        how = "fixed" if now.is_end_fixed else "as planned"
        context.happened(Told(f"the phase ends at {now.ends_at:%H:%M}, {how}"))


def end_phase(context: CommandContext, at: datetime) -> None:
    """End the running phase."""
    run = _running(context)
    close_span(context, at)
    context.put(replace(run, ended_at=at))
    context.happened(PhaseEnded(run.name))


def _settle_zone(context: CommandContext) -> None:
    """The room's zone is that of the computer when the first phase starts."""
    info, zone = context.session.info, context.reading.zone
    if zone and not context.session.runs:
        context.put(replace(info, zone=zone))


def close_span(context: CommandContext, at: datetime) -> None:
    """End the span that is running, if any."""
    span = context.session.open_span
    if span is not None:
        context.put(replace(span, ended_at=max(at, span.started_at)))


def open_span(context: CommandContext, phase: PhaseName, box_id: str | None, at: datetime) -> None:
    """Start a span of time."""
    sid = context.session.id
    context.put(Span(f"{sid}:span:{len(context.session.spans) + 1}", sid, phase, box_id, at))


def current(context: CommandContext) -> Box:
    """The current box; refuses where no phase is running."""
    box = context.session.current_box
    if box is None:
        raise CommandRefused(Plain.NOTHING_RUNS)
    return box


def _running(context: CommandContext) -> PhaseRun:
    run = context.session.running
    if run is None:
        raise CommandRefused(Plain.NOTHING_RUNS)
    return run


def _back_to(context: CommandContext, seconds_ago: int) -> datetime:
    """The moment so many seconds ago, but not before the start (or, between phases, the end) of the last span."""
    at = context.now - timedelta(seconds=max(0, seconds_ago))
    if not context.session.spans:
        return at
    last = context.session.spans[-1]
    return max(at, last.ended_at or last.started_at)


def _earlier(context: CommandContext, at: datetime) -> Reading:
    """The clocks as they were at this moment of the room's time."""
    return context.reading.later(-(context.now - at).total_seconds())
