"""The rules for editing a paper: ``decide(paper, conference, command, reading)`` gives the new paper and what to store.

It reads no clock and touches no file. Each command is one step that can be undone. Nothing that a room said is changed. If a command
is not allowed, it raises :class:`PaperRefused` and nothing has changed. What each command does is in ``paper_edits``.
"""

from __future__ import annotations

from dataclasses import replace

from breakout_tui.domain import paper_commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.conference import Conference
from breakout_tui.domain.errors import PaperRefused
from breakout_tui.domain.identity import NewId, new_id
from breakout_tui.domain.paper import Paper
from breakout_tui.domain.paper_context import EditContext, EditOutcome
from breakout_tui.domain.paper_edits import apply
from breakout_tui.domain.paper_records import PaperEntry
from breakout_tui.domain.paper_refusals import PaperRefusal


def decide(
    paper: Paper,
    conference: Conference,
    command: c.PaperCommand,
    reading: Reading,
    new_id: NewId = new_id,
) -> EditOutcome:
    """What the paper becomes when this command is given at this moment. Raises PaperRefused."""
    context = EditContext(paper, conference, reading.wall, new_id)
    if isinstance(command, c.UndoEdit):
        return context.outcome(_undo(context))
    if isinstance(command, c.RedoEdit):
        return context.outcome(_redo(context))
    words = apply(context, command)
    context.record_step(words)
    return context.outcome(words)


def _undo(context: EditContext) -> str:
    """Undo the last step: every entry becomes as it was before, a new one is marked as deleted."""
    step = context.paper.undoable
    if step is None:
        raise PaperRefused(PaperRefusal.NOTHING_TO_UNDO)
    for change in reversed(step.changes):
        before = replace(change.after, deleted=True) if change.before is None else change.before
        _bring(context, before, change.after)
    context.put_step(replace(step, undone=True))
    return f"undone: {step.words}"


def _redo(context: EditContext) -> str:
    """Redo the step that was undone last."""
    step = context.paper.redoable
    if step is None:
        raise PaperRefused(PaperRefusal.NOTHING_TO_REDO)
    for change in step.changes:
        after = change.after
        _bring(context, after, replace(after, deleted=True) if change.before is None else change.before)
    context.put_step(replace(step, undone=False))
    return f"redone: {step.words}"


def _bring(context: EditContext, entry: PaperEntry, expected: PaperEntry) -> None:
    """Put the entry in place of what is expected; what another editor made of it in the meantime stays."""
    if context.paper.entries.get(entry.id) == expected:
        context.bring(entry)
