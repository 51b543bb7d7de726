"""The report of a session as plain data: what a document says, before it is laid out as text.

Every text is as the room gave it; who lays it out makes it safe there. Lists are in the order in which they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.note_fields import NoteField
from breakout_tui.domain.notes import Agreement, ReadBack
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.ranking import Standing
from breakout_tui.domain.stage import Stage


@dataclass(frozen=True, slots=True)
class OtherWording:
    """Another wording of a statement, merged into it."""

    reference: str
    text: str
    at: datetime
    attribution: str = ""


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
    """References it had as another kind."""
    heard: int = 1
    others: tuple[OtherWording, ...] = ()
    answers: tuple[str, ...] = ()
    """References of what it answers, follows or carries out in the chain."""
    mentions: tuple[str, ...] = ()
    """References of the other notes it points to."""
    fields: tuple[tuple[NoteField, str], ...] = ()
    """The fields that say something, also those it has from an earlier kind."""
    agreement: Agreement | None = None
    minority: str = ""
    dissent: str = ""
    read_back: ReadBack | None = None
    read_back_at: datetime | None = None
    before_reading: tuple[str, ...] = ()
    """The wordings that the read-back replaced, oldest first."""
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """A locked list that was opened again."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PriorityList:
    """What the ranking gave: the list above the cut and the annex below it."""

    sort: str
    """What was ranked, in words."""
    method: str
    """How, in words."""
    locked_at: datetime | None
    chosen: tuple[Standing, ...]
    annex: tuple[Standing, ...]
    reopenings: tuple[Reopening, ...] = ()


class Discussed(Enum):
    """What became of a box."""

    HELD = "held"
    """The room was in it, or something was said under it."""
    DROPPED = "dropped"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Discussion:
    """What was said in one box."""

    label: str
    """How a person points at it (``Q2``); empty where the title says it all."""
    title: str
    state: Discussed
    statements: tuple[Statement, ...]
    outputs: tuple[str, ...] = ()
    """References of what was said in it and stands among the outputs."""


@dataclass(frozen=True, slots=True)
class BoxTime:
    """One box on the clock; whole seconds."""

    label: str
    title: str
    planned: int
    used: int
    over: int = 0
    """How much longer it took than it was given; never negative."""
    is_dropped: bool = False
    is_open: bool = False
    """The room is in it, so that it can't be told against its plan yet."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A pause; whole seconds."""

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Timing:
    """A phase on the clock."""

    started_at: datetime
    ended_at: datetime | None
    """None while it runs."""
    due_at: datetime
    """When it was, or is, to end: its plan with pauses and what was added, or the fixed time."""
    used: int
    """Seconds spent in its boxes, pauses not counted."""
    boxes: tuple[BoxTime, ...]
    pauses: tuple[Stop, ...] = ()

    @property
    def overrun(self) -> int:
        """Seconds by which it ended after its time; negative for before, 0 while it runs."""
        return 0 if self.ended_at is None else int((self.ended_at - self.due_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Answer:
    """The recommendations for one priority issue."""

    number: int | None
    """The issue's place on the list, from 1; None for recommendations that are for none."""
    issue: str
    recommendations: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """One phase: its outputs, what was said, its time."""

    title: str
    was_read: bool
    """Whether its read-back is over, so that an output that was not read has missed it."""
    priorities: PriorityList | None
    given: tuple[str, ...]
    """The priority issues that the group got beforehand."""
    principles: tuple[Statement, ...]
    answers: tuple[Answer, ...]
    """The recommendations by priority issue."""
    discussions: tuple[Discussion, ...]
    timing: Timing | None
    """None before it started."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement in the evidence table: its reference and, where it comes first, its words."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One way through the chain; an empty place is a missing link."""

    challenges: tuple[Cited, ...] = ()
    principles: tuple[Cited, ...] = ()
    approaches: tuple[Cited, ...] = ()
    recommendations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chain, and the references of what has no part in it."""

    rows: tuple[EvidenceRow, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """What is missing, in words (``who acts is not said``), and of what: references or priority issues."""

    missing: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parked:
    """A note in the parking lot and where it came up."""

    statement: Statement
    place: str


@dataclass(frozen=True, slots=True)
class Shared:
    """An output and the rounds that heard it."""

    reference: str
    """As it reads elsewhere (``Room 2·1/P3``) for one of an earlier round."""
    text: str
    rounds: tuple[int, ...]
    """The rounds in which it was heard, the earliest first."""
    times: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """How far the rounds agree."""

    shared: tuple[Shared, ...]
    """What more than one round heard."""
    once: int
    """How many outputs of earlier rounds no other round heard."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the document of one session says."""

    theme: str
    introduction: str
    questions: tuple[str, ...]
    event: str
    held_on: datetime
    stage: Stage
    rule: AttributionRule
    room: str = ""
    round: int = 1
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    """0 for not known."""
    groups: tuple[str, ...] = ()
    notes: int = 0
    phases: tuple[PhaseReport, ...] = ()
    between: tuple[Statement, ...] = ()
    """What was noted outside the boxes, parking lot and outputs not counted."""
    evidence: Evidence = Evidence()
    loose: tuple[LooseEnds, ...] = ()
    parked: tuple[Parked, ...] = ()
    rounds: Rounds | None = None
    """None in a first round."""
    as_of: datetime | None = None
    """The room's time of a report made while a phase runs; None otherwise."""
    is_paused: bool = False
    is_morning_only: bool = False
    """Whether what came after lunch is left out."""
    doubt: str = ""
    """Why the times may be wrong; empty for no doubt."""
    erased: int = 0
    """How many statements and names were erased on request."""
