"""The rules of the clock: entering and leaving boxes, pausing, extending, ending.

Time is stored as spans. Entering an upcoming box gives it the time shown for it; going back to a box continues its time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from breakout_tui.domain import commands as c
from breakout_tui.domain import timeline
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import BoxBackdated, PhaseEnded, Told
from breakout_tui.domain.extension import extended, room_for
from breakout_tui.domain.note_rules import notes_to_bring
from breakout_tui.domain.pace import pace
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.refusals import Plain, SilenceTooLong, TimePassed
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.span_rules import back_to, close_span, current, enter, enter_again, open_span
from breakout_tui.domain.stage import Stage
from breakout_tui.domain.start_rules import start_phase, take_back
from breakout_tui.domain.timeline import PhaseRun


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
        case c.Silence(seconds):
            be_silent(context, seconds)
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
    if (due := context.session.due_phase) is not None:
        start_phase(context, due, seconds_ago, ends)
        return
    if context.session.stage is Stage.DONE:
        raise CommandRefused(Plain.DAY_OVER)
    box = current(context)
    at = back_to(context, seconds_ago)
    ahead = context.session.ahead(box)
    if ahead:
        enter(context, ahead[0], at)
        tell_backdated(context, at)
    else:
        end_phase(context, at)


def go_back(context: CommandContext) -> None:
    """Return to the previous box, take back a start of a moment ago, or reopen the phase that ended last."""
    session = context.session
    if session.running is None:
        reopen(context)
        return
    here = current(context)
    skipped = _skipped_before(session, here)
    earlier = [box for box in session.agenda(here.phase) if box.position < here.position]
    if skipped is not None:
        skipped = replace(skipped, dropped=False)
        context.put(skipped)
        enter(context, skipped, context.now)
    elif earlier:
        enter(context, earlier[-1], context.now)
    else:
        take_back(context, session.running)


def reopen(context: CommandContext) -> None:
    """Continue the phase that ended last in its last box, also if that was skipped."""
    session = context.session
    last_phase = session.last_started
    ended = None if last_phase is None else session.run(last_phase.id)
    if ended is None:
        raise CommandRefused(Plain.NOTHING_STARTED)
    context.put(replace(ended, ended_at=None))
    last = next(span for span in reversed(session.spans) if span.box_id and span.phase == ended.phase)
    box = context.session.box(last.box_id)
    if box is not None:
        box = replace(box, dropped=False)
        context.put(box)
        enter_again(context, box)


def _skipped_before(session: Session, here: Box) -> Box | None:
    """The box that was skipped to enter this one, if it was."""
    before = timeline.before_visit(session.spans, here.id)
    box = session.box(before[-1].box_id) if before else None
    if box is None or not box.dropped or box.phase != here.phase or box.position > here.position:
        return None
    return box


def tell_backdated(context: CommandContext, at: datetime) -> None:
    """Report since when a backdated box runs, and which notes of the one before were taken since then."""
    if at < context.now:
        box, before, serials = notes_to_bring(context.session)
        if box is not None:
            label = "" if before is None else before.label
            context.happened(BoxBackdated(box.label, at, len(serials), label))


def jump(context: CommandContext, box_id: str) -> None:
    """Enter any box of the running phase."""
    box = context.known_box(box_id)
    here = current(context)
    if box.phase != here.phase or box.dropped:
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


def be_silent(context: CommandContext, seconds: int) -> None:
    """Let everybody write in silence from now on, or no longer. Raises CommandRefused where the box has not so much time."""
    here = current(context)
    now = pace(context.session, context.reading)
    if now is None or seconds < 0:
        return
    if seconds and here.kind is StepKind.BREAK:
        raise CommandRefused(Plain.NO_SILENCE)
    if seconds > now.left:
        raise CommandRefused(SilenceTooLong(max(0, now.left)))
    if not seconds and not now.silent_left:
        return
    context.put(replace(here, silent=now.used + seconds if seconds else 0))
    after = pace(context.session, context.reading)
    if seconds and after is not None:
        until = "" if after.is_paused else f" until {after.silent_until:%H:%M}"
        context.happened(Told(f"silence{until}"))
    else:
        context.happened(Told("the silence has ended"))


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
    context.happened(PhaseEnded(run.phase))


def _running(context: CommandContext) -> PhaseRun:
    run = context.session.running
    if run is None:
        raise CommandRefused(Plain.NOTHING_RUNS)
    return run
