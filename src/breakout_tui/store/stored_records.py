"""All that is stored of one session, out of its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, TypeVar

from breakout_tui.domain.records import Draft
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.store import table_mappings
from breakout_tui.store.note_rows import notes_of
from breakout_tui.store.reader import claim_of
from breakout_tui.store.table_mappings import TableMapping

R = TypeVar("R")

MANY = 1000
"""Notes from which it takes long enough to read them that a preview is worth while."""

UNDO_STEPS_READ = 200
"""How many of the last undo steps are read."""


def session_records_of(connection: sqlite3.Connection, session_id: str) -> tuple[SessionRecords, int] | None:
    """All of a session and its revision, by an open connection; raises what a row that says nothing raises."""
    row = connection.execute(table_mappings.SESSION_INFO.selection("WHERE id = ?"), (session_id,)).fetchone()
    if row is None:
        return None
    claim = claim_of(connection, session_id)
    spans = sorted(_all(connection, table_mappings.SPAN, session_id), key=lambda span: span.started_at)
    undo_steps = list(
        _all(connection, table_mappings.UNDO_STEP, session_id, f"number DESC LIMIT {UNDO_STEPS_READ}")
    )
    records = SessionRecords(
        info=table_mappings.SESSION_INFO.record(row),
        runs=tuple(_all(connection, table_mappings.RUN, session_id)),
        boxes=tuple(_all(connection, table_mappings.BOX, session_id)),
        spans=tuple(spans),
        notes=notes_of(connection, session_id),
        tallies=tuple(_all(connection, table_mappings.TALLY, session_id)),
        ranking=_ranking(connection, session_id),
        report_back=_last(_all(connection, table_mappings.REPORT_BACK, session_id)),
        heard_again=tuple(_all(connection, table_mappings.HEARD_AGAIN, session_id)),
        undo_steps=tuple(reversed(undo_steps)),
    )
    return records, 0 if claim is None else claim.revision


def preview_of(connection: sqlite3.Connection, session_id: str) -> SessionRecords | None:
    """What of a session of many notes is seen first, by an open connection: all but notes, tallies, heard-again records and undo steps."""
    last = connection.execute("SELECT max(serial) FROM note WHERE session_id = ?", (session_id,)).fetchone()[
        0
    ]
    row = connection.execute(table_mappings.SESSION_INFO.selection("WHERE id = ?"), (session_id,)).fetchone()
    if row is None or (last or 0) < MANY:
        return None
    return SessionRecords(
        info=table_mappings.SESSION_INFO.record(row),
        runs=tuple(_all(connection, table_mappings.RUN, session_id)),
        boxes=tuple(_all(connection, table_mappings.BOX, session_id)),
        spans=tuple(
            sorted(_all(connection, table_mappings.SPAN, session_id), key=lambda span: span.started_at)
        ),
        notes=(),
        tallies=(),
        ranking=None,
        report_back=None,
        heard_again=(),
        undo_steps=(),
    )


def draft_of(connection: sqlite3.Connection, session_id: str) -> Draft | None:
    """The stored draft of a session, by an open connection."""
    where = "WHERE session_id = ?"
    row = connection.execute(table_mappings.DRAFT.selection(where), (session_id,)).fetchone()
    return None if row is None else table_mappings.DRAFT.record(row)


def _all(
    connection: sqlite3.Connection, mapping: TableMapping[R], session_id: str, order: str = "rowid"
) -> Iterator[R]:
    where = f"WHERE session_id = ? ORDER BY {order}"
    for row in connection.execute(mapping.selection(where), (session_id,)):
        yield mapping.record(row)


def _last(records: Iterator[R]) -> R | None:
    return next(reversed(tuple(records)), None)


def _ranking(connection: sqlite3.Connection, session_id: str) -> Any:
    """The ranking put last."""
    where = "WHERE session_id = ? ORDER BY rowid DESC LIMIT 1"
    row = connection.execute(table_mappings.RANKING.selection(where), (session_id,)).fetchone()
    if row is None:
        return None
    parts = {
        field: tuple(
            mapping.record(part)
            for part in connection.execute(
                mapping.selection("WHERE ranking_id = ? ORDER BY position"), (row[0],)
            )
        )
        for field, mapping in (("issues", table_mappings.ISSUE), ("unlockings", table_mappings.UNLOCKING))
    }
    return table_mappings.RANKING.record(row, parts)
