"""Stored records of one session, gathered into what a store gives back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.phone_votes import PhoneVote
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaker_records import Speaker, SpeakersList
from breakout_tui.domain.timeline import PhaseRun, Span, in_order

R = TypeVar("R")


def session_records(records: Iterable[Record]) -> SessionRecords:
    """The records in the order that a store promises."""
    found = tuple(records)

    def every(kind: type[R]) -> tuple[R, ...]:
        return tuple(record for record in found if isinstance(record, kind))

    return SessionRecords(
        info=every(SessionInfo)[-1],
        runs=every(PhaseRun),
        boxes=every(Box),
        spans=in_order(every(Span)),
        notes=tuple(sorted(every(Note), key=lambda note: note.serial)),
        tallies=every(Tally),
        rankings=every(Ranking),
        report_back=next(reversed(every(ReportBack)), None),
        heard_again=every(HeardAgain),
        undo_steps=tuple(sorted(every(UndoStep), key=lambda step: step.number))[-200:],
        speakers=every(Speaker),
        speakers_lists=every(SpeakersList),
        phone_votes=every(PhoneVote),
    )


def records_of(session: Session) -> tuple[Record, ...]:
    """Every record that a session is made of."""
    singles = () if session.report_back is None else (session.report_back,)
    return (
        session.info,
        *session.runs,
        *session.boxes,
        *session.spans,
        *session.book.notes,
        *session.tallies.values(),
        *session.rankings.values(),
        *singles,
        *session.heard_again.values(),
        *session.undo_steps,
        *session.speakers.values(),
        *session.speakers_lists.values(),
        *session.phone_votes.values(),
    )
