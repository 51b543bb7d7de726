"""Read-back: the outputs of a phase in reading order, and the progress."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from breakout_tui.domain.agreement import decisions, ordered
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.outputs import OUTPUTS, OutputPhases
from breakout_tui.domain.programme import PhaseName, StepKind
from breakout_tui.domain.ranking import principles_in_rank_order
from breakout_tui.domain.session_state import Session


@dataclass(frozen=True, slots=True)
class Progress:
    """How many outputs have each result."""

    agreed: int
    amended: int
    skipped: int
    unread: int

    @property
    def outputs(self) -> int:
        """How many outputs there are."""
        return self.agreed + self.amended + self.skipped + self.unread


def outputs(session: Session, phase: PhaseName) -> tuple[Note, ...]:
    """The outputs of a phase: principles in rank order, then recommendations and decisions by issue, agreement and reference."""
    everything = (
        *principles_in_rank_order(session),
        *(note for group in ordered(session) for note in group.recommendations),
        *decisions(session),
    )
    phases = OutputPhases(session)
    return tuple(note for note in everything if phases.phase_of(note) is phase)


def unread(session: Session, phases: Collection[PhaseName]) -> Iterator[Note]:
    """The outputs of these phases that are not read back, principles first, in the order of reference."""
    phase_of = OutputPhases(session).phase_of
    for kind in OUTPUTS:
        for note in session.book.of_kind(kind):
            if note.read_back is None and phase_of(note) in phases:
                yield note


def next_unread(session: Session, phase: PhaseName) -> Note | None:
    """The first output that is not read back; None when all are."""
    return next((note for note in outputs(session, phase) if note.read_back is None), None)


def progress(session: Session, phase: PhaseName) -> Progress:
    """The results of a phase so far."""
    results = [note.read_back for note in outputs(session, phase)]
    return Progress(
        agreed=results.count(ReadBack.AGREED),
        amended=results.count(ReadBack.AMENDED),
        skipped=results.count(ReadBack.SKIPPED),
        unread=results.count(None),
    )


def is_over(session: Session, phase: PhaseName) -> bool:
    """Whether the time for read-back is over: the room is past that box, or the phase has ended."""
    run = session.run(phase)
    if run is None:
        return False
    if run.ended_at is not None:
        return True
    here = session.current_box
    reading = [box.position for box in session.agenda(phase) if box.kind is StepKind.READBACK]
    return here is not None and bool(reading) and here.position > max(reading)
