"""The rules of starting a phase, and of taking a start back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.clock_refusals import EndPassed, EveryBoxDropped, TimePassed
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import PhaseStarted, StartTakenBack
from breakout_tui.domain.phase_start import first_shares, new_run, passed_end
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.span_rules import back_to, close_span, enter, reading_at
from breakout_tui.domain.timeline import PhaseRun

LONGEST_TAKEN_BACK = 60
"""Seconds for which a start can be taken back."""


def start_phase(
    context: CommandContext, phase: Phase, seconds_ago: int, ends: datetime | c.Unchanged | None
) -> None:
    """Start a phase: lay out its boxes if necessary, and enter the first."""
    at = back_to(context, seconds_ago)
    if isinstance(ends, c.Unchanged) and (passed := passed_end(context.session, phase.id, context.reading)):
        raise CommandRefused(EndPassed(phase.title, passed))
    if isinstance(ends, datetime) and ends <= context.reading.wall:
        raise CommandRefused(TimePassed(ends))
    prepare(context, phase)
    boxes = context.session.agenda(phase.id)
    if not boxes:
        raise CommandRefused(EveryBoxDropped(phase.title))
    then = reading_at(context, at)
    run = new_run(context.session, boxes, at, then)
    if not isinstance(ends, c.Unchanged):
        run = replace(run, fixed_end=ends)
    shares = first_shares(context.session, boxes, run, then)
    _settle_zone(context)
    context.put(run)
    context.happened(PhaseStarted(phase.id))
    first = replace(boxes[0], allotted=shares.seconds[boxes[0].id])
    context.put(first)
    enter(context, first, at)


def take_back(context: CommandContext, run: PhaseRun) -> None:
    """Take back a start of a moment ago; notes stay. The time since then does not count."""
    if (context.now - run.started_at).total_seconds() > LONGEST_TAKEN_BACK:
        raise CommandRefused(Plain.FIRST_BOX)
    programme = context.session.info.programme
    close_span(context, context.now)
    for span in context.session.spans:
        if span.phase == run.phase:
            context.put(replace(span, ended_at=span.started_at))
    for box in context.session.agenda(run.phase):
        # A phase after the first one is laid out again when it starts.
        context.put(replace(box, allotted=None, dropped=bool(programme.before(run.phase))))
    context.put(replace(run, taken_back=True))
    context.happened(StartTakenBack(programme.phase(run.phase).title))


def prepare(context: CommandContext, phase: Phase) -> None:
    """Lay out the boxes of a phase, if it has none yet.

    The first one was laid out with the session. The others depend on the priority issues and the country groups, so each
    is laid out when it starts.
    """
    session = context.session
    is_first = not session.info.programme.before(phase.id)
    if is_first and any(box.phase == phase.id for box in session.boxes):
        return
    for box in preview(session, phase):
        context.put(box)


def _settle_zone(context: CommandContext) -> None:
    """The room's zone is that of the computer when the first phase starts."""
    info, zone = context.session.info, context.reading.zone
    if zone and not context.session.started:
        context.put(replace(info, zone=zone))
