"""Makes the report of one phase: outputs first, then the notes of each box."""

from __future__ import annotations

from collections.abc import Iterable

from breakout_tui.domain import read_back
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS
from breakout_tui.domain.programme import Phase
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import led
from breakout_tui.report.compose_outputs import (
    Ranks,
    answers,
    decisions,
    given_issues,
    principles,
    priority_lists,
)
from breakout_tui.report.compose_statements import statements
from breakout_tui.report.compose_timing import timing
from breakout_tui.report.report_model import Discussed, Discussion, PhaseReport


def phase_report(session: Session, phase: Phase, reading: Reading, ranks: Ranks) -> PhaseReport | None:
    """The phase up to this reading; None if it was not started and has no notes."""
    run = session.run(phase.id)
    boxes = [box for box in session.boxes if box.phase == phase.id]
    is_touched = any(next(session.book.of_box(box.id), None) is not None for box in boxes)
    if run is None and not is_touched:
        return None
    return PhaseReport(
        title=phase.title,
        was_read=read_back.is_over(session, phase.id),
        priorities=tuple(priority_lists(session, phase)),
        given=given_issues(session, phase),
        principles=principles(session, phase.id, ranks),
        answers=answers(session, phase.id, ranks),
        decisions=decisions(session, phase.id, ranks),
        discussions=tuple(_discussions(session, boxes)),
        timing=timing(session, phase.id, reading),
    )


def _apart(notes: Iterable[Note]) -> tuple[list[Note], tuple[str, ...], tuple[str, ...]]:
    """The notes to print under their box, and the references of those listed as outputs and in the parking lot."""
    told: list[Note] = []
    outputs: list[str] = []
    parked: list[str] = []
    for note in notes:
        if note.kind in OUTPUTS:
            outputs.append(note.reference)
        elif note.kind is Kind.PARKED:
            parked.append(note.reference)
        else:
            told.append(note)
    return told, tuple(outputs), tuple(parked)


def _discussions(session: Session, boxes: Iterable[Box]) -> Iterable[Discussion]:
    visited = {span.box_id for span in session.spans}
    for box in boxes:
        told, outputs, parked = _apart(session.book.of_box(box.id))
        has_notes = bool(told or outputs or parked)
        is_expected = box.kind.takes_statements
        run = session.run(box.phase)
        is_ahead = box.id not in visited and (run is None or run.ended_at is None)
        if not told and not outputs and (not is_expected or (is_ahead and not parked)):
            continue
        state = Discussed.HELD
        if box.id not in visited and not has_notes:
            state = Discussed.DROPPED if box.dropped else Discussed.NOT_REACHED
        yield Discussion(
            label=box.label if box.number is not None else "",
            title=led(box.title if box.number is not None else box.heading, box.lead),
            state=state,
            statements=statements(session, told),
            outputs=outputs,
            parked=parked,
        )
