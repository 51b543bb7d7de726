"""The pacer: elastic time boxes share the time left in whole seconds.

Each elastic box has a minimum and a weight: planned − minimum, or planned if all weights are zero. Time for a group of boxes is
shared so::

    box = minimum + (left − Σ minimum) × weight / Σ weight

in whole seconds that sum exactly (largest remainder, earlier boxes first). A delay comes out of the neighbouring boxes: those of
the current step shrink to their minimums before the elastic steps after it do; time gained is shared the same way. Fixed
boxes never change. All durations here are whole seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


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

    @property
    def floor(self) -> int:
        """The least time it can get."""
        return self.planned if self.fixed else min(self.minimum, self.planned)


class Shares(NamedTuple):
    """Shared time: seconds per key, and what is missing for the minimums."""

    seconds: dict[str, int]
    shortfall: int = 0


def share(left: int, near: Sequence[Slot], later: Sequence[Slot]) -> Shares:
    """Share ``left`` seconds among the boxes of the current step (``near``) and of the steps after it (``later``).

    No box gets less than its floor. The seconds sum to ``left`` + shortfall, unless all boxes are fixed.
    """
    near_floor, later_floor = _floor(near), _floor(later)
    shortfall = max(0, near_floor + later_floor - left)
    if shortfall:
        return Shares({slot.key: slot.floor for slot in (*near, *later)}, shortfall=shortfall)
    later_plan = sum(slot.planned for slot in later)
    near_gives, later_gives = _gives(near), _gives(later)
    for_near = max(near_floor, left - later_plan) if near_gives else near_floor
    for_later = left - for_near
    if not later_gives:
        for_later = later_floor
        for_near = left - for_later
    return Shares(_spread(for_near, near) | _spread(for_later, later))


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in whole parts proportional to the weights, by largest remainder; equal parts where all weights are 0."""
    if not weights:
        return ()
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    rest = total - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[:rest]:
        parts[index] += 1
    return tuple(parts)


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


def _gives(slots: Sequence[Slot]) -> bool:
    return any(not slot.fixed for slot in slots)


def _floor(slots: Sequence[Slot]) -> int:
    return sum(slot.floor for slot in slots)


def _spread(total: int, slots: Sequence[Slot]) -> dict[str, int]:
    """Share ``total`` ≥ Σ floors by the formula; if every slot is fixed, the rest is not given to any."""
    elastic = [slot for slot in slots if not slot.fixed]
    weights = [slot.planned - slot.floor for slot in elastic]
    if not any(weights):
        weights = [slot.planned for slot in elastic]
    extra = apportion(total - _floor(slots), weights)
    given = {slot.key: slot.floor for slot in slots}
    for slot, more in zip(elastic, extra, strict=True):
        given[slot.key] += more
    return given
