"""A message of the organiser on the displays of a room, until it expires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class RoomNotice:
    """A message for the displays of a room."""

    text: str
    left: float
    """Seconds until it expires."""


class TimedNotice(NamedTuple):
    """The same with the moment at which it expires, in seconds since the boot of the computer that shows it."""

    text: str
    until: float


def timed(notices: Sequence[RoomNotice], since_boot: float) -> tuple[TimedNotice, ...]:
    """The notices with the moments at which they expire, if this is the time now."""
    return tuple(TimedNotice(each.text, since_boot + each.left) for each in notices)


def shown_of(notices: Sequence[TimedNotice], since_boot: float) -> str:
    """The text that is shown now: the latest one that has not expired; empty for none."""
    return next((each.text for each in reversed(notices) if since_boot < each.until), "")
