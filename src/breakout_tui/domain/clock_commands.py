"""The commands of the clock, the agenda and the session's details, as data; undo does not cover them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum

from breakout_tui.domain.programme import AttributionRule


class Unchanged(Enum):
    """Leaves a value as it is, where None means something."""

    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Next:
    """Go on: start the phase that is due, enter the next box, or end the phase after its last one."""

    seconds_ago: int = 0
    """When it really happened, at most back to the start of the current span."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the box before, which continues its time; after the end of a phase, reopen it."""


@dataclass(frozen=True, slots=True)
class JumpTo:
    """Enter any box of the running phase."""

    box_id: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current box for the next one and count it as dropped."""


@dataclass(frozen=True, slots=True)
class AddBox:
    """Add an elastic box after the current one, in its step."""

    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RenameBox:
    """Give a box another title."""

    box_id: str
    title: str


@dataclass(frozen=True, slots=True)
class MoveBox:
    """Move a box that lies ahead by ``by`` places within its phase."""

    box_id: str
    by: int


@dataclass(frozen=True, slots=True)
class DropBox:
    """Take a box that lies ahead out of the agenda."""

    box_id: str


@dataclass(frozen=True, slots=True)
class RestoreBox:
    """Put a dropped box back."""

    box_id: str


@dataclass(frozen=True, slots=True)
class MergeBoxes:
    """Make one box of two: the first takes up the second's title, the second is dropped."""

    box_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Let the phase stand still."""


@dataclass(frozen=True, slots=True)
class Resume:
    """End the pause."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the current box more (or, negative, less) time."""

    seconds: int


@dataclass(frozen=True, slots=True)
class SetEnd:
    """Fix the phase's end at a time of day; None makes it flexible again: its start, the plan and the pauses."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class EndLater:
    """Move the phase's end, fixed or flexible; negative is earlier."""

    seconds: int


@dataclass(frozen=True, slots=True)
class EndPhase:
    """End the running phase now."""


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """Shift the room's time by so many seconds; 0 confirms it as it is."""

    seconds: int


@dataclass(frozen=True, slots=True)
class EditDetails:
    """Change what is known of the session; None leaves a detail as it is.

    The fixed ends are for phases that have not started yet; ``UNCHANGED`` leaves them, None makes them flexible.
    """

    room: str | None = None
    facilitator: str | None = None
    rapporteur: str | None = None
    people: int | None = None
    round: int | None = None
    rule: AttributionRule | None = None
    groups: tuple[str, ...] | None = None
    known: tuple[str, ...] | None = None
    archived: bool | None = None
    is_display_hidden: bool | None = None
    morning_ends: time | Unchanged | None = Unchanged.UNCHANGED
    afternoon_ends: time | Unchanged | None = Unchanged.UNCHANGED


@dataclass(frozen=True, slots=True)
class LockRule:
    """The first draft is being typed: the attribution rule stands from now on."""


ClockCommand = Next | Back | JumpTo | Pause | Resume | Extend | SetEnd | EndLater | EndPhase
"""Anything about the clock of a phase."""
AgendaCommand = Skip | AddBox | RenameBox | MoveBox | DropBox | RestoreBox | MergeBoxes
"""Anything about the boxes of a phase."""
DetailsCommand = CorrectClock | EditDetails | LockRule
"""Anything about the session itself."""
