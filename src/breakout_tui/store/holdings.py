"""All that is stored of one session, out of its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, TypeVar

from breakout_tui.domain.holdings import Holdings
from breakout_tui.domain.records import Draft
from breakout_tui.store import sheets
from breakout_tui.store.note_rows import notes_of
from breakout_tui.store.reader import claim_of
from breakout_tui.store.sheets import Sheet

R = TypeVar("R")

MANY = 1000
"""Notes from which it takes long enough to read them that a sketch is worth while."""

DEEDS_READ = 200
"""How many of the last deeds are read."""


def holdings_of(connection: sqlite3.Connection, session_id: str) -> tuple[Holdings, int] | None:
    """All of a session and its revision, by an open connection; raises what a row that says nothing raises."""
    row = connection.execute(sheets.HEAD.selection("WHERE id = ?"), (session_id,)).fetchone()
    if row is None:
        return None
    claim = claim_of(connection, session_id)
    spans = sorted(_all(connection, sheets.SPAN, session_id), key=lambda span: span.started_at)
    deeds = list(_all(connection, sheets.DEED, session_id, f"number DESC LIMIT {DEEDS_READ}"))
    holdings = Holdings(
        head=sheets.HEAD.record(row),
        runs=tuple(_all(connection, sheets.RUN, session_id)),
        boxes=tuple(_all(connection, sheets.BOX, session_id)),
        spans=tuple(spans),
        notes=notes_of(connection, session_id),
        tallies=tuple(_all(connection, sheets.TALLY, session_id)),
        ranking=_ranking(connection, session_id),
        report_back=_last(_all(connection, sheets.REPORT_BACK, session_id)),
        echoes=tuple(_all(connection, sheets.ECHO, session_id)),
        deeds=tuple(reversed(deeds)),
    )
    return holdings, 0 if claim is None else claim.revision


def sketch_of(connection: sqlite3.Connection, session_id: str) -> Holdings | None:
    """What of a session of many notes is seen first, by an open connection: all but notes, tallies, echoes and deeds."""
    last = connection.execute("SELECT max(serial) FROM note WHERE session_id = ?", (session_id,)).fetchone()[
        0
    ]
    row = connection.execute(sheets.HEAD.selection("WHERE id = ?"), (session_id,)).fetchone()
    if row is None or (last or 0) < MANY:
        return None
    return Holdings(
        head=sheets.HEAD.record(row),
        runs=tuple(_all(connection, sheets.RUN, session_id)),
        boxes=tuple(_all(connection, sheets.BOX, session_id)),
        spans=tuple(sorted(_all(connection, sheets.SPAN, session_id), key=lambda span: span.started_at)),
        notes=(),
        tallies=(),
        ranking=None,
        report_back=None,
        echoes=(),
        deeds=(),
    )


def draft_of(connection: sqlite3.Connection, session_id: str) -> Draft | None:
    """The stored draft of a session, by an open connection."""
    where = "WHERE session_id = ?"
    row = connection.execute(sheets.DRAFT.selection(where), (session_id,)).fetchone()
    return None if row is None else sheets.DRAFT.record(row)


def _all(
    connection: sqlite3.Connection, sheet: Sheet[R], session_id: str, order: str = "rowid"
) -> Iterator[R]:
    where = f"WHERE session_id = ? ORDER BY {order}"
    for row in connection.execute(sheet.selection(where), (session_id,)):
        yield sheet.record(row)


def _last(records: Iterator[R]) -> R | None:
    return next(reversed(tuple(records)), None)


def _ranking(connection: sqlite3.Connection, session_id: str) -> Any:
    """The ranking put last."""
    where = "WHERE session_id = ? ORDER BY rowid DESC LIMIT 1"
    row = connection.execute(sheets.RANKING.selection(where), (session_id,)).fetchone()
    if row is None:
        return None
    parts = {
        field: tuple(
            sheet.record(part)
            for part in connection.execute(
                sheet.selection("WHERE ranking_id = ? ORDER BY position"), (row[0],)
            )
        )
        for field, sheet in (("issues", sheets.ISSUE), ("unlockings", sheets.UNLOCKING))
    }
    return sheets.RANKING.record(row, parts)
