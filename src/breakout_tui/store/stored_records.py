"""All records of one session, read by an open connection."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import Draft, SessionInfo
from breakout_tui.domain.session_records import SessionRecords
from breakout_tui.domain.timeline import in_order
from breakout_tui.store import table_mappings
from breakout_tui.store.cells import Cell
from breakout_tui.store.engines import order_of_writing
from breakout_tui.store.ownership import claim_of
from breakout_tui.store.siblings import is_joined, siblings_of
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.table_mappings import PartsByOwner, TableMapping

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")

UNDO_STEPS_READ = 200
"""How many of the last undo steps are read."""


def session_records_of(connection: SqlConnection, session_id: str) -> tuple[SessionRecords, int] | None:
    """All of a session as it is shown, and its revision; None for no such session. Raises what an unreadable row raises."""
    info = _info(connection, session_id)
    if info is None:
        return None
    claim = claim_of(connection, session_id)
    newest_steps = f"number DESC LIMIT {UNDO_STEPS_READ}"
    records = _preview(connection, info)._replace(
        notes=_notes(connection, session_id),
        tallies=_all(connection, table_mappings.TALLY, session_id),
        rankings=_rankings(connection, session_id),
        report_back=_last(_all(connection, table_mappings.REPORT_BACK, session_id)),
        heard_again=_all(connection, table_mappings.HEARD_AGAIN, session_id),
        phone_votes=_all(connection, table_mappings.PHONE_VOTE, session_id),
        undo_steps=_all(connection, table_mappings.UNDO_STEP, session_id, newest_steps)[::-1],
    )
    return _as_shown(connection, records), 0 if claim is None else claim.revision


def preview_of(connection: SqlConnection, session_id: str, from_notes: int) -> SessionRecords | None:
    """What is shown first of a session of at least ``from_notes`` notes: its line, runs, boxes and spans; else None."""
    count = "SELECT coalesce(max(serial) + 1, 0) FROM note WHERE session_id = ?"
    (notes,) = connection.execute(count, (session_id,)).fetchone()
    info = None if notes < from_notes else _info(connection, session_id)
    return None if info is None else _as_shown(connection, _preview(connection, info))


def draft_of(connection: SqlConnection, session_id: str) -> Draft | None:
    """The stored draft of a session."""
    where = "WHERE session_id = ?"
    rows = connection.execute(table_mappings.DRAFT.selection(where), (session_id,))
    return _last(tuple(table_mappings.DRAFT.records(rows)))


def _as_shown(connection: SqlConnection, records: SessionRecords) -> SessionRecords:
    """The same, or for a session that two laptops continued at the same time, what follows from the versions of both."""
    if not is_joined(connection, records.info.id):
        return records
    from breakout_tui.domain.joined_session import shown

    seen = shown(records, siblings_of(connection, records.info.id))
    return seen._replace(notes=tuple(seen.notes))


def _info(connection: SqlConnection, session_id: str) -> SessionInfo | None:
    rows = connection.execute(table_mappings.SESSION_INFO.selection("WHERE id = ?"), (session_id,))
    return _last(tuple(table_mappings.SESSION_INFO.records(rows)))


def _preview(connection: SqlConnection, info: SessionInfo) -> SessionRecords:
    runs = _all(connection, table_mappings.RUN, info.id)
    boxes = _all(connection, table_mappings.BOX, info.id)
    spans = _all(connection, table_mappings.SPAN, info.id)
    named = {run.phase for run in runs} | {box.phase for box in boxes} | {span.phase for span in spans}
    if unknown := named - {phase.id for phase in info.programme.phases}:
        raise ValueError(f"the programme has no phase {min(unknown)!r}")
    return SessionRecords(
        info=info,
        runs=runs,
        boxes=boxes,
        spans=in_order(spans),
        notes=(),
        tallies=(),
        rankings=(),
        report_back=None,
        heard_again=(),
        undo_steps=(),
        speakers=_all(connection, table_mappings.SPEAKER, info.id),
        speakers_lists=_all(connection, table_mappings.SPEAKERS_LIST, info.id),
    )


def _all(
    connection: SqlConnection, mapping: TableMapping[R], session_id: str, order: str = ""
) -> tuple[R, ...]:
    where = f"WHERE session_id = ? ORDER BY {order or order_of_writing(connection, mapping.shape)}"
    return tuple(mapping.records(connection.execute(mapping.selection(where), (session_id,))))


def _notes(connection: SqlConnection, session_id: str) -> tuple[Note, ...]:
    """All notes, by serial."""
    where = "WHERE session_id = ? ORDER BY serial"
    rows = connection.execute(table_mappings.NOTE.selection(where), (session_id,))
    return tuple(table_mappings.NOTE.records(rows, note_parts(connection, session_id)))


def note_parts(connection: SqlConnection, session_id: str) -> dict[str, PartsByOwner]:
    """The links and wordings of the session's notes, by serial."""
    return {
        "links": _links(connection, session_id),
        "wordings": _parts(connection, table_mappings.WORDING, session_id),
    }


def _links(connection: SqlConnection, session_id: str) -> dict[Cell, tuple[int, ...]]:
    """The targets of each note's links, by its serial. They are numbers, so none is made a record first."""
    select = "SELECT serial, target FROM note_link WHERE session_id = ? ORDER BY serial, position"
    found: defaultdict[Cell, list[int]] = defaultdict(list)
    for serial, target in connection.execute(select, (session_id,)):
        found[serial].append(int(target))
    return {serial: tuple(targets) for serial, targets in found.items()}


def _rankings(connection: SqlConnection, session_id: str) -> tuple[Ranking, ...]:
    """The ranking of each rank step; of two for one step, as a damaged file may have, the one that was stored last."""
    order = order_of_writing(connection, table_mappings.RANKING.shape)
    selection = table_mappings.RANKING.selection(f"WHERE session_id = ? ORDER BY {order}")
    rows = connection.execute(selection, (session_id,)).fetchall()
    found = table_mappings.RANKING.records(rows, ranking_parts(connection, session_id))
    return tuple({ranking.step: ranking for ranking in found}.values())


def ranking_parts(connection: SqlConnection, session_id: str) -> dict[str, PartsByOwner]:
    """The issues and unlockings of the session's rankings, by the ranking's id."""
    issues: dict[Cell, object] = {}
    unlockings: dict[Cell, object] = {}
    for (ranking_id,) in connection.execute(
        "SELECT id FROM ranking WHERE session_id = ?", (session_id,)
    ).fetchall():
        issues |= _parts(connection, table_mappings.ISSUE, ranking_id)
        unlockings |= _parts(connection, table_mappings.UNLOCKING, ranking_id)
    return {"issues": issues, "unlockings": unlockings}


def _parts(connection: SqlConnection, mapping: TableMapping[R], first_key: str) -> dict[Cell, tuple[R, ...]]:
    """The parts of all owners whose key begins with ``first_key``, by the last column of the owner's key."""
    first, last = mapping.owner[0], mapping.owner[-2]
    where = f"WHERE {first} = ? ORDER BY {last}, position"
    rows = connection.execute(mapping.selection(where), (first_key,))
    owners = connection.execute(f"SELECT {last} FROM {mapping.shape.name} {where}", (first_key,))
    found: defaultdict[Cell, list[R]] = defaultdict(list)
    for (owner,), part in zip(owners, mapping.records(rows), strict=True):
        found[owner].append(part)
    return {owner: tuple(of_owner) for owner, of_owner in found.items()}


def _last(records: tuple[R, ...]) -> R | None:
    return records[-1] if records else None
