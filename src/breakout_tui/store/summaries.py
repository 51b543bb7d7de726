"""The list of sessions for the first screen, read with as few imports as possible."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from breakout_tui.domain.kinds import OUTPUTS
from breakout_tui.domain.programme import StepKind
from breakout_tui.domain.stage import stage_of
from breakout_tui.domain.summary import Gathered, Summary, listed
from breakout_tui.domain.text import clean
from breakout_tui.store import schema
from breakout_tui.store.gathered_sessions import gathered_ids

TYPE_CHECKING = False  # the first screen imports this module
if TYPE_CHECKING:
    from breakout_tui.store.sql_connection import SqlConnection

_FIELDS = (
    "id",
    "programme",
    "created_at",
    "room",
    "facilitator",
    "rapporteur",
    "people",
    "round",
    "groups",
    "known",
    "archived",
)
_SESSIONS = f"SELECT {', '.join(schema.SESSION.names_of(_FIELDS))} FROM {schema.SESSION.name}"
_VISIBLE = """
SELECT session_id, count(*) FROM note WHERE NOT deleted AND (merged_into IS NULL OR EXISTS (
    SELECT 1 FROM note AS other
    WHERE other.session_id = note.session_id AND other.serial = note.merged_into
        AND other.deleted AND other.merged_into IS NULL
))
"""
"""What was merged into a deleted note counts, as in ``NoteBook.of``: earlier versions left it so."""
_NOTES = f"{_VISIBLE} GROUP BY session_id"
_UNREAD = f"""{_VISIBLE} AND read_back IS NULL AND session_id IN (SELECT session_id FROM gathered)
    AND kind IN ({", ".join(f"'{kind.value}'" for kind in OUTPUTS)}) GROUP BY session_id"""
_RUNS = "SELECT session_id, name, ended_at FROM phase_run WHERE NOT taken_back"
_LAST_MOMENTS = """
SELECT session_id, (SELECT created_at FROM session WHERE id = theirs.session_id),
    (SELECT captured_at FROM note WHERE session_id = theirs.session_id ORDER BY serial DESC LIMIT 1),
    (SELECT at FROM deed WHERE session_id = theirs.session_id ORDER BY number DESC LIMIT 1)
FROM gathered AS theirs
"""
_TIMES = """
SELECT session_id, coalesce(ended_at, started_at) FROM phase_run
WHERE NOT taken_back AND session_id IN (SELECT session_id FROM gathered)
UNION ALL
SELECT session_id, coalesce(ended_at, started_at) FROM span
WHERE session_id IN (SELECT session_id FROM gathered)
"""
"""As in ``domain.last_change``."""
_LATEST = """
SELECT created_at, id, id IN (SELECT session_id FROM gathered) FROM session WHERE NOT archived
"""


def summaries_of(connection: SqlConnection) -> tuple[Summary, ...]:
    """All sessions, in the order of ``domain.summary.listed``. Raises what an unreadable row raises."""
    notes: dict[str, int] = dict(connection.execute(_NOTES).fetchall())
    runs: dict[str, list[tuple[str, str | None]]] = {}
    for session_id, name, ended_at in connection.execute(_RUNS):
        runs.setdefault(session_id, []).append((name, ended_at))
    theirs = gathered_ids(connection)
    unread: dict[str, int] = dict(connection.execute(_UNREAD).fetchall()) if theirs else {}
    up_to = _last_moments(connection) if theirs else {}
    return listed(
        _summary(
            row,
            runs.get(row[0], []),
            notes.get(row[0], 0),
            unread.get(row[0], 0),
            up_to.get(row[0]),
        )
        for row in connection.execute(_SESSIONS)
    )


def _last_moments(connection: SqlConnection) -> dict[str, datetime]:
    """Of each session of another room, by its id."""
    found: dict[str, datetime] = {}
    for session_id, *moments in (*connection.execute(_LAST_MOMENTS), *connection.execute(_TIMES)):
        known = [datetime.fromisoformat(moment) for moment in moments if moment is not None]
        found[session_id] = max(filter(None, (found.get(session_id), *known)))
    return found


def _summary(
    row: tuple[Any, ...],
    runs: list[tuple[str, str | None]],
    notes: int,
    unread: int,
    up_to: datetime | None,
) -> Summary:
    """One session; ``up_to`` is None for one of this room."""
    cell = dict(zip(_FIELDS, row, strict=True))
    programme = json.loads(cell["programme"])
    theme = programme["themes"][0]
    titles = {clean(phase["id"]): clean(phase["title"]) for phase in programme["phases"]}
    has_ended = {clean(name): ended_at is not None for name, ended_at in runs}
    return Summary(
        id=clean(cell["id"]),
        theme_id=clean(theme["id"]),
        theme_title=clean(theme["title"]),
        created_at=datetime.fromisoformat(cell["created_at"]),
        room=clean(cell["room"]),
        facilitator=clean(cell["facilitator"]),
        rapporteur=clean(cell["rapporteur"]),
        people=int(cell["people"]),
        round=int(cell["round"]),
        groups=_words(cell["groups"]),
        known=_words(cell["known"]),
        event=clean(programme["event"]),
        archived=bool(cell["archived"]),
        stage=stage_of(list(titles), has_ended),
        phase=_last_title(titles, has_ended),
        notes=notes,
        gathered=None if up_to is None else _gathered(programme, titles, has_ended, unread, up_to),
    )


def _gathered(
    programme: dict[str, Any],
    titles: dict[str, str],
    has_ended: dict[str, bool],
    unread: int,
    up_to: datetime,
) -> Gathered:
    left = tuple(title for phase, title in titles.items() if phase not in has_ended)
    steps = (step["kind"] for phase in programme["phases"] for step in phase["steps"])
    return Gathered(up_to, left, unread if StepKind.READBACK.value in steps else 0)


def latest_of(connection: SqlConnection) -> str | None:
    """The newest session that isn't archived, another room's only if there is no other; reads no notes."""
    rows = connection.execute(_LATEST).fetchall()
    found = max(
        ((not theirs, datetime.fromisoformat(created_at), clean(id_)) for created_at, id_, theirs in rows),
        default=None,
    )
    return None if found is None else found[2]


def _last_title(titles: dict[str, str], started: Iterable[str]) -> str:
    """The title of the last phase that has started. Raises ValueError for one that the programme doesn't have."""
    ids = list(titles)
    places = [ids.index(phase) for phase in started]
    return titles[ids[max(places)]] if places else ""


def _words(cell: str) -> tuple[str, ...]:
    return tuple([clean(word) for word in json.loads(cell)])
