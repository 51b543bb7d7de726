"""The report of a session as plain data: the content of the document, before it becomes text.

Every text is as the room typed it; the renderer escapes it. Lists are in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.heard_speakers import NO_SPEAKERS, HeardSpeakers
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import ENGLISH, Labels
from breakout_tui.domain.note_fields import NoteField
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import Standing
from breakout_tui.domain.stage import Stage
from breakout_tui.report.summary_model import NO_SUMMARY, Addressed, Cited, Summary
from breakout_tui.report.vote_model import PhoneTally


@dataclass(frozen=True, slots=True)
class OtherWording:
    """Another wording of a statement, merged into it, with all that was said in it."""

    reference: str
    text: str
    at: datetime
    attribution: str = ""
    cluster: str = ""
    formerly: tuple[str, ...] = ()
    fields: tuple[tuple[NoteField, str], ...] = ()
    minority: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One note as the report shows it. ``attribution`` and ``dissent`` are empty under the rule *none*."""

    kind: Kind
    reference: str
    text: str
    at: datetime
    attribution: str = ""
    cluster: str = ""
    formerly: tuple[str, ...] = ()
    """References it had under earlier kinds."""
    heard: int = 1
    others: tuple[OtherWording, ...] = ()
    answers: tuple[str, ...] = ()
    """References of the notes it answers, follows or carries out in the chain; not those that its text names."""
    mentions: tuple[str, ...] = ()
    """References of other notes it links to; not those that its text names."""
    fields: tuple[tuple[NoteField, str], ...] = ()
    """The fields with a value, also those from an earlier kind."""
    agreement: Agreement | None = None
    """None also for a kind on which this programme doesn't agree."""
    minority: str = ""
    """Without the name of who dissents at its start."""
    dissent: str = ""
    read_back: ReadBack | None = None
    """None also for a kind that this programme doesn't read back."""
    read_back_at: datetime | None = None
    before_reading: tuple[str, ...] = ()
    """Wordings replaced at the read-back, oldest first."""
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """When and why a locked list was reopened."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PriorityList:
    """The result of one vote: the list above the cut and the annex below it."""

    sort: str
    """What was ranked."""
    method: str
    """How the room voted."""
    locked_at: datetime | None
    chosen: tuple[Standing, ...]
    annex: tuple[Standing, ...]
    reopenings: tuple[Reopening, ...] = ()
    title: str = ""  # that of its step, where the programme has several votes


class Discussed(Enum):
    """Whether a box was discussed."""

    HELD = "held"
    """The room was in it, or notes were taken in it."""
    DROPPED = "dropped"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Discussion:
    """The notes of one box."""

    label: str
    """Its short name (``Q2``); empty if the title is enough."""
    title: str
    state: Discussed
    statements: tuple[Statement, ...]
    outputs: tuple[str, ...] = ()
    """References of its notes that are listed among the outputs."""
    parked: tuple[str, ...] = ()
    """References of its notes that are in the parking lot."""


@dataclass(frozen=True, slots=True)
class BoxTime:
    """The times of one box, in whole seconds."""

    label: str
    title: str
    planned: int
    used: int
    is_dropped: bool = False
    lead: str = ""
    is_open: bool = False
    """The room is in it, so it can't be compared with its plan yet."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A pause, in whole seconds."""

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a phase."""

    started_at: datetime
    ended_at: datetime | None
    """None while it runs."""
    due_at: datetime
    """Its planned end: the plan with pauses and extensions, or the fixed time."""
    used: int
    """Seconds spent in its boxes, without pauses."""
    boxes: tuple[BoxTime, ...]
    pauses: tuple[Stop, ...] = ()
    owners: tuple[tuple[str, str], ...] = ()
    """The titles of the steps that have an owner, and who it is."""
    materials: tuple[tuple[str, str], ...] = ()
    """The titles of the steps that need something, and what it is."""

    @property
    def overrun(self) -> int:
        """Seconds by which it ended late; negative if early, 0 while it runs."""
        return 0 if self.ended_at is None else int((self.ended_at - self.due_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Answer:
    """The recommendations for one priority issue."""

    number: int | None
    """The issue's place on the list, from 1; None for recommendations without an issue."""
    issue: str
    recommendations: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """One phase: its outputs, its notes, its times."""

    title: str
    was_read: bool
    """Whether its read-back is over, so that unread outputs are marked."""
    priorities: tuple[PriorityList, ...]
    given: tuple[str, ...]
    """The priority issues that the programme gave to the group."""
    principles: tuple[Statement, ...]
    answers: tuple[Answer, ...]
    """The recommendations by priority issue."""
    discussions: tuple[Discussion, ...]
    timing: Timing | None
    """None before it started."""
    decisions: tuple[Statement, ...] = ()
    """By priority issue, agreement and reference."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One path through the chain; an empty cell is a missing link."""

    challenges: tuple[Cited, ...] = ()
    principles: tuple[Cited, ...] = ()
    approaches: tuple[Cited, ...] = ()
    recommendations: tuple[Cited, ...] = ()
    decisions: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chains that reach furthest, and by reference what they don't hold."""

    rows: tuple[EvidenceRow, ...] = ()
    kinds: tuple[Kind, ...] = ()
    """What the chains of the table reach: one of these kinds."""
    stopped: tuple[str, ...] = ()
    """What none of these kinds answers, though it is linked itself."""
    alone: tuple[str, ...] = ()
    """Notes without any link."""


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What is missing (``no addressee``), and where: references or priority issues."""

    missing: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parked:
    """A note in the parking lot and the box where it was captured."""

    statement: Statement
    place: str


@dataclass(frozen=True, slots=True)
class Shared:
    """An output and the rounds that heard it."""

    reference: str
    """With room and round (``Room 2·1/P3``) for an output of an earlier round."""
    text: str
    rounds: tuple[int, ...]
    """The rounds in which it was heard, the earliest first."""
    times: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """What the rounds have in common."""

    shared: tuple[Shared, ...]
    """Outputs that more than one round heard."""
    once: int
    """How many outputs of earlier rounds no other round heard."""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole content of the document; 0 people are unknown, and a first round has no ``rounds``."""

    theme: str
    introduction: str
    questions: tuple[str, ...]
    event: str
    held_on: datetime
    stage: Stage
    rule: AttributionRule
    labels: Labels = ENGLISH
    """The words for the kinds of notes."""
    room: str = ""
    round: int = 1
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    groups: tuple[str, ...] = ()
    notes: int = 0
    phases: tuple[PhaseReport, ...] = ()
    between: tuple[Statement, ...] = ()
    """Notes outside the boxes, without the parking lot and the outputs that a phase of this report lists."""
    summary: Summary = NO_SUMMARY
    addressed: tuple[Addressed, ...] = ()
    """The recommendations by country group; empty where the session has no groups."""
    evidence: Evidence = Evidence()
    loose: tuple[LooseEnds, ...] = ()
    parked: tuple[Parked, ...] = ()
    rounds: Rounds | None = None
    phone_tallies: tuple[PhoneTally, ...] = ()
    as_of: datetime | None = None
    """The room's time of a report made while a phase runs; None otherwise."""
    is_paused: bool = False
    covered: tuple[str, ...] = ()
    """The titles of the phases that had started."""
    is_partial: bool = False
    """Whether it was asked to end before the last phase of the programme."""
    days: int = 1
    """On how many days the phases of the programme are held."""
    pauses: tuple[str, ...] = ()
    """The titles that the programme gives to what lies between its phases."""
    speakers: HeardSpeakers = NO_SPEAKERS
    doubt: str = ""  # why the times may be wrong
    erased: int = 0  # how many statements and names were erased on request
