"""The pacer: elastic time boxes share the time left in whole seconds.

A box has a minimum and a plan; if the room was in it before, or it was given spare time, also the time that it still holds.
Time for a group of boxes is shared between a low and a high limit of each one::

    box = low + (left − Σ low) × (high − low) / Σ (high − low)

in whole seconds that sum exactly (largest remainder, earlier boxes first). With less and less time left, the boxes go

1. from their plan to the time they hold, where that is less than the plan;
2. the others from their plan to their minimums;
3. from the time they hold to their minimums; what is missing then is a shortfall.

In each of these, a delay comes out of the neighbouring boxes: those of the current step pay before the steps after it. No box gets
more than its plan or the time it holds: time beyond that is spare. Fixed boxes never change. All durations here are whole
seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from breakout_tui.domain.portions import apportion


class Urgency(IntEnum):
    """How urgent the clock of a box is."""

    CALM = 0
    LOW = 1
    """20 % or less of the box is left."""
    LAST = 2
    """5 % or less is left."""
    OVER = 3
    """Nothing is left; overtime counts."""


class Slot(NamedTuple):
    """What the pacer needs to know about an upcoming box."""

    key: str
    planned: int
    minimum: int
    fixed: bool = False
    held: int | None = None
    """The time it still has of an allotment; None for a box without one."""

    @property
    def floor(self) -> int:
        """The least time it can get."""
        return self.planned if self.fixed else min(self.minimum, self.planned)

    @property
    def ceiling(self) -> int:
        """The most time it can get."""
        return max(self.planned, self.held or 0)

    @property
    def kept(self) -> int | None:
        """The time it holds, within its limits."""
        return None if self.held is None else max(self.floor, self.held)


class Shares(NamedTuple):
    """Shared time: seconds per key, what is missing for the minimums, and what no box needs."""

    seconds: dict[str, int]
    shortfall: int = 0
    spare: int = 0


class _Range(NamedTuple):
    """The limits of one box."""

    key: str
    low: int
    high: int


def share(left: int, near: Sequence[Slot], later: Sequence[Slot]) -> Shares:
    """Share ``left`` seconds among the boxes of the current step (``near``) and of the steps after it (``later``).

    No box gets less than its floor or more than its ceiling. The seconds sum to ``left`` + shortfall − spare.
    """
    least = sum(slot.floor for slot in (*near, *later))
    most = sum(slot.ceiling for slot in (*near, *later))
    within = min(max(left, least), most)
    for limits in (_above_held, _with_held, _below_held):
        ranges = [limits(slot) for slot in near], [limits(slot) for slot in later]
        if within >= sum(each.low for group in ranges for each in group):
            break
    return Shares(_near_first(within, *ranges), shortfall=max(0, least - left), spare=max(0, left - most))


def _above_held(slot: Slot) -> _Range:
    low = slot.planned if slot.kept is None else slot.kept
    return _Range(slot.key, low, slot.ceiling)


def _with_held(slot: Slot) -> _Range:
    if slot.kept is not None:
        return _Range(slot.key, slot.kept, slot.kept)
    return _Range(slot.key, slot.floor, slot.planned)


def _below_held(slot: Slot) -> _Range:
    return _Range(slot.key, slot.floor, slot.floor if slot.kept is None else slot.kept)


def _near_first(total: int, near: Sequence[_Range], later: Sequence[_Range]) -> dict[str, int]:
    """Take what is missing from the near boxes first; ``total`` is within the limits."""
    for_near = max(sum(each.low for each in near), total - sum(each.high for each in later))
    return _spread(for_near, near) | _spread(total - for_near, later)


def _spread(total: int, ranges: Sequence[_Range]) -> dict[str, int]:
    extra = apportion(total - sum(each.low for each in ranges), [each.high - each.low for each in ranges])
    return {each.key: each.low + more for each, more in zip(ranges, extra, strict=True)}


def left_of_current(*, allotted: int, used: int, minimum: int, until_end: int, floors_ahead: int) -> int:
    """Seconds left for the current box; negative is overtime.

    It never has more than its allotment, and leaves the minimums ahead untouched once its own minimum is used up.
    Without a command this never rises.
    """
    return min(allotted - used, max(minimum - used, until_end - floors_ahead))


def level(left: int, allotted: int) -> Urgency:
    """The urgency of a box with ``left`` of ``allotted`` seconds."""
    if left <= 0:
        return Urgency.OVER
    if left * 20 <= allotted:
        return Urgency.LAST
    return Urgency.LOW if left * 5 <= allotted else Urgency.CALM
