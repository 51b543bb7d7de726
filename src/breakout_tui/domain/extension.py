"""More time for a box: how much fits, what it costs the others, and giving away spare time."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import Pace, pace, share_ahead, slot_of
from breakout_tui.domain.session_state import Session


class Change(NamedTuple):
    """A box whose time changes, in seconds."""

    box: Box
    seconds: int


class Price(NamedTuple):
    """What an extension of the current box costs. All its parts together are 0, to the second."""

    granted: int
    """What the current box gets from now on; less than was asked for where no more fits, and negative if it gives time back."""
    boxes: tuple[Change, ...]
    """The boxes ahead that change."""
    spare: int
    """The change of the spare time."""
    shortfall: int
    """By how much less the minimums exceed the time left."""


def price(session: Session, reading: Reading, extension: int) -> Price | None:
    """What so many seconds more, or less, for the current box cost; None when no phase is running."""
    before = pace(session, reading)
    if before is None:
        return None
    granted = room_for(before, session, extension)
    left = max(0, extended(before, granted))
    ahead = session.ahead(before.box)
    after = share_ahead(before.phase_left - left, before.box.step, ahead, session, before.now)
    changes = (Change(box, after.seconds[box.id] - before.shares[box.id]) for box in ahead)
    return Price(
        granted=left - max(0, before.left),
        boxes=tuple(change for change in changes if change.seconds),
        spare=after.spare - before.spare,
        shortfall=before.shortfall - after.shortfall,
    )


def room_for(before: Pace, session: Session, extension: int) -> int:
    """How much of an extension fits until the boxes ahead reach their minimums."""
    floors = sum(slot_of(box, session, before.now).floor for box in session.ahead(before.box))
    return min(extension, max(0, before.phase_left - floors - max(0, before.left)))


def extended(before: Pace, seconds: int) -> int:
    """Time left of the current box after an extension; overtime is ignored, so that +5 means five more minutes."""
    return max(0, before.left) + seconds
