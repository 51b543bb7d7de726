"""Outputs: what a phase hands on and reads back, and which phase each belongs to."""

from __future__ import annotations

from breakout_tui.domain.kinds import OUTPUTS as OUTPUTS
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session


class OutputPhases:
    """Tells the phase of an output.

    That of its box; outside all boxes, the first phase with a step that collects its kind; else the phase in whose time
    it was taken.
    """

    def __init__(self, session: Session, kinds: tuple[Kind, ...] = OUTPUTS) -> None:
        """``kinds``: what counts as an output here."""
        phases = session.info.programme.phases
        self._by_box = {box.id: box.phase for box in session.boxes}
        self._by_kind = {
            kind: phase.id
            for kind in kinds
            for phase in reversed(phases)
            if kind in phase.kinds(session.theme)
        }
        self._runs = session.started

    def phase_of(self, note: Note) -> str | None:
        """The id of the phase of an output; None if it belongs to none, such as one taken before the first phase."""
        return self._by_box.get(note.box_id or "") or self._by_kind.get(note.kind) or self._by_time(note)

    def _by_time(self, note: Note) -> str | None:
        for run in self._runs:
            if run.started_at <= note.captured_at and (
                run.ended_at is None or note.captured_at <= run.ended_at
            ):
                return run.phase
        return None
