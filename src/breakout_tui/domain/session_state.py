"""The state of a session: an immutable value made of records, and what follows from them directly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import Labels
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.programme import Phase, StepKind, Theme
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.record_places import boxes_in_order, record_put, record_with
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.stage import Stage, stage_of
from breakout_tui.domain.timeline import PhaseRun, Span
from breakout_tui.domain.zone import Zone

STEPS_KEPT = 200
"""How many undo steps a session keeps."""


@dataclass(frozen=True, slots=True)
class Session:
    """One theme in one room. Changed by :func:`session.decide` only."""

    info: SessionInfo
    boxes: tuple[Box, ...]
    runs: tuple[PhaseRun, ...] = ()
    spans: tuple[Span, ...] = ()
    book: NoteBook = field(default_factory=NoteBook)
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    """By id."""
    rankings: Mapping[str, Ranking] = field(default_factory=dict)
    """By rank step, as in :attr:`Ranking.step`."""
    report_back: ReportBack | None = None
    heard_again: Mapping[str, HeardAgain] = field(default_factory=dict)
    """By id."""
    undo_steps: tuple[UndoStep, ...] = ()
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    """By id."""
    speakers_lists: Mapping[str, SpeakersList] = field(default_factory=dict)
    """By phase."""
    phone_votes: Mapping[str, PhoneVote] = field(default_factory=dict)
    """By id."""
    worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of this state (``once.py``)."""

    @classmethod
    def of(cls, records: SessionRecords) -> Session:
        """The session made of these records."""
        return cls(
            info=records.info,
            boxes=boxes_in_order(records.boxes, records.info),
            runs=records.runs,
            spans=records.spans,
            book=NoteBook.of(records.notes),
            tallies={tally.id: tally for tally in records.tallies},
            rankings={ranking.step: ranking for ranking in records.rankings},
            report_back=records.report_back,
            heard_again={heard.id: heard for heard in records.heard_again},
            undo_steps=records.undo_steps[-STEPS_KEPT:],
            speakers={speaker.id: speaker for speaker in records.speakers},
            speakers_lists={each.phase: each for each in records.speakers_lists},
            phone_votes={vote.id: vote for vote in records.phone_votes},
        )

    @property
    def id(self) -> str:
        """The session's identifier."""
        return self.info.id

    @property
    def theme(self) -> Theme:
        """The session's theme."""
        return self.info.programme.themes[0]

    @property
    def labels(self) -> Labels:
        """The words for the kinds of notes."""
        return self.info.programme.labels

    @property
    def started(self) -> tuple[PhaseRun, ...]:
        """The phases that were started and not taken back, in order."""
        return tuple(run for run in self.runs if not run.taken_back)

    @property
    def held_on(self) -> datetime:
        """When its first phase started; before that, when it was created. Documents are dated by it."""
        return self.started[0].started_at if self.started else self.info.created_at

    def run(self, phase: str) -> PhaseRun | None:
        """The run of a phase, or None before it started."""
        return next((run for run in self.started if run.phase == phase), None)

    @property
    def running(self) -> PhaseRun | None:
        """The phase that is running, if any."""
        for run in self.started:
            if run.ended_at is None:
                return run
        return None

    @property
    def stage(self) -> Stage:
        """How far the programme is."""
        phases = [phase.id for phase in self.info.programme.phases]
        return stage_of(phases, {run.phase: run.ended_at is not None for run in self.started})

    @property
    def last_started(self) -> Phase | None:
        """The last phase of the programme that has started; None before the first one."""
        started = {run.phase for run in self.started}
        return next((phase for phase in reversed(self.info.programme.phases) if phase.id in started), None)

    @property
    def how_far(self) -> str:
        """How far it is, in words: the phase that runs, ``Morning done``, ``not started``, ``done``."""
        last = self.last_started
        return self.stage.words("" if last is None else last.title)

    @property
    def due_phase(self) -> Phase | None:
        """The phase that starts next; None while one is running, and after the last one."""
        if self.running is not None:
            return None
        last, programme = self.last_started, self.info.programme
        following = programme.phases if last is None else programme.after(last.id)
        return following[0] if following else None

    @property
    def phase_in_view(self) -> str:
        """The id of the phase whose agenda is shown: the running one, else the one that is due, else the last one."""
        if (running := self.running) is not None:
            return running.phase
        due = self.due_phase
        return self.info.programme.phases[-1].id if due is None else due.id

    @property
    def open_span(self) -> Span | None:
        """The running span, of a box or a pause, if any."""
        return self.spans[-1] if self.spans and self.spans[-1].ended_at is None else None

    @property
    def is_paused(self) -> bool:
        """Whether the clock is paused."""
        return (span := self.open_span) is not None and span.is_pause

    @property
    def current_box(self) -> Box | None:
        """The current box, also while paused."""
        if (running := self.running) is None:
            return None
        for span in reversed(self.spans):
            if span.box_id is not None and span.phase == running.phase:
                return self.box(span.box_id)
        return None

    def box(self, box_id: str | None) -> Box | None:
        """The box of this id; None for that of a pause or of a note outside the boxes."""
        for box in self.boxes:
            if box.id == box_id:
                return box
        return None

    def agenda(self, phase: str) -> tuple[Box, ...]:
        """The boxes of a phase that are not dropped, in order."""
        return tuple(box for box in self.boxes if box.phase == phase and not box.dropped)

    def ahead(self, box: Box) -> tuple[Box, ...]:
        """The boxes of its phase after this one, in order."""
        return tuple(b for b in self.agenda(box.phase) if b.position > box.position)

    @property
    def note_kinds(self) -> tuple[Kind, ...]:
        """The kinds that a note is offered: all, decisions only where the programme asks for them or there is one."""
        programme = self.info.programme
        has_decisions = Kind.DECISION in programme.kinds(self.theme) or any(self.book.of_kind(Kind.DECISION))
        return tuple(kind for kind in Kind if has_decisions or kind is not Kind.DECISION)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that fit now, the likeliest first; Tab in the capture line goes through them."""
        programme = self.info.programme
        ended = self.last_started if self.stage is Stage.BETWEEN else None
        phase = programme.phase(self.phase_in_view) if ended is None else ended
        offered = [kind for kind in self.note_kinds if kind is not Kind.PARKED]
        collected = list(phase.kinds(self.theme) or programme.kinds(self.theme) or offered)
        if Kind.DECISION in offered and Kind.DECISION not in collected:
            collected.append(Kind.DECISION)
        fitting = [*collected, Kind.PARKED] if ended is None else [Kind.PARKED, *collected]
        box = self.current_box
        if box is not None and box.note_kind is not None:
            fitting = [box.note_kind, *(kind for kind in fitting if kind is not box.note_kind)]
        elif box is not None and box.kind in (
            StepKind.RANK,
            StepKind.AGREE,
            StepKind.READBACK,
            StepKind.BREAK,
            StepKind.TALK,
        ):
            fitting = [Kind.PARKED, *(kind for kind in fitting if kind is not Kind.PARKED)]
        return tuple(fitting)

    def put(self, record: Record) -> Session:
        """The session with this record added or changed."""
        match record:
            case Note():
                return replace(self, book=self.book.put(record))
            case UndoStep() if self._is_next(record):
                return replace(self, undo_steps=(*self.undo_steps, record)[-STEPS_KEPT:])
            case SessionInfo():
                return replace(self, info=record)
            case Box():
                others = tuple(box for box in self.boxes if box.id != record.id)
                return replace(self, boxes=boxes_in_order((*others, record), self.info))
            case PhaseRun():
                return replace(self, runs=record_put(self.runs, record))
            case Span():
                return replace(self, spans=record_put(self.spans, record))
            case Tally():
                return replace(self, tallies={**self.tallies, record.id: record})
            case Ranking():
                return replace(self, rankings={**self.rankings, record.step: record})
            case ReportBack():
                return replace(self, report_back=record)
            case HeardAgain():
                return replace(self, heard_again={**self.heard_again, record.id: record})
            case PhoneVote():
                return replace(self, phone_votes={**self.phone_votes, record.id: record})
            case Speaker():
                return replace(self, speakers={**self.speakers, record.id: record})
            case SpeakersList():
                return replace(self, speakers_lists={**self.speakers_lists, record.phase: record})
            case UndoStep():
                return replace(self, undo_steps=record_put(self.undo_steps, record)[-STEPS_KEPT:])

    def stored(self, record: Record) -> Record | None:
        """The record as it is now, or None if it is new."""
        match record:
            case Note():
                return self.book[record.serial] if record.serial < len(self.book.notes) else None
            case UndoStep() if self._is_next(record):
                return None
            case SessionInfo():
                return self.info
            case Box():
                return self.box(record.id)
            case PhaseRun():
                return record_with(self.runs, record.id)
            case Span():
                return record_with(self.spans, record.id)
            case Tally():
                return self.tallies.get(record.id)
            case Ranking():
                return self.rankings.get(record.step)
            case ReportBack():
                return self.report_back
            case HeardAgain():
                return self.heard_again.get(record.id)
            case PhoneVote():
                return self.phone_votes.get(record.id)
            case Speaker():
                return self.speakers.get(record.id)
            case SpeakersList():
                return self.speakers_lists.get(record.phase)
            case UndoStep():
                return record_with(self.undo_steps, record.id)

    def _is_next(self, undo_step: UndoStep) -> bool:
        """Whether it comes after all others: a shortcut, because every note adds one."""
        return not self.undo_steps or undo_step.number > self.undo_steps[-1].number


def room_time(info: SessionInfo, reading: Reading) -> datetime:
    """The room's time in whole seconds: by the boot clock in the boot it is anchored to, else by the wall clock."""
    return datetime.fromtimestamp(room_seconds(info, reading) // 1, tz=reading.wall.tzinfo)


def room_seconds(info: SessionInfo, reading: Reading) -> float:
    """The room's time in seconds since 1970, with their fraction."""
    if info.anchor.boot == reading.boot:
        return reading.since_boot + info.anchor.offset
    return reading.wall.timestamp()


def zone_of(session: Session, reading: Reading) -> Zone:
    """The zone of the room: before its first phase that of the computer, later the one that is stored."""
    stored = session.info.zone if session.started else ""
    return Zone(stored or reading.zone, reading.wall.tzinfo or UTC)
