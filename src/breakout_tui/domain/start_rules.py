"""The rules of starting a phase, and of taking a start back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from breakout_tui.domain import commands as c
from breakout_tui.domain.agenda_preview import preview
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import PhaseStarted, StartTakenBack
from breakout_tui.domain.phase_start import first_shares, new_run, passed_end
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.refusals import EndPassed, EveryBoxDropped, Plain, TimePassed
from breakout_tui.domain.span_rules import back_to, close_span, enter, reading_at
from breakout_tui.domain.timeline import PhaseRun

LONGEST_TAKEN_BACK = 60
"""Seconds for which a start can be taken back."""


def start_phase(
    context: CommandContext, name: PhaseName, seconds_ago: int, ends: datetime | c.Unchanged | None
) -> None:
    """Start a phase: lay out its boxes if necessary, and enter the first."""
    at = back_to(context, seconds_ago)
    if isinstance(ends, c.Unchanged) and (passed := passed_end(context.session, name, context.reading)):
        raise CommandRefused(EndPassed(name, passed))
    if isinstance(ends, datetime) and ends <= context.reading.wall:
        raise CommandRefused(TimePassed(ends))
    prepare(context, name)
    boxes = context.session.agenda(name)
    if not boxes:
        raise CommandRefused(EveryBoxDropped(name))
    then = reading_at(context, at)
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


def take_back(context: CommandContext, run: PhaseRun) -> None:
    """Take back a start of a moment ago; notes stay. The time since then does not count."""
    if (context.now - run.started_at).total_seconds() > LONGEST_TAKEN_BACK:
        raise CommandRefused(Plain.FIRST_BOX)
    close_span(context, context.now)
    for span in context.session.spans:
        if span.phase is run.name:
            context.put(replace(span, ended_at=span.started_at))
    for box in context.session.agenda(run.name):
        # The afternoon is laid out again when it starts.
        context.put(replace(box, allotted=None, dropped=run.name is PhaseName.AFTERNOON))
    context.put(replace(run, taken_back=True))
    context.happened(StartTakenBack(run.name))


def prepare(context: CommandContext, name: PhaseName) -> None:
    """Lay out the boxes of a phase, if it has none yet.

    The afternoon depends on the priority issues and the country groups, so it is laid out when it starts.
    """
    session = context.session
    if any(box.phase is name for box in session.boxes) and name is PhaseName.MORNING:
        return
    for box in preview(session):
        context.put(box)


def _settle_zone(context: CommandContext) -> None:
    """The room's zone is that of the computer when the first phase starts."""
    info, zone = context.session.info, context.reading.zone
    if zone and not context.session.started:
        context.put(replace(info, zone=zone))
