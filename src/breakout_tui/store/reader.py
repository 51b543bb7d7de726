"""Quick plain reads with the standard library's sqlite3, for the first screen and for whoever only looks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from breakout_tui.domain.ports import Holdings, Summary
from breakout_tui.domain.records import Draft
from breakout_tui.domain.text import clean
from breakout_tui.store import codec, sheets, trouble
from breakout_tui.store.connection import BUSY, open_writing, reading, tolerant
from breakout_tui.store.migrations import VERSION, migrate, version_of
from breakout_tui.store.note_rows import notes_of
from breakout_tui.store.ownership import Claim
from breakout_tui.store.sheets import Sheet

T = TypeVar("T")
R = TypeVar("R")

DEEDS_READ = 200
"""How many of the last deeds are read."""

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


class Reader:
    """Reads the file in short transactions of its own; waits ``busy`` seconds for a writer, keeps no lock."""

    def __init__(self, path: Path, now: Callable[[], datetime], busy: float = BUSY) -> None:
        self._path = path
        self._now = now
        self._busy = busy

    def summaries(self) -> tuple[Summary, ...]:
        """All sessions, newest first. Raises StoreError."""
        return self._read(_summaries, ())

    def holdings(self, session_id: str) -> tuple[Holdings, int] | None:
        """All of a session and its revision; None if there is no such session. Raises StoreError."""
        return self._read(lambda connection: holdings_of(connection, session_id), None)

    def draft(self, session_id: str) -> Draft | None:
        """The stored draft."""
        return self._read(lambda connection: _first(connection, sheets.DRAFT, session_id), None)

    def claim(self, session_id: str) -> Claim | None:
        """What is written of the session's owner."""
        return self._read(lambda connection: claim_of(connection, session_id), None)

    def _read(self, look: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """What ``look`` finds. Bytes that are no text are looked at again with patience, which costs a call a cell."""
        try:
            for text_factory in (str, tolerant):
                with reading(self._path, self._busy) as connection:
                    if connection is None:
                        return nothing
                    if version_of(connection, self._path) < VERSION:
                        break
                    connection.text_factory = text_factory
                    try:
                        return look(connection)
                    except sqlite3.OperationalError as error:
                        if text_factory is tolerant or "decode to UTF-8" not in str(error):
                            raise
        except _UNREADABLE as error:
            raise trouble.damaged(self._path, f"holds what can't be read ({error})") from error
        self._bring_up()
        return self._read(look, nothing)

    def _bring_up(self) -> None:
        """A file of an earlier form is migrated before anything is read of it."""
        try:
            with closing(open_writing(self._path, self._busy)) as connection:
                migrate(connection, self._path, self._now().isoformat(timespec="seconds"))
        except (sqlite3.Error, OSError) as error:
            raise trouble.told(error, self._path) from error


def claim_of(connection: sqlite3.Connection, session_id: str) -> Claim | None:
    """The claim on a session, by an open connection."""
    row = connection.execute(
        "SELECT window, pid, started, host, boot, since, revision FROM ownership WHERE session_id = ?",
        (session_id,),
    ).fetchone()
    return None if row is None else Claim(*row)


def _summaries(connection: sqlite3.Connection) -> tuple[Summary, ...]:
    notes: dict[str, int] = dict(
        connection.execute(
            "SELECT session_id, count(*) FROM note WHERE NOT deleted AND merged_into IS NULL GROUP BY session_id"
        ).fetchall()
    )
    runs: dict[str, list[tuple[str, str | None]]] = {}
    for session_id, name, ended_at in connection.execute("SELECT session_id, name, ended_at FROM phase_run"):
        runs.setdefault(session_id, []).append((name, ended_at))
    rows = connection.execute(
        "SELECT id, programme, created_at, room, facilitator, rapporteur, people, round, country_groups, known_names,"
        " archived FROM session"
    )
    found = [
        Summary(
            id=clean(row[0]),
            theme_id=clean(theme["id"]),
            theme_title=clean(theme["title"]),
            created_at=datetime.fromisoformat(row[2]),
            room=clean(row[3]),
            facilitator=clean(row[4]),
            rapporteur=clean(row[5]),
            people=int(row[6]),
            round=int(row[7]),
            groups=codec.from_text(row[8], tuple[str, ...]),
            known=codec.from_text(row[9], tuple[str, ...]),
            archived=bool(row[10]),
            stage=_stage(runs.get(row[0], [])),
            notes=notes.get(row[0], 0),
        )
        for row, theme in ((row, json.loads(row[1])["themes"][0]) for row in rows)
    ]
    return tuple(sorted(found, key=lambda summary: (summary.created_at, summary.id), reverse=True))


def _stage(runs: list[tuple[str, str | None]]) -> str:
    """Where a session stands, by the phases held so far; the words are those of ``domain.session_state.Stage``."""
    for name, ended_at in runs:
        if ended_at is None:
            return clean(name)
    names = {name for name, _ in runs}
    if "afternoon" in names:
        return "done"
    return "morning done" if "morning" in names else "not started"


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


def _all(
    connection: sqlite3.Connection, sheet: Sheet[R], session_id: str, order: str = "rowid"
) -> Iterator[R]:
    where = f"WHERE session_id = ? ORDER BY {order}"
    for row in connection.execute(sheet.selection(where), (session_id,)):
        yield sheet.record(row)


def _first(connection: sqlite3.Connection, sheet: Sheet[R], session_id: str) -> R | None:
    row = connection.execute(sheet.selection("WHERE session_id = ?"), (session_id,)).fetchone()
    return None if row is None else sheet.record(row)


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
