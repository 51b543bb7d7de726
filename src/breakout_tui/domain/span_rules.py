"""The rules of spans: entering and leaving a box, now or some minutes ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.clock_refusals import TooLongAgo
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import BoxEntered
from breakout_tui.domain.identity import following
from breakout_tui.domain.pace import allotment
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.timeline import Span


def current(context: CommandContext) -> Box:
    """The current box; refuses where no phase is running."""
    box = context.session.current_box
    if box is None:
        raise CommandRefused(Plain.NOTHING_RUNS)
    return box


def enter(context: CommandContext, box: Box, at: datetime) -> None:
    """Close the running span at ``at`` and enter a box, which gets what was shown for it then, or continues its time."""
    allotted = allotment(context.session, box, reading_at(context, at))
    if allotted is not None:
        box = replace(box, allotted=allotted)
        context.put(box)
    close_span(context, at)
    open_span(context, box.phase, box.id, at)
    context.happened(BoxEntered(box.id))


def enter_again(context: CommandContext, box: Box) -> None:
    """Continue a box with the time it had left."""
    close_span(context, context.now)
    open_span(context, box.phase, box.id, context.now)
    context.happened(BoxEntered(box.id))


def close_span(context: CommandContext, at: datetime) -> None:
    """End the span that is running, if any."""
    span = context.session.open_span
    if span is not None:
        context.put(replace(span, ended_at=max(at, span.started_at)))


def open_span(context: CommandContext, phase: str, box_id: str | None, at: datetime) -> None:
    """Start a span of time."""
    spans = context.session.spans
    span_id = following(context.new_id(), spans[-1].id) if spans else context.new_id()
    context.put(Span(span_id, context.session.id, phase, box_id, at))


def back_to(context: CommandContext, seconds_ago: int) -> datetime:
    """The moment so many seconds ago. Raises CommandRefused before the start (or, between phases, the end) of the last span."""
    at = context.now - timedelta(seconds=max(0, seconds_ago))
    if not context.session.spans:
        return at
    last = context.session.spans[-1]
    since = last.ended_at or last.started_at
    if at < since:
        raise CommandRefused(_too_long_ago(context, last, int((context.now - since).total_seconds())))
    return at


def _too_long_ago(context: CommandContext, last: Span, seconds: int) -> TooLongAgo:
    if context.session.run(last.phase) is None:
        return TooLongAgo("the start that was taken back", "", seconds)
    box = context.session.box(last.box_id)
    ended = context.session.info.programme.phase(last.phase).title if last.ended_at is not None else ""
    return TooLongAgo("the pause" if box is None else box.label, ended, seconds)


def reading_at(context: CommandContext, at: datetime) -> Reading:
    """The clocks as they were at this moment of the room's time."""
    return context.reading.later(-(context.now - at).total_seconds())
