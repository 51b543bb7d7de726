"""What waits to be written, laid over what was read: a session is never shown without its latest changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import HeardAgain, Record, ReportBack, SessionInfo, UndoStep
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.timeline import PhaseRun, Span

R = TypeVar("R", PhaseRun, Box, Span, Note, Tally, HeardAgain, UndoStep)


def overlaid(stored: SessionRecords | None, records: Iterable[Record]) -> SessionRecords | None:
    """The records with these records put, in order; None as long as there is no session's own line."""
    by_sort: dict[type, list[Record]] = {}
    for record in records:
        by_sort.setdefault(type(record), []).append(record)
    head = _last(by_sort.get(SessionInfo, []), None if stored is None else stored.info)
    if not isinstance(head, SessionInfo):
        return None
    base = stored or SessionRecords(head, (), (), (), (), (), None, None, (), ())
    ranking = _last(by_sort.get(Ranking, []), base.ranking)
    report_back = _last(by_sort.get(ReportBack, []), base.report_back)
    assert ranking is None or isinstance(ranking, Ranking)
    assert report_back is None or isinstance(report_back, ReportBack)
    return base._replace(
        info=head,
        runs=_put(base.runs, by_sort.get(PhaseRun, [])),
        boxes=_put(base.boxes, by_sort.get(Box, [])),
        spans=tuple(sorted(_put(base.spans, by_sort.get(Span, [])), key=lambda span: span.started_at)),
        notes=tuple(sorted(_put(tuple(base.notes), by_sort.get(Note, [])), key=lambda note: note.serial)),
        tallies=_put(base.tallies, by_sort.get(Tally, [])),
        ranking=ranking,
        report_back=report_back,
        heard_again=_put(base.heard_again, by_sort.get(HeardAgain, [])),
        undo_steps=tuple(
            sorted(_put(base.undo_steps, by_sort.get(UndoStep, [])), key=lambda undo_step: undo_step.number)
        ),
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
        notes=session.book.visible,
        archived=info.archived,
        facilitator=info.facilitator,
        rapporteur=info.rapporteur,
        people=info.people,
        groups=info.groups,
        known=info.known,
    )


def _put(stored: tuple[R, ...], records: Iterable[Record]) -> tuple[R, ...]:
    by_id = {record.id: record for record in stored}
    for record in records:
        by_id[record.id] = record  # type: ignore[assignment]
    return tuple(by_id.values())


def _last(records: list[Record], otherwise: Record | None) -> Record | None:
    return records[-1] if records else otherwise
