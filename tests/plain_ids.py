"""Compares what two plays of one session made: equal but for the random ids, which are never the same twice."""

from __future__ import annotations

import re

from breakout_tui.domain.records import Record
from breakout_tui.domain.session_state import Session

_RANDOM_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def with_plain_ids(session: Session, value: object) -> str:
    """The value as text, with the place of each record of the session instead of its id."""
    places = place_of_each(session)
    return _RANDOM_ID.sub(lambda match: places.get(match[0], match[0]), repr(value))


def place_of_each(session: Session) -> dict[str, str]:
    """By id, where a record stands among those of its type."""
    every: tuple[tuple[Record, ...], ...] = (
        session.boxes,
        session.spans,
        tuple(session.book.notes),
        tuple(session.tallies.values()),
        session.undo_steps,
    )
    return {
        record.id: f"{type(record).__name__} {place}"
        for records in every
        for place, record in enumerate(records)
    }
