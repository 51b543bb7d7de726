"""Undo and redo of undo steps, the last first; they survive a restart because undo steps are stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breakout_tui.domain import phone_vote_rules
from breakout_tui.domain.command_context import CommandContext
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.events import NoteChanged, Told
from breakout_tui.domain.notes import Note, Wording
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
        before = change.before if change.before is not None else replace(change.after, deleted=True)
        _bring(context, before, change.after)
    phone_vote_rules.follow(context, _clusters((each.after, each.before) for each in undo_step.changes))
    context.put(replace(undo_step, undone=True))
    context.happened(Told(f"undone: {undo_step.words}"))


def redo(context: CommandContext) -> None:
    """Redo the step that was undone last."""
    undo_step = redoable(context.session)
    if undo_step is None:
        raise CommandRefused(Plain.NOTHING_TO_REDO)
    for change in undo_step.changes:
        _bring(context, change.after, change.before)
    phone_vote_rules.follow(context, _clusters((each.before, each.after) for each in undo_step.changes))
    context.put(replace(undo_step, undone=False))
    context.happened(Told(f"redone: {undo_step.words}"))


def _clusters(changes: Iterable[tuple[Undoable | None, Undoable | None]]) -> dict[str, str]:
    """By the cluster that a note was in, the one that it is in now."""
    return {
        before.cluster: after.cluster
        for before, after in changes
        if isinstance(before, Note) and isinstance(after, Note) and before.cluster != after.cluster
    }


def _locks(change: UndoableChange) -> bool:
    """Whether it locked the list of priority issues."""
    before, after = change.before, change.after
    was_locked = isinstance(before, Ranking) and before.locked_at is not None
    return isinstance(after, Ranking) and after.locked_at is not None and not was_locked


def _bring(context: CommandContext, record: Undoable, expected: Undoable | None) -> None:
    """Put the record; ``expected`` is what it replaces, unless another laptop changed that."""
    if isinstance(record, Note):
        now = context.note(record.serial)
        if isinstance(expected, Note):
            record = _keeping_words(record, now, expected)
        record = _keeping_references(record, now)
        context.happened(NoteChanged(record.serial))
    context.put(record)


def _keeping_words(note: Note, now: Note, expected: Note) -> Note:
    """The note with what another laptop wrote, which the step knows nothing of, as earlier wordings."""
    until = now.wordings[-1].until if now.wordings else now.captured_at
    known = {note.text, expected.text, *(each.text for each in (*note.wordings, *expected.wordings))}
    unknown = [each for each in (*now.wordings, Wording(now.text, until)) if each.text not in known]
    return replace(note, wordings=(*note.wordings, *unknown)) if unknown else note


def _keeping_references(note: Note, now: Note) -> Note:
    """The note with every reference it ever had, so that none is given twice."""
    given = dict.fromkeys((*note.aliases, *now.aliases, now.reference))
    return replace(note, aliases=tuple(alias for alias in given if alias != note.reference))
