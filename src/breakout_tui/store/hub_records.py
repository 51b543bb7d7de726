"""What a hub reads of the sessions in its database: their news for displays, the list of a room's, and all of one for a take-over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from breakout_tui.domain.hub_rooms import HandedOver, HubSession, NewRecords
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.records import Record
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.stage import Stage, stage_of
from breakout_tui.domain.text import clean
from breakout_tui.store import schema, table_mappings
from breakout_tui.store.held_sessions import HeldSession, held_sessions
from breakout_tui.store.session_states import read_state
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_records import draft_of, note_parts, ranking_parts, session_records_of
from breakout_tui.store.table_mappings import TableMapping
from breakout_tui.store.unseen_rows import Condition, unseen

_SHOWN = tuple(
    mapping
    for mapping in table_mappings.MAPPINGS.values()
    if mapping not in (table_mappings.REPORT_BACK, table_mappings.HEARD_AGAIN, table_mappings.UNDO_STEP)
)
"""The tables of records that displays show."""
_MARKS_KEPT = 4096

_SESSIONS = """
SELECT session.id, programme, round, created_at, rule,
    (SELECT count(*) FROM note WHERE note.session_id = session.id AND NOT deleted AND merged_into IS NULL)
FROM session JOIN hub_session ON hub_session.session_id = session.id WHERE room_id = ?
"""
_STARTS = """
SELECT phase_run.session_id, name, started_at, ended_at FROM phase_run JOIN hub_session ON hub_session.session_id = phase_run.session_id
WHERE room_id = ? AND NOT taken_back
"""


def has_anonymous_sessions(connection: SqlConnection) -> bool:
    """Whether the rule of any session is *none*."""
    found = connection.execute("SELECT 1 FROM session WHERE rule = ? LIMIT 1", (AttributionRule.NONE.value,))
    return found.fetchone() is not None


class SessionNews:
    """Tells what is new of sessions: every version that was not here when it was asked before, whatever its counter.

    A *mark* stands for all that is known of a session: by writer the highest counter, and how much was erased, which changes records
    without another stamp. It is a number made of these. What it stands for is kept here, in memory; a mark of another process, and one
    that was forgotten, gets all of the session.
    """

    def __init__(self) -> None:
        self._marks: dict[int, HeldSession] = {}

    def read(self, connection: SqlConnection, session_id: str, mark: int | None) -> NewRecords | None:
        """What has changed since a mark; None without the session. Raises what an unreadable row raises.

        It is all of a session that two laptops went on with at the same time, or in which something was erased.
        """
        now = held_sessions(connection, [session_id]).get(session_id)
        if now is None:
            return None
        new_mark = self._marked(now)
        if mark == new_mark:
            return NewRecords((), new_mark)
        before = None if mark is None else self._marks.get(mark)
        is_known = before is not None and before.id == session_id and before.erased == now.erased
        if before is None or not is_known or now.is_joined or before.is_joined:
            return _whole(connection, session_id, new_mark)
        news = unseen(before.knowledge)
        changed = [record for mapping in _SHOWN for record in _new_in(connection, mapping, session_id, news)]
        return NewRecords(tuple(changed), new_mark)

    def _marked(self, held: HeldSession) -> int:
        about = (held.id, held.erased, held.is_joined, sorted(held.counters.items()))
        mark = int.from_bytes(hashlib.sha256(repr(about).encode()).digest()[:8], "big")
        self._marks.pop(mark, None)
        self._marks[mark] = held
        if len(self._marks) > _MARKS_KEPT:
            del self._marks[next(iter(self._marks))]
        return mark


def _whole(connection: SqlConnection, session_id: str, mark: int) -> NewRecords | None:
    found = session_records_of(connection, session_id)
    return None if found is None else NewRecords(tuple(_every(found[0])), mark, is_whole=True)


def _every(records: SessionRecords) -> Iterator[Record]:
    yield records.info
    for group in (
        records.runs,
        records.boxes,
        records.spans,
        records.notes,
        records.tallies,
        records.rankings,
        records.speakers,
        records.speakers_lists,
        records.phone_votes,
    ):
        yield from group


def _new_in(
    connection: SqlConnection, mapping: TableMapping[Any], session_id: str, news: Condition
) -> list[Record]:
    """The new records of one table."""
    shape = mapping.shape
    where = f"WHERE {shape.session_column} = ? AND {news.sql} ORDER BY {', '.join(shape.key)}"
    rows = connection.execute(mapping.selection(where), (session_id, *news.values)).fetchall()
    apart = {}
    if rows and shape is schema.NOTE:
        apart = note_parts(connection, session_id)
    elif rows and shape is schema.RANKING:
        apart = ranking_parts(connection, session_id)
    return mapping.records(rows, apart)


def sessions_of(connection: SqlConnection, room_id: str) -> tuple[HubSession, ...]:
    """The sessions of a room, the latest first. Raises what an unreadable cell raises."""
    starts: dict[str, list[datetime]] = {}
    has_ended: dict[str, dict[str, bool]] = {}
    for session_id, phase, started_at, ended_at in connection.execute(_STARTS, (room_id,)).fetchall():
        starts.setdefault(session_id, []).append(datetime.fromisoformat(started_at))
        has_ended.setdefault(session_id, {})[phase] = ended_at is not None
    found = []
    for session_id, programme, round_, created_at, rule, notes in connection.execute(
        _SESSIONS, (room_id,)
    ).fetchall():
        plan = json.loads(programme)
        phases = [phase["id"] for phase in plan["phases"]]
        found.append(
            HubSession(
                id=session_id,
                theme=clean(plan["themes"][0]["title"]),
                round=round_,
                started_at=min(starts.get(session_id, [datetime.fromisoformat(created_at)])),
                notes=notes,
                is_done=stage_of(phases, has_ended.get(session_id, {})) is Stage.DONE,
                is_anonymous=rule == AttributionRule.NONE.value,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.started_at, each.id), reverse=True))


def hand_over(connection: SqlConnection, room_id: str, session_id: str) -> HandedOver | None:
    """All of a session; None if it is not the room's. Raises what an unreadable row raises."""
    held = held_sessions(connection, [session_id]).get(session_id)
    if held is None or held.room_id != room_id:
        return None
    state = read_state(connection, session_id)
    return None if state is None else HandedOver(state, draft_of(connection, session_id))
