"""Makes the report of a session, at any time of the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.heard_speakers import heard_speakers
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notebook import NoteBook
from breakout_tui.domain.notes import Note
from breakout_tui.domain.outputs import OUTPUTS, OutputPhases
from breakout_tui.domain.pace import moment
from breakout_tui.domain.rank_steps import lists, phase_of
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.text import led
from breakout_tui.report.compose_chain import evidence, loose_ends
from breakout_tui.report.compose_outputs import Ranks
from breakout_tui.report.compose_phase import phase_report
from breakout_tui.report.compose_rounds import rounds
from breakout_tui.report.compose_statements import statement, statements
from breakout_tui.report.compose_summary import addressed, summary
from breakout_tui.report.compose_votes import phone_tallies
from breakout_tui.report.report_model import Parked, Report


def compose(
    session: Session,
    reading: Reading,
    *,
    until: str | None = None,
    earlier: Sequence[Session] = (),
) -> Report:
    """The report as of this reading.

    ``until`` is the id of the last phase to cover: what came later is left out. ``earlier`` are the sessions of earlier rounds on the same theme,
    for what the rounds have in common.
    """
    programme = session.info.programme
    is_partial = until is not None and bool(programme.after(until))
    if until is not None:
        session = covering(session, until)
    info = session.info
    ranks = Ranks.of(session)
    found = {phase.id: phase_report(session, phase, reading, ranks) for phase in programme.phases}
    phases = {phase: made for phase, made in found.items() if made is not None}
    return Report(
        theme=session.theme.title,
        introduction=session.theme.introduction,
        questions=tuple(led(question.text, question.lead) for question in session.theme.questions),
        event=info.programme.event,
        held_on=session.held_on,
        stage=session.stage,
        as_of=None if session.running is None else moment(session, reading),
        is_paused=session.is_paused,
        covered=tuple(phase.title for phase in programme.phases if session.run(phase.id) is not None),
        is_partial=is_partial,
        days=len({phase.day for phase in programme.phases}),
        pauses=tuple(phase.pause for phase in programme.phases[:-1] if phase.pause),
        rule=info.rule,
        labels=session.labels,
        room=info.room,
        round=info.round,
        facilitator=info.facilitator,
        rapporteur=info.rapporteur,
        people=info.people,
        groups=info.groups,
        notes=session.book.visible,
        phases=tuple(phases.values()),
        between=statements(session, _between(session, phases)),
        summary=summary(session),
        addressed=addressed(session),
        evidence=evidence(session),
        loose=loose_ends(session),
        rounds=rounds(session, earlier),
        phone_tallies=phone_tallies(session),
        parked=tuple(
            Parked(statement(session, note), _place(session, note))
            for note in session.book.of_kind(Kind.PARKED)
        ),
        speakers=heard_speakers(session, moment(session, reading)),
        doubt=info.clock_flag,
        erased=info.erased,
    )


def covering(session: Session, until: str) -> Session:
    """The session up to a phase: without the phases after it, and without their notes and those taken since then."""
    left_out = {phase.id for phase in session.info.programme.after(until)}
    runs = [run for run in session.started if run.phase in left_out]
    if not runs:
        return session
    since = min(run.started_at for run in runs)
    voted = [step for step in lists(session.info.programme) if phase_of(session, step).id not in left_out]
    phases = {box.id: box.phase for box in session.boxes}

    def is_later(note: Note) -> bool:
        phase = phases.get(note.box_id or "")
        if phase is None:
            return note.captured_at >= since
        return phase in left_out

    # Marked as deleted, not left out, so that serials, links and references stay the same.
    notes = (replace(note, deleted=True) if is_later(note) else note for note in session.book.notes)
    return replace(
        session,
        runs=tuple(run for run in session.runs if run.phase not in left_out),
        spans=tuple(span for span in session.spans if span.phase not in left_out),
        boxes=tuple(box for box in session.boxes if box.phase not in left_out),
        book=NoteBook.of(notes),
        rankings={step: each for step, each in session.rankings.items() if step in voted},
        tallies={key: tally for key, tally in session.tallies.items() if tally.step in voted},
        speakers={key: each for key, each in session.speakers.items() if each.phase not in left_out},
        phone_votes={key: vote for key, vote in session.phone_votes.items() if vote.opened_at < since},
    )


def _between(session: Session, phases: Collection[str]) -> Iterable[Note]:
    """The notes outside the boxes, without the parking lot and the outputs that one of these phases lists."""
    output_phases = OutputPhases(session)
    for note in _outside(session):
        is_listed = note.kind in OUTPUTS and output_phases.phase_of(note) in phases
        if note.kind is not Kind.PARKED and not is_listed:
            yield note


def _outside(session: Session) -> Iterable[Note]:
    """The notes without a box: from between the phases, from before and after, and any whose box is lost."""
    boxes = {box.id for box in session.boxes}
    lost = [box_id for box_id in session.book.boxes if box_id not in boxes]
    return sorted(
        (note for box_id in lost for note in session.book.of_box(box_id)), key=lambda note: note.serial
    )


def _place(session: Session, note: Note) -> str:
    box = session.box(note.box_id)
    return "" if box is None else box.label
