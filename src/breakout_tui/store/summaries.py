"""The sessions in a list: what the first screen shows, read with as little as can be."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from breakout_tui.domain.programme import PhaseName
from breakout_tui.domain.stage import Stage, stage_of
from breakout_tui.domain.summary import Summary
from breakout_tui.domain.text import clean


def summaries_of(connection: sqlite3.Connection) -> tuple[Summary, ...]:
    """All sessions, newest first; raises what a row that says nothing raises."""
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
            groups=_words(row[8]),
            known=_words(row[9]),
            archived=bool(row[10]),
            stage=_stage(runs.get(row[0], [])),
            notes=notes.get(row[0], 0),
        )
        for row, theme in ((row, json.loads(row[1])["themes"][0]) for row in rows)
    ]
    return tuple(sorted(found, key=lambda summary: (summary.created_at, summary.id), reverse=True))


def latest_of(connection: sqlite3.Connection) -> str | None:
    """The newest session that is not put away, without a look at its notes."""
    rows = connection.execute("SELECT created_at, id FROM session WHERE NOT archived").fetchall()
    found = max(((datetime.fromisoformat(created_at), clean(id_)) for created_at, id_ in rows), default=None)
    return None if found is None else found[1]


def _stage(runs: list[tuple[str, str | None]]) -> Stage:
    """The stage of a session, by its phases so far. Raises ValueError for a phase of another name."""
    return stage_of({PhaseName(name): ended_at is not None for name, ended_at in runs})


def _words(cell: str) -> tuple[str, ...]:
    return tuple([clean(word) for word in json.loads(cell)])
