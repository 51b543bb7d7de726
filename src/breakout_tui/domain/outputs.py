"""Outputs: what a phase hands on and reads back, and which phase each belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.session_state import Session

OUTPUTS: Mapping[Kind, PhaseName] = {
    Kind.PRINCIPLE: PhaseName.MORNING,
    Kind.RECOMMENDATION: PhaseName.AFTERNOON,
    Kind.DECISION: PhaseName.AFTERNOON,
}
"""The kinds that are outputs, each with the phase that usually yields it."""


class OutputPhases:
    """Tells the phase of an output: that of its box, else the one that usually yields its kind."""

    def __init__(self, session: Session) -> None:
        self._by_box = {box.id: box.phase for box in session.boxes}

    def phase_of(self, note: Note) -> PhaseName:
        """The phase of an output. Raises KeyError for a note that is not an output and in no box."""
        return self._by_box.get(note.box_id or "") or OUTPUTS[note.kind]
