"""What waits to be written, laid over what was read: a session is never shown without its latest changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.holdings import Holdings
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking, Tally
from breakout_tui.domain.records import Deed, Echo, Head, Record, ReportBack
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.timeline import PhaseRun, Span

R = TypeVar("R", PhaseRun, Box, Span, Note, Tally, Echo, Deed)


def overlaid(stored: Holdings | None, records: Iterable[Record]) -> Holdings | None:
    """The holdings with these records put, in order; None as long as there is no session's own line."""
    by_sort: dict[type, list[Record]] = {}
    for record in records:
        by_sort.setdefault(type(record), []).append(record)
    head = _last(by_sort.get(Head, []), None if stored is None else stored.head)
    if not isinstance(head, Head):
        return None
    base = stored or Holdings(head, (), (), (), (), (), None, None, (), ())
    ranking = _last(by_sort.get(Ranking, []), base.ranking)
    report_back = _last(by_sort.get(ReportBack, []), base.report_back)
    assert ranking is None or isinstance(ranking, Ranking)
    assert report_back is None or isinstance(report_back, ReportBack)
    return base._replace(
        head=head,
        runs=_put(base.runs, by_sort.get(PhaseRun, [])),
        boxes=_put(base.boxes, by_sort.get(Box, [])),
        spans=tuple(sorted(_put(base.spans, by_sort.get(Span, [])), key=lambda span: span.started_at)),
        notes=tuple(sorted(_put(tuple(base.notes), by_sort.get(Note, [])), key=lambda note: note.serial)),
        tallies=_put(base.tallies, by_sort.get(Tally, [])),
        ranking=ranking,
        report_back=report_back,
        echoes=_put(base.echoes, by_sort.get(Echo, [])),
        deeds=tuple(sorted(_put(base.deeds, by_sort.get(Deed, [])), key=lambda deed: deed.number)),
    )


def summary_of(holdings: Holdings) -> Summary:
    """The session in a list."""
    session, head = Session.of(holdings), holdings.head
    return Summary(
        id=head.id,
        theme_id=head.theme_id,
        theme_title=session.theme.title,
        room=head.room,
        round=head.round,
        created_at=head.created_at,
        stage=session.stage.value,
        notes=session.book.visible,
        archived=head.archived,
        facilitator=head.facilitator,
        rapporteur=head.rapporteur,
        people=head.people,
        groups=head.groups,
        known=head.known,
    )


def _put(stored: tuple[R, ...], records: Iterable[Record]) -> tuple[R, ...]:
    by_id = {record.id: record for record in stored}
    for record in records:
        by_id[record.id] = record  # type: ignore[assignment]
    return tuple(by_id.values())


def _last(records: list[Record], otherwise: Record | None) -> Record | None:
    return records[-1] if records else otherwise
