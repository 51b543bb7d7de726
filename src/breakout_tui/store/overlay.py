"""Adds what still waits to be written to what was read, so that a session always shows its latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.timeline import PhaseRun, Span, in_order

R = TypeVar(
    "R", PhaseRun, Box, Span, Note, Tally, Ranking, HeardAgain, Speaker, SpeakersList, UndoStep, PhoneVote
)
One = TypeVar("One", SessionInfo, ReportBack)


def overlaid(stored: SessionRecords | None, records: Sequence[Record]) -> SessionRecords | None:
    """The stored session with these records put in order; None as long as there is no session's own line."""
    info = _last(records, SessionInfo) or (None if stored is None else stored.info)
    if info is None:
        return None
    base = stored or SessionRecords(info, (), (), (), (), (), (), None, (), ())
    return base._replace(
        info=info,
        runs=_put(base.runs, records, PhaseRun),
        boxes=_put(base.boxes, records, Box),
        spans=in_order(_put(base.spans, records, Span)),
        notes=tuple(sorted(_put(base.notes, records, Note), key=lambda note: note.serial)),
        tallies=_put(base.tallies, records, Tally),
        rankings=_put(base.rankings, records, Ranking),
        report_back=_last(records, ReportBack) or base.report_back,
        heard_again=_put(base.heard_again, records, HeardAgain),
        phone_votes=_put(base.phone_votes, records, PhoneVote),
        undo_steps=tuple(sorted(_put(base.undo_steps, records, UndoStep), key=lambda step: step.number)),
        speakers=_put(base.speakers, records, Speaker),
        speakers_lists=_put(base.speakers_lists, records, SpeakersList),
    )


def summary_of(records: SessionRecords) -> Summary:
    """The session in a list."""
    session, info = Session.of(records), records.info
    return Summary(
        id=info.id,
        theme_id=info.theme_id,
        theme_title=session.theme.title,
        room=info.room,
        round=info.round,
        created_at=info.created_at,
        stage=session.stage,
        phase="" if session.last_started is None else session.last_started.title,
        notes=session.book.visible,
        archived=info.archived,
        facilitator=info.facilitator,
        rapporteur=info.rapporteur,
        people=info.people,
        groups=info.groups,
        known=info.known,
        event=info.programme.event,
    )


def _put(stored: Sequence[R], records: Sequence[Record], record_class: type[R]) -> tuple[R, ...]:
    by_place = {_place(record): record for record in stored}
    by_place |= {_place(record): record for record in records if isinstance(record, record_class)}
    return tuple(by_place.values())


def _place(record: Record) -> str | int:
    """Where the file keeps a record within its session: a note under its serial, a step of undo under its number.

    Another window may have written one of another id there, which this window hasn't read yet.
    """
    match record:
        case Note():
            return record.serial
        case UndoStep():
            return record.number
    return record.id


def _last(records: Sequence[Record], record_class: type[One]) -> One | None:
    return next((record for record in reversed(records) if isinstance(record, record_class)), None)
