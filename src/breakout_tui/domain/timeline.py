"""Spans of time: what happened when. Used, left and overtime are computed from them, never counted down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the room's time, spent in a box or, where ``box_id`` is None, in a pause."""

    id: str
    session_id: str
    phase: str
    box_id: str | None
    started_at: datetime
    ended_at: datetime | None = None

    @property
    def is_pause(self) -> bool:
        """Whether it is a pause."""
        return self.box_id is None

    def seconds(self, now: datetime) -> int:
        """Whole seconds of it so far, never negative."""
        return max(0, int(((self.ended_at or now) - self.started_at).total_seconds()))


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """A phase that was started: its start, planned length and changes of its end."""

    id: str
    session_id: str
    phase: str
    """The id of the phase."""
    started_at: datetime
    length: int
    """Seconds planned at the start; with the pauses and ``shift`` it gives the flexible end."""
    shift: int = 0
    """Seconds by which the flexible end was moved."""
    fixed_end: datetime | None = None
    """A fixed end by the wall clock, if any."""
    ended_at: datetime | None = None
    taken_back: bool = False
    """The start was taken back: the phase has not started."""


def used(spans: Iterable[Span], box_id: str, now: datetime) -> int:
    """Whole seconds spent in a box so far, over all its spans."""
    return sum(span.seconds(now) for span in spans if span.box_id == box_id)


def paused(spans: Iterable[Span], now: datetime) -> int:
    """Whole seconds of pauses among these spans."""
    return sum(span.seconds(now) for span in spans if span.is_pause)


def used_before(spans: Sequence[Span], box_id: str, now: datetime) -> int:
    """Whole seconds spent in a box before the visit that is the latest; a pause doesn't end a visit."""
    return used(before_visit(spans, box_id), box_id, now)


def before_visit(spans: Sequence[Span], box_id: str) -> Sequence[Span]:
    """The spans before the latest visit to a box, which is the last thing recorded; a pause doesn't end a visit."""
    count = len(spans)
    while count and spans[count - 1].box_id in (box_id, None):
        count -= 1
    return spans[:count]


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stored spans in the order in which they were recorded, also where two began in the same second."""
    return tuple(sorted(spans, key=lambda span: (span.started_at, span.id)))
