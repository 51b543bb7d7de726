"""Refuses what no room sends: only somebody's own program makes such updates, and they must harm no other room."""

from __future__ import annotations

from collections.abc import Iterator

from breakout_tui.domain.notes import Note
from breakout_tui.domain.records import Record, SessionInfo, UndoStep
from breakout_tui.domain.text import is_clean
from breakout_tui.hub_protocol import Part
from breakout_tui.store.incoming import refuse_odd_references

MOST = 1 << 40
"""More than any counter, serial or number of a step: both engines have 64 bits, and sums of these stay within them."""


def refuse_unsendable(part: Part, session_id: str) -> None:
    """Raises ValueError for a part of another session, for numbers and ids that can't be stored, and for odd references."""
    state = part.state
    records = [version.record for version in state.versions]
    whose = {each.id if isinstance(each, SessionInfo) else each.session_id for each in records}
    if whose - {session_id} or state.session_id != session_id:
        raise ValueError("it has records of another session")
    if not all(0 <= number < MOST for number in _numbers(part, records)):
        raise ValueError("a number in it is out of range")
    if not all(map(is_clean, _names(part))):
        raise ValueError("an id in it has characters that no id has")
    refuse_odd_references(state)


def _numbers(part: Part, records: list[Record]) -> Iterator[int]:
    yield from part.state.knowledge.values()
    yield from part.since.values()
    yield from part.others
    yield from (version.stamp.counter for version in part.state.versions)
    for record in records:
        if isinstance(record, Note):
            yield from (record.serial, *record.links)
        elif isinstance(record, UndoStep):
            yield record.number


def _names(part: Part) -> Iterator[str]:
    state = part.state
    yield state.session_id
    yield from (*state.knowledge, *state.laptops, *part.others.values())
    for version in state.versions:
        yield from (version.record.id, version.stamp.writer, version.made_by)
    yield from (each.id for each in state.erasures)
