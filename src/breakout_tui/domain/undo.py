"""Undo and redo of undo steps, the last first; they survive a restart because undo steps are stored."""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import Undoable, UndoableChange, UndoStep
from breakout_tui.domain.refusals import Plain
from breakout_tui.domain.session_state import Session


def undoable(session: Session) -> UndoStep | None:
    """The step that undo would undo."""
    return next((undo_step for undo_step in reversed(session.undo_steps) if not undo_step.undone), None)


def redoable(session: Session) -> UndoStep | None:
    """The step that redo would redo."""
    return next(
        (undo_step for undo_step in session.undo_steps if undo_step.undone and not undo_step.superseded), None
    )


def undo(context: CommandContext) -> None:
    """Undo the last step: every record becomes as it was before; new records are marked as deleted."""
    undo_step = undoable(context.session)
    if undo_step is None:
        raise CommandRefused(Plain.NOTHING_TO_UNDO)
    if any(_locks(change) for change in undo_step.changes):
        raise CommandRefused(Plain.LOCK_NOT_UNDONE)
    for change in reversed(undo_step.changes):
        _bring(context, change.before if change.before is not None else replace(change.after, deleted=True))
    context.put(replace(undo_step, undone=True))
    context.happened(Told(f"undone: {undo_step.words}"))


def redo(context: CommandContext) -> None:
    """Redo the step that was undone last."""
    undo_step = redoable(context.session)
    if undo_step is None:
        raise CommandRefused(Plain.NOTHING_TO_REDO)
    for change in undo_step.changes:
        _bring(context, change.after)
    context.put(replace(undo_step, undone=False))
    context.happened(Told(f"redone: {undo_step.words}"))


def _locks(change: UndoableChange) -> bool:
    """Whether it locked the list of priority issues."""
    before, after = change.before, change.after
    was_locked = isinstance(before, Ranking) and before.locked_at is not None
    return isinstance(after, Ranking) and after.locked_at is not None and not was_locked


def _bring(context: CommandContext, record: Undoable) -> None:
    if isinstance(record, Note):
        record = _keeping_references(record, context.note(record.serial))
        context.happened(NoteChanged(record.serial))
    context.put(record)


def _keeping_references(note: Note, now: Note) -> Note:
    """The note with every reference it ever had, so that none is given twice."""
    given = dict.fromkeys((*note.aliases, *now.aliases, now.reference))
    return replace(note, aliases=tuple(alias for alias in given if alias != note.reference))
