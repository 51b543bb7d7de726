"""Makes whole sessions of rows saved from a damaged file: what is lost is replaced by a placeholder that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.programme import AttributionRule, Phase, PhaseName, Programme, Step, StepKind, Theme
from breakout_tui.domain.records import Anchor, SessionInfo
from breakout_tui.store import table_mappings
from breakout_tui.store.carving import SavedRow
from breakout_tui.store.cells import Cell
from breakout_tui.store.note_repair import NoteRepair
from breakout_tui.store.saved_rows import LOST, SavedRows, patched, row_of
from breakout_tui.store.table_mappings import TableMapping

_BOX_ID = re.compile(r":(morning|afternoon):(\d{1,6})$")
_DROPPED_IF_UNREADABLE: tuple[TableMapping[Any], ...] = (
    *(
        mapping
        for mapping in table_mappings.MAPPINGS.values()
        if mapping not in (table_mappings.SESSION_INFO, table_mappings.NOTE)
    ),
    table_mappings.DRAFT,
    *table_mappings.PARTS,
)
"""A row of these is of no use if a cell can't be read; sessions and notes are patched instead."""


@dataclass(slots=True)
class Repaired:
    """The result: ``saved`` of ``known`` notes, and how many sessions lost their own line."""

    saved: int = 0
    known: int = 0
    nameless: int = 0


def repair(rows: SavedRows, now: datetime) -> Repaired:
    """Make the rows consistent, in place."""
    done = Repaired()
    for mapping in _DROPPED_IF_UNREADABLE:
        _keep_readable(rows, mapping)
    sessions = {str(row["id"]) for row in rows.of("session")}
    sessions |= {str(row["session_id"]) for row in rows.of("note")}
    for table in rows.tables:
        rows.keep(table, lambda row: row.get("session_id") in sessions or "session_id" not in row)
    for session_id in sorted(sessions):
        done.nameless += _repair_info(rows, session_id, now)
        notes = NoteRepair(rows, session_id, now)
        notes.repair()
        done.saved += notes.saved
        done.known += notes.known
    _add_lost_boxes(rows)
    rankings = {row["id"] for row in rows.of("ranking")}
    for part in (table_mappings.ISSUE, table_mappings.UNLOCKING):
        rows.keep(part.shape.name, lambda row: row["ranking_id"] in rankings)
    # No window holds a session of the new file, and it is migrated when it is made.
    rows.clear("ownership")
    rows.clear("migration")
    return done


def _keep_readable(rows: SavedRows, mapping: TableMapping[Any]) -> None:
    def is_readable(row: SavedRow) -> bool:
        return all(mapping.is_readable(column, row.get(column)) for column in mapping.columns)

    rows.keep(mapping.shape.name, is_readable)


def _repair_info(rows: SavedRows, session_id: str, now: datetime) -> bool:
    """Give the session its own line; True if that was lost."""
    info = SessionInfo(session_id, _PROGRAMME, now, Anchor("", 0.0), room=LOST)
    placeholder = row_of(table_mappings.SESSION_INFO, info)
    row = rows.tables["session"].get((session_id,))
    repaired = placeholder if row is None else patched(table_mappings.SESSION_INFO, row, placeholder)
    rows.tables["session"][(session_id,)] = repaired
    return row is None


def _add_lost_boxes(rows: SavedRows) -> None:
    """Make a placeholder for each lost box that notes and spans point to; forget one whose phase is unknown."""
    known: set[Cell] = {row["id"] for row in rows.of("box")}
    for row in (*rows.of("note"), *rows.of("span")):
        box_id = row["box_id"]
        if box_id is None or box_id in known:
            continue
        match = _BOX_ID.search(str(box_id))
        if match is None:
            row["box_id"] = None
            continue
        box = _lost_box(str(box_id), str(row["session_id"]), PhaseName(match[1]), int(match[2]))
        known.add(box_id)
        rows.tables["box"][(box_id,)] = row_of(table_mappings.BOX, box)


def _lost_box(box_id: str, session_id: str, phase: PhaseName, number: int) -> Box:
    return Box(
        id=box_id,
        session_id=session_id,
        phase=phase,
        position=number * 10,
        step="lost",
        step_title=LOST,
        kind=StepKind.READBACK,
        title=LOST,
        planned=60,
        minimum=60,
        fixed=True,
        allotted=60,
    )


_STEP = Step("lost", StepKind.READBACK, LOST, 60, fixed=True)
_PROGRAMME = Programme(
    event=LOST,
    heading="Themes",
    rule=AttributionRule.COUNTRY,
    morning=Phase(PhaseName.MORNING, "Morning", (_STEP,)),
    afternoon=Phase(PhaseName.AFTERNOON, "Afternoon", (_STEP,)),
    themes=(Theme("lost", LOST, "", (LOST,)),),
)
"""Replaces a programme that was lost with its session's own line."""
