"""Gives new records ids of their own, in the place of those that count within a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Change, Record, Undoable, UndoStep
from breakout_tui.domain.timeline import Span


def with_own_ids(changes: Iterable[Change], make: Callable[[], str] | None) -> list[Record]:
    """The records of these changes."""
    if make is None:
        return [change.after for change in changes]
    changes = list(changes)
    ids = {
        change.after.id: make()
        for change in changes
        if change.before is None and isinstance(change.after, Note | Span | Box | UndoStep)
    }
    return [_record(change.after, ids) for change in changes]


def _record(record: Record, ids: dict[str, str]) -> Record:
    if isinstance(record, Note):
        return replace(
            record, id=ids.get(record.id, record.id), box_id=ids.get(record.box_id or "", record.box_id)
        )
    if isinstance(record, Span):
        return replace(
            record, id=ids.get(record.id, record.id), box_id=ids.get(record.box_id or "", record.box_id)
        )
    if isinstance(record, Box):
        return replace(record, id=ids.get(record.id, record.id))
    if isinstance(record, UndoStep):
        changes = tuple(
            replace(
                each,
                before=None if each.before is None else _undoable(each.before, ids),
                after=_undoable(each.after, ids),
            )
            for each in record.changes
        )
        return replace(record, id=ids.get(record.id, record.id), changes=changes)
    return record


def _undoable(record: Undoable, ids: dict[str, str]) -> Undoable:
    changed = _record(record, ids)
    assert isinstance(changed, Undoable)
    return changed
