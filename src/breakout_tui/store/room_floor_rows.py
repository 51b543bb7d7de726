"""The rows in which a room's file keeps what delegates sent from their phones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.floor import (
    TO_SPEAK,
    FloorOutcome,
    FloorStatement,
    Kept,
    SpeakingRequest,
    floor_outcome,
)
from breakout_tui.domain.floor_exchange import FloorResult
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.speaker_records import SpeakerState
from breakout_tui.store.connection import reading
from breakout_tui.store.engines import always_overwrite_what_is_freed
from breakout_tui.store.instants import moment_of
from breakout_tui.store.migrations import VERSION, version_of

KEPT = timedelta(days=30)
"""After so long a statement is removed from the file; the note that was made of it stays."""
_PUTTING = """
INSERT OR REPLACE INTO room_floor (id, session_id, kind, text, attribution, stored_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_READING = """
SELECT id, session_id, kind, text, attribution, stored_at, outcome FROM room_floor WHERE session_id = ? ORDER BY stored_at, id
"""
_ELSEWHERE = """
SELECT f.id, f.session_id, f.kind, f.text, f.attribution, f.stored_at, f.outcome, n.kind, n.number, s.progress FROM room_floor AS f
LEFT JOIN note AS n ON n.session_id = f.session_id AND n.id = f.id AND NOT n.deleted
LEFT JOIN speaker AS s ON s.id = f.id AND NOT s.deleted WHERE f.id IN (SELECT value FROM json_each(?))
"""


class KeptElsewhere(NamedTuple):
    """What a file has of a session that is not open."""

    kept: Kept
    final: FloorResult | None
    """Where it is a note, or its author was called: then it can't be withdrawn."""


class KeptFloor(NamedTuple):
    """What a file has of a session's floor."""

    all: tuple[Kept, ...] = ()
    """In the order in which they were stored."""


def read_floor(path: Path, session_id: str) -> KeptFloor | None:
    """The statements of a session; None where the file can't be read now, which is the business of the window, and says so."""
    try:
        with reading(path) as connection:
            if connection is None:
                return KeptFloor()
            if version_of(connection, path) < VERSION:
                return None
            return KeptFloor(tuple(map(_kept, connection.execute(_READING, (session_id,)).fetchall())))
    except (StoreError, ValueError, TypeError, OverflowError):
        return None


def read_elsewhere(path: Path, ids: Sequence[str]) -> tuple[KeptElsewhere, ...] | None:
    """Those of these that the file has; None where it can't be read now."""
    try:
        with reading(path) as connection:
            if connection is None:
                return ()
            if version_of(connection, path) < VERSION:
                return None
            rows = connection.execute(_ELSEWHERE, (json.dumps(ids),)).fetchall()
            return tuple(KeptElsewhere(_kept(row[:7]), _final(row[0], *row[7:])) for row in rows)
    except (StoreError, sqlite3.Error, ValueError, TypeError, OverflowError):
        return None


def _final(key: str, kind: str | None, number: int, progress: str | None) -> FloorResult | None:
    if kind is not None:
        return FloorResult(key, FloorOutcome.TAKEN.value, f"{Kind(kind).letter}{number}")
    if progress is None or SpeakerState(progress) in (SpeakerState.WAITING, SpeakerState.WITHDRAWN):
        return None
    has_spoken = SpeakerState(progress) is SpeakerState.DONE
    return FloorResult(key, (FloorOutcome.SPOKEN if has_spoken else FloorOutcome.SPEAKING).value)


def read_rule(path: Path, session_id: str) -> AttributionRule:
    """The attribution rule of a session of the file; the strictest one where that can't be known."""
    try:
        with reading(path) as connection:
            row = (
                None
                if connection is None
                else connection.execute("SELECT rule FROM session WHERE id = ?", (session_id,)).fetchone()
            )
            return AttributionRule.NONE if row is None else AttributionRule(row[0])
    except (StoreError, ValueError):
        return AttributionRule.NONE


def write_floor(connection: sqlite3.Connection, statements: Iterable[Kept], now: int) -> None:
    """Write these, inside a transaction of the caller, and remove what is too old; ``now`` in milliseconds since 1970.

    Words that a later row no longer has are overwritten.
    """
    always_overwrite_what_is_freed(connection)
    connection.executemany(_PUTTING, map(_cells, statements))
    oldest = now - int(KEPT.total_seconds() * 1000)
    connection.execute("DELETE FROM room_floor WHERE stored_at < ?", (oldest,))


def _cells(kept: Kept) -> tuple[object, ...]:
    kind, text = (TO_SPEAK, "") if isinstance(kept, SpeakingRequest) else (kept.kind.value, kept.text)
    return (
        kept.id,
        kept.session_id,
        kind,
        text,
        kept.country,
        int(kept.stored_at.timestamp() * 1000),
        kept.outcome.value,
    )


def _kept(row: tuple[str, str, str, str, str, int, str]) -> Kept:
    key, session_id, kind, text, country, stored_at, outcome = row
    if kind == TO_SPEAK:
        return SpeakingRequest(key, session_id, moment_of(stored_at), country, floor_outcome(outcome))
    found = next((each for each in Kind if each.value == kind), Kind.PARKED)
    return FloorStatement(key, session_id, found, text, moment_of(stored_at), country, floor_outcome(outcome))
