"""Read-back: the outputs of a phase in reading order, and the progress."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from breakout_tui.domain.agreement import decisions, ordered
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.outputs import OUTPUTS, OutputPhases
from breakout_tui.domain.programme import Programme, StepKind
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


def outputs(session: Session, phase: str) -> tuple[Note, ...]:
    """What a phase reads back: principles in rank order, then recommendations and decisions by issue, agreement and reference.

    These are its own outputs and those of the phases before it that have no read-back step and no reader before it.
    """
    everything = (
        *principles_in_rank_order(session),
        *(note for group in ordered(session) for note in group.recommendations),
        *decisions(session),
    )
    readers = _Readers(session)
    return tuple(note for note in everything if readers.reader_of(note) == phase)


def unread(session: Session, phases: Collection[str]) -> Iterator[Note]:
    """What these phases read back and have not read yet, principles first, in the order of reference."""
    reader_of = _Readers(session).reader_of
    for kind in OUTPUTS:
        for note in session.book.of_kind(kind):
            if note.read_back is None and reader_of(note) in phases:
                yield note


def reader(programme: Programme, phase_id: str) -> str:
    """The phase that reads the outputs of a phase back: the first one from it on with a read-back step, else itself."""
    onward = (programme.phase(phase_id), *programme.after(phase_id))
    return next((phase.id for phase in onward if phase.has(StepKind.READBACK)), phase_id)


class _Readers:
    """Tells which phase reads an output back; one of no phase is read in the last phase with a read-back step."""

    def __init__(self, session: Session) -> None:
        programme = session.info.programme
        self._phase_of = OutputPhases(session).phase_of
        self._by_phase = {phase.id: reader(programme, phase.id) for phase in programme.phases}
        reading = [phase.id for phase in programme.phases if phase.has(StepKind.READBACK)]
        self._last = reading[-1] if reading else programme.phases[-1].id

    def reader_of(self, note: Note) -> str:
        return self._by_phase.get(self._phase_of(note) or "", self._last)


def next_unread(session: Session, phase: str) -> Note | None:
    """The first output that is not read back; None when all are."""
    return next((note for note in outputs(session, phase) if note.read_back is None), None)


def progress(session: Session, phase: str) -> Progress:
    """The results of a phase so far."""
    results = [note.read_back for note in outputs(session, phase)]
    return Progress(
        agreed=results.count(ReadBack.AGREED),
        amended=results.count(ReadBack.AMENDED),
        skipped=results.count(ReadBack.SKIPPED),
        unread=results.count(None),
    )


def is_over(session: Session, phase: str) -> bool:
    """Whether the time in which a phase's outputs are read back is over: the room is past that box, or the phase ended."""
    phase = reader(session.info.programme, phase)
    run = session.run(phase)
    if run is None:
        return False
    if run.ended_at is not None:
        return True
    here = session.current_box
    reading = [box.position for box in session.agenda(phase) if box.kind is StepKind.READBACK]
    return here is not None and bool(reading) and here.position > max(reading)
