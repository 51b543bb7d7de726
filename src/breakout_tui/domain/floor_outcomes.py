"""What became of each statement of the floor, from the notes of its session and from what the facilitator did in the list.

A statement is taken while the note with its id is there. If the taking is undone, it is as it was before. If the note is deleted as a note,
the statement is set aside: it was heard, and does not wait a second time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from breakout_tui.domain.floor import FloorOutcome, FloorStatement
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session


class Became(NamedTuple):
    """What became of a statement."""

    outcome: FloorOutcome
    reference: str = ""
    """Of the note that it is now, or of the one that it was merged into."""


class FloorOutcomes:
    """Finds the notes that are statements, in a session that grows: a new state costs only its new notes. For one thread."""

    def __init__(self) -> None:
        self._session_id = ""
        self._serials: dict[str, int] = {}
        self._read = 0

    def of(
        self, statements: Iterable[FloorStatement], session: Session
    ) -> dict[str, tuple[FloorStatement, Became]]:
        """The statements of the session with what became of each, by id, in their order."""
        own = [each for each in statements if each.session_id == session.id]
        if not own:
            return {}
        self._look(session)
        return {each.id: (each, self._became(each, session)) for each in own}

    def _look(self, session: Session) -> None:
        notes = session.book.notes
        if session.id != self._session_id or len(notes) < self._read:
            self._session_id, self._serials, self._read = session.id, {}, 0
        for serial in range(self._read, len(notes)):
            self._serials[notes[serial].id] = serial
        self._read = len(notes)

    def _became(self, statement: FloorStatement, session: Session) -> Became:
        serial = self._serials.get(statement.id)
        if serial is None or session.book[serial].id != statement.id:
            return Became(statement.outcome)
        note = session.book[serial]
        if not note.deleted:
            return Became(FloorOutcome.TAKEN, session.book.standing_for(serial).reference)
        if statement.outcome is FloorOutcome.WAITING and _is_deleted_as_note(session, note):
            return Became(FloorOutcome.ASIDE)
        return Became(statement.outcome)


def _is_deleted_as_note(session: Session, note: Note) -> bool:
    """Whether a step that holds made it a deleted note: else the step that made the note was undone."""
    return any(
        isinstance(change.after, Note) and change.after.id == note.id
        for step in session.undo_steps
        if not step.undone
        for change in step.changes
    )
