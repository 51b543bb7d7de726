"""What is stored of a session: frozen records, each with an ``id``, written as a whole.

A command changes a session by putting records. A :class:`Change` holds one record before and after; the store writes
``after`` under its id and needs to know nothing else. Records are never removed, only marked as deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.programme import AttributionRule, Programme
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """Ties the room's time to the boot clock: room time = since_boot + ``offset`` (Unix seconds) while ``boot`` lasts."""

    boot: str
    offset: float


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """The details of a session: everything but its content."""

    id: str
    programme: Programme
    """As it was when the session started, with this theme only; the file can change afterwards."""
    created_at: datetime
    anchor: Anchor
    room: str = ""
    facilitator: str = ""
    rapporteur: str = ""
    people: int = 0
    """Head count; 0 if unknown."""
    round: int = 1
    rule: AttributionRule = AttributionRule.COUNTRY
    rule_locked: bool = False
    """Set by the first note or draft."""
    groups: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Countries, organisations or names that ``@`` completes."""
    ends: Mapping[str, time] = field(default_factory=dict)
    """The fixed ends, as local times of day, by the id of the phase; a phase without one ends as planned."""
    follows: str | None = None
    """The session of the round before, on the same theme."""
    archived: bool = False
    is_display_hidden: bool = False
    """The room display shows no notes."""
    clock_flag: str = ""
    """Why the room's time may be wrong, until it is corrected or confirmed; else empty."""
    erased: int = 0
    """How many statements and names were erased."""
    zone: str = ""
    """The name of the room's time zone; empty if unknown, as in files of earlier versions."""

    @property
    def theme_id(self) -> str:
        """The id of the session's theme."""
        return self.programme.themes[0].id


MOST_FINDINGS = 3
"""How many findings a report-back has room for."""
MOST_MINUTES = 60
"""Longest report-back."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the report-back and its reason."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportBack:
    """The edited report-back; a part that is None is filled from the outcomes."""

    id: str
    session_id: str
    minutes: int = 5
    headline: str | None = None
    findings: tuple[Finding, ...] | None = None
    differed: str | None = None
    recommendations: tuple[str, ...] | None = None
    ask: str | None = None
    deleted: bool = False
    decisions: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """A later round heard an output of an earlier one again."""

    id: str
    session_id: str
    earlier_id: str
    """The session whose output it is."""
    reference: str
    """As it was then; another laptop's note may have it since."""
    times: int = 1
    deleted: bool = False
    note_id: str = ""
    """The id of the output; empty in files of earlier versions, where only the reference names it."""


Undoable = Note | Tally | Ranking | ReportBack | HeardAgain | Speaker | SpeakersList
"""The records that undo covers: notes, outcomes and speakers, never the clock."""


@dataclass(frozen=True, slots=True)
class UndoableChange:
    """One record of an undo step, before (None if it was new) and after."""

    before: Undoable | None
    after: Undoable


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One command that can be undone: a description and the changes."""

    id: str
    session_id: str
    number: int
    """From 1, in order; after an undo, a new step takes the next number and the undone one stays undone."""
    words: str
    at: datetime
    changes: tuple[UndoableChange, ...]
    undone: bool = False
    superseded: bool = False
    """Undone before another command: it can no longer be redone."""


Record = (
    SessionInfo
    | PhaseRun
    | Box
    | Span
    | Note
    | Tally
    | Ranking
    | ReportBack
    | HeardAgain
    | Speaker
    | SpeakersList
    | UndoStep
    | PhoneVote
)


@dataclass(frozen=True, slots=True)
class Change:
    """One record to store; ``before`` is None if it is new."""

    before: Record | None
    after: Record


@dataclass(frozen=True, slots=True)
class Draft:
    """The half-typed text of a session's capture line. Under the rule *none* it holds no ``@word``."""

    text: str
    kind: Kind
    editing: int | None = None
    """Serial of the note being edited, if the line holds an edit."""
    kept: str = ""
    """The text that was in the line before the edit and returns after it."""
