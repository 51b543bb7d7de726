"""Read-back: the outputs of a phase, one at a time, in the order of reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from breakout_tui.domain.agreement import ordered
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note, ReadBack
from breakout_tui.domain.programme import PhaseName, StepKind
from breakout_tui.domain.ranking import principles_in_rank_order
from breakout_tui.domain.session_state import Session


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is."""

    agreed: int
    amended: int
    skipped: int
    unread: int

    @property
    def outputs(self) -> int:
        """How many there are to read."""
        return self.agreed + self.amended + self.skipped + self.unread


def outputs(session: Session, phase: PhaseName) -> tuple[Note, ...]:
    """What a phase hands on: its principles in rank order, then its recommendations by issue, agreement and reference."""
    everything = (
        *principles_in_rank_order(session),
        *(note for group in ordered(session) for note in group.recommendations),
    )
    phases = _phases(session)
    return tuple(note for note in everything if phases.get(note.box_id or "", _usual(note)) is phase)


def unread(session: Session, phases: Collection[PhaseName]) -> Iterator[Note]:
    """The outputs of these phases that are not read back, principles first, in the order of reference."""
    by_box = _phases(session)
    for kind in (Kind.PRINCIPLE, Kind.RECOMMENDATION):
        for note in session.book.of_kind(kind):
            if note.read_back is None and by_box.get(note.box_id or "", _usual(note)) in phases:
                yield note


def next_unread(session: Session, phase: PhaseName, after: int | None = None) -> Note | None:
    """The first output that is not read back, after the one of this serial and then from the start; None when all are."""
    everything = outputs(session, phase)
    place = next((index + 1 for index, note in enumerate(everything) if note.serial == after), 0)
    return next((note for note in (*everything[place:], *everything[:place]) if note.read_back is None), None)


def progress(session: Session, phase: PhaseName) -> Progress:
    """What became of the outputs of a phase so far."""
    results = [note.read_back for note in outputs(session, phase)]
    return Progress(
        agreed=results.count(ReadBack.AGREED),
        amended=results.count(ReadBack.AMENDED),
        skipped=results.count(ReadBack.SKIPPED),
        unread=results.count(None),
    )


def is_over(session: Session, phase: PhaseName) -> bool:
    """Whether the reading of a phase had its time: the room is past its read-back, or the phase has ended."""
    run = session.run(phase)
    if run is None:
        return False
    if run.ended_at is not None:
        return True
    here = session.current_box
    reading = [box.position for box in session.agenda(phase) if box.kind is StepKind.READBACK]
    return here is not None and bool(reading) and here.position > max(reading)


def _phases(session: Session) -> Mapping[str, PhaseName]:
    return {box.id: box.phase for box in session.boxes}


def _usual(note: Note) -> PhaseName:
    """The phase of a note outside the boxes: the one that yields its kind."""
    return PhaseName.MORNING if note.kind is Kind.PRINCIPLE else PhaseName.AFTERNOON
