"""Read-back: the outputs of a phase in reading order, and the progress."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from breakout_tui.domain.agreement import in_order
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.outputs import OUTPUTS, OutputPhases
from breakout_tui.domain.programme import Programme, StepKind
from breakout_tui.domain.rank_order import challenges_in_rank_order, principles_in_rank_order
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.step_kinds import read_kinds, reads


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


def outputs(session: Session, phase: str, kinds: Collection[Kind] | None = None) -> tuple[Note, ...]:
    """What a phase reads back, or of it only these kinds: principles in rank order, then recommendations and decisions.

    These are its own outputs and those of the phases before it that have no read-back of their kind, and no reader before
    it. Recommendations and decisions come by issue, agreement and reference. Kinds that a read-back step names besides
    follow, by reference; challenges in rank order.
    """
    readers = _Readers(session)
    wanted = readers.kinds if kinds is None else [kind for kind in readers.kinds if kind in kinds]
    return tuple(
        note for kind in wanted for note in _in_order(session, kind) if readers.reader_of(note) == phase
    )


def _in_order(session: Session, kind: Kind) -> Iterable[Note]:
    match kind:
        case Kind.PRINCIPLE:
            return principles_in_rank_order(session)
        case Kind.CHALLENGE:
            return challenges_in_rank_order(session)
        case Kind.RECOMMENDATION | Kind.DECISION:
            return in_order(session, kind)
        case _:
            return session.book.of_kind(kind)


def unread(session: Session, phases: Collection[str]) -> Iterator[Note]:
    """What these phases read back and have not read yet, principles first, in the order of reference."""
    readers = _Readers(session)
    for kind in readers.kinds:
        for note in session.book.of_kind(kind):
            if note.read_back is None and readers.reader_of(note) in phases:
                yield note


def reader(programme: Programme, phase_id: str, kind: Kind | None = None) -> str | None:
    """The phase that reads what is said in a phase back: the first one from it on with a read-back step, of this kind if given.

    Outputs that no step reads are left to their own phase; other kinds to none.
    """
    onward = (programme.phase(phase_id), *programme.after(phase_id))
    reading = (
        phase.id
        for phase in onward
        if (phase.has(StepKind.READBACK) if kind is None else reads(programme, phase, kind))
    )
    return next(reading, phase_id if kind is None or kind in OUTPUTS else None)


class _Readers:
    """Tells which phase reads a note back; one of no phase is read in the last phase with a read-back of its kind."""

    def __init__(self, session: Session) -> None:
        programme = session.info.programme
        self.kinds = read_kinds(session)
        self._phase_of = OutputPhases(session, self.kinds).phase_of
        self._by_phase = {
            (phase.id, kind): reader(programme, phase.id, kind)
            for phase in programme.phases
            for kind in self.kinds
        }
        *_, last = programme.phases
        self._last = {
            kind: next(
                (phase.id for phase in reversed(programme.phases) if reads(programme, phase, kind)),
                self._by_phase[last.id, kind],
            )
            for kind in self.kinds
        }

    def reader_of(self, note: Note) -> str | None:
        return self._by_phase.get((self._phase_of(note) or "", note.kind), self._last[note.kind])


def next_unread(session: Session, phase: str, kinds: Collection[Kind] | None = None) -> Note | None:
    """The first of the ``outputs`` that is not read back; None when all are."""
    return next((note for note in outputs(session, phase, kinds) if note.read_back is None), None)


def progress(session: Session, phase: str, kinds: Collection[Kind] | None = None) -> Progress:
    """The results of the ``outputs`` of a phase so far."""
    results = [note.read_back for note in outputs(session, phase, kinds)]
    return Progress(
        agreed=results.count(ReadBack.AGREED),
        amended=results.count(ReadBack.AMENDED),
        skipped=results.count(ReadBack.SKIPPED),
        unread=results.count(None),
    )


def is_over(session: Session, phase: str) -> bool:
    """Whether the time in which a phase's outputs are read back is over: the room is past that box, or the phase ended."""
    phase = reader(session.info.programme, phase) or phase
    run = session.run(phase)
    if run is None:
        return False
    if run.ended_at is not None:
        return True
    here = session.current_box
    reading = [box.position for box in session.agenda(phase) if box.kind is StepKind.READBACK]
    return here is not None and bool(reading) and here.position > max(reading)
