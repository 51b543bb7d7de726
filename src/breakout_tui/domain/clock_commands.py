"""The commands of the clock, the agenda and the session's details, as data; undo does not cover them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import Enum

from breakout_tui.domain.programme import AttributionRule


class Unchanged(Enum):
    """Leaves a value unchanged, for values where None has a meaning."""

    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Next:
    """Start the phase that is due, enter the next box, or end the phase after its last box."""

    seconds_ago: int = 0
    """How long ago it happened, at most back to the start of the current span."""
    ends: datetime | Unchanged | None = Unchanged.UNCHANGED
    """For a phase that starts: its fixed end, None for a flexible one; ``UNCHANGED`` takes the session's."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the previous box, which continues its time; after the end of a phase, reopen it."""


@dataclass(frozen=True, slots=True)
class JumpTo:
    """Enter any box of the running phase."""

    box_id: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the current box for the next one and mark it as dropped."""


@dataclass(frozen=True, slots=True)
class AddBox:
    """Add an elastic box after the current one, in its step; a topic, in the step that waits for topics."""

    title: str
    seconds: int | None = None
    """None for the usual length or, of a topic, for an equal share of its step."""


@dataclass(frozen=True, slots=True)
class RenameBox:
    """Give a box another title."""

    box_id: str
    title: str


@dataclass(frozen=True, slots=True)
class MoveBox:
    """Move an upcoming box by ``by`` places within its phase."""

    box_id: str
    by: int


@dataclass(frozen=True, slots=True)
class DropBox:
    """Remove an upcoming box from the agenda."""

    box_id: str


@dataclass(frozen=True, slots=True)
class RestoreBox:
    """Restore a dropped box."""

    box_id: str


@dataclass(frozen=True, slots=True)
class MergeBoxes:
    """Merge two boxes: the first gets both titles, the second is dropped."""

    box_id: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """End the pause."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Everybody writes in silence for so many seconds from now, within the current box; 0 ends a silence."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the current box more (or, negative, less) time."""

    seconds: int


@dataclass(frozen=True, slots=True)
class GiveSpare:
    """Give spare time to the current box or to one ahead: so many seconds, or all of it."""

    box_id: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SetEnd:
    """Fix the end of the phase at a time of day; None makes it flexible again: start, plan and pauses."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class EndLater:
    """Move the end of the phase, fixed or flexible; negative is earlier."""

    seconds: int


@dataclass(frozen=True, slots=True)
class EndPhase:
    """End the running phase now."""


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """Shift the room's time by so many seconds; 0 confirms it."""

    seconds: int


@dataclass(frozen=True, slots=True)
class EditDetails:
    """Change the details of the session; None leaves a detail unchanged.

    ``ends`` are fixed ends by the id of their phase, for phases that have not started yet; None makes an end flexible, and
    phases that it doesn't name keep theirs.
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
    ends: Mapping[str, time | None] | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class LockRule:
    """Lock the attribution rule, because the first draft is being typed."""


ClockCommand = (
    Next | Back | JumpTo | Pause | Resume | Silence | Extend | GiveSpare | SetEnd | EndLater | EndPhase
)
"""Anything about the clock of a phase."""
AgendaCommand = Skip | AddBox | RenameBox | MoveBox | DropBox | RestoreBox | MergeBoxes
"""Anything about the boxes of a phase."""
DetailsCommand = CorrectClock | EditDetails | LockRule
"""Anything about the session itself."""
