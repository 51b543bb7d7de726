"""Every command a session takes, as data. Keys, clicks, the palette and ``/words`` all become one of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum

from breakout_tui.domain.notes import Agreement, Kind, ReadBack
from breakout_tui.domain.programme import AttributionRule, PhaseName
from breakout_tui.domain.ranking_records import RankMethod, RankSort
from breakout_tui.domain.records import ReportBack


class Unchanged(Enum):
    """Leaves a value as it is, where None means something."""

    UNCHANGED = "unchanged"


# The clock and the agenda; not covered by undo.


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
    """Fix the phase's end at a time of day; None makes it flexible again, where it is now."""

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


# Notes; covered by undo.


@dataclass(frozen=True, slots=True)
class Capture:
    """Make a note. Texts are clean; the box is the current one unless another is named."""

    text: str
    kind: Kind
    attribution: str = ""
    cluster: str = ""
    links: tuple[int, ...] = ()
    box_id: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """Any of where, evidence, addressee, actor, due."""
    same_as: int | None = None
    """Heard again: the note that stands for it from the start."""


@dataclass(frozen=True, slots=True)
class CaptureMany:
    """Make several notes as one deed."""

    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class EditNote:
    """Change the wording, the attribution, the cluster or fields of a note; None leaves as it is."""

    serial: int
    text: str | None = None
    attribution: str | None = None
    cluster: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeleteNote:
    """Mark a note as deleted."""

    serial: int


@dataclass(frozen=True, slots=True)
class RestoreNote:
    """Bring a deleted or merged note back."""

    serial: int


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Make a note another kind; it gets a new reference and keeps the old one as an alias."""

    serial: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class MoveNote:
    """Put a note under another box (None: none)."""

    serial: int
    box_id: str | None


@dataclass(frozen=True, slots=True)
class MergeNote:
    """Heard again: let ``into`` stand for this note; both wordings stay."""

    serial: int
    into: int


@dataclass(frozen=True, slots=True)
class Link:
    """Let a note point to another."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class Unlink:
    """Take a link away."""

    serial: int
    target: int


@dataclass(frozen=True, slots=True)
class RenameCluster:
    """Give a cluster another name; an existing name joins the two."""

    name: str
    new_name: str


# Outcomes; covered by undo.


@dataclass(frozen=True, slots=True)
class ChooseRanking:
    """Say what is ranked and how; None leaves as it is."""

    sort: RankSort | None = None
    method: RankMethod | None = None
    dots: int | None = None


@dataclass(frozen=True, slots=True)
class SetTally:
    """Enter the count of one subject; None takes it away."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class SetRevote:
    """Enter the count of a second vote among those that tied; None takes it away."""

    subject: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class ChooseCut:
    """Say how many of the list become priority issues."""

    count: int


@dataclass(frozen=True, slots=True)
class LockRanking:
    """Agree the list: the ones above the cut are the priority issues."""


@dataclass(frozen=True, slots=True)
class UnlockRanking:
    """Open the agreed list again; the reason goes into the report."""

    reason: str


@dataclass(frozen=True, slots=True)
class Agree:
    """Record the level of agreement on a recommendation; None in ``level`` takes it away."""

    serial: int
    level: Agreement | None
    minority: str | None = None
    dissent: str | None = None


@dataclass(frozen=True, slots=True)
class MarkReadBack:
    """Record what became of an output when it was read back; with a text, it was amended to that."""

    serial: int
    result: ReadBack | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HearAgain:
    """Mark that this round heard an output of an earlier one again; ``times`` 0 takes it away."""

    earlier_id: str
    reference: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class EditReportBack:
    """Replace the edited report-back."""

    report_back: ReportBack


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last deed."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was last taken back."""


@dataclass(frozen=True, slots=True)
class StartPhase:
    """Start a phase now."""

    phase: PhaseName


ClockCommand = (
    Next
    | Back
    | JumpTo
    | Skip
    | AddBox
    | RenameBox
    | MoveBox
    | DropBox
    | RestoreBox
    | MergeBoxes
    | Pause
    | Resume
    | Extend
    | SetEnd
    | EndLater
    | EndPhase
    | StartPhase
    | CorrectClock
    | EditDetails
    | LockRule
)
NoteCommand = (
    Capture
    | CaptureMany
    | EditNote
    | DeleteNote
    | RestoreNote
    | ChangeKind
    | MoveNote
    | MergeNote
    | Link
    | Unlink
    | RenameCluster
)
OutcomeCommand = (
    ChooseRanking
    | SetTally
    | SetRevote
    | ChooseCut
    | LockRanking
    | UnlockRanking
    | Agree
    | MarkReadBack
    | HearAgain
    | EditReportBack
)
Command = ClockCommand | NoteCommand | OutcomeCommand | Undo | Redo
