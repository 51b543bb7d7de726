"""Undo and redo: deeds taken back and done again, the last first; they outlive a restart because deeds are stored."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import Deed, Undoable, UndoableChange
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.turn import Turn


def undoable(session: Session) -> Deed | None:
    """The deed that undo would take back."""
    return next((deed for deed in reversed(session.deeds) if not deed.undone), None)


def redoable(session: Session) -> Deed | None:
    """The deed that redo would do again."""
    return next((deed for deed in session.deeds if deed.undone and not deed.superseded), None)


def undo(turn: Turn) -> None:
    """Take back the last deed: every record as it was before; what was new is marked as deleted."""
    deed = undoable(turn.session)
    if deed is None:
        raise CommandRefused("there is nothing to undo")
    if any(_locks(change) for change in deed.changes):
        raise CommandRefused(
            "the agreed list is not undone", remedy="/unlock opens it, with a reason for the report"
        )
    for change in reversed(deed.changes):
        _bring(turn, change.before if change.before is not None else replace(change.after, deleted=True))
    turn.put(replace(deed, undone=True))
    turn.happened(Told(f"undone: {deed.words}"))


def redo(turn: Turn) -> None:
    """Do again what was last taken back."""
    deed = redoable(turn.session)
    if deed is None:
        raise CommandRefused("there is nothing to redo")
    for change in deed.changes:
        _bring(turn, change.after)
    turn.put(replace(deed, undone=False))
    turn.happened(Told(f"done again: {deed.words}"))


def _locks(change: UndoableChange) -> bool:
    """Whether it locked the list of priority issues."""
    before, after = change.before, change.after
    was_locked = isinstance(before, Ranking) and before.locked_at is not None
    return isinstance(after, Ranking) and after.locked_at is not None and not was_locked


def _bring(turn: Turn, record: Undoable) -> None:
    if isinstance(record, Note):
        record = _keeping_references(record, turn.note(record.serial))
        turn.happened(NoteChanged(record.serial))
    turn.put(record)


def _keeping_references(note: Note, now: Note) -> Note:
    """The note with every reference it was ever given, so that none is given twice."""
    given = dict.fromkeys((*note.aliases, *now.aliases, now.reference))
    return replace(note, aliases=tuple(alias for alias in given if alias != note.reference))
