"""Makes whole sessions of rows saved from a damaged file: what is lost is replaced by a placeholder that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.codec import text_decoder
from breakout_tui.domain.erased_words import LOST
from breakout_tui.domain.programme import AttributionRule, Phase, Programme, Question, Step, StepKind, Theme
from breakout_tui.domain.records import Anchor, SessionInfo
from breakout_tui.store import schema, table_mappings
from breakout_tui.store.carving import SavedRow
from breakout_tui.store.cells import Cell
from breakout_tui.store.note_repair import NoteRepair
from breakout_tui.store.old_phases import with_phases
from breakout_tui.store.ownership import Claim
from breakout_tui.store.saved_rows import SavedRows, patched, row_of
from breakout_tui.store.table_mappings import TableMapping

_BOX_ID = re.compile(r":([A-Za-z0-9_-]{1,60}):(\d{1,6})(?::\d{8}T\d{6})?$")
_OF_PHASES = {"phase_run": "name", "box": "phase", "span": "phase"}
"""The column with the id of a phase, by table."""
_DROPPED_IF_UNREADABLE: tuple[TableMapping[Any], ...] = (
    *(
        mapping
        for mapping in table_mappings.MAPPINGS.values()
        if mapping not in (table_mappings.SESSION_INFO, table_mappings.NOTE)
    ),
    table_mappings.DRAFT,
    *table_mappings.PARTS,
    table_mappings.RENUMBERED,
    table_mappings.ERASURE,
    *table_mappings.PAPERS,
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
        if table != "erasure":
            rows.keep(table, lambda row: row.get("session_id") in sessions or "session_id" not in row)
    for session_id in sorted(sessions):
        done.nameless += _repair_info(rows, session_id, now)
        notes = NoteRepair(rows, session_id, now)
        notes.repair()
        done.saved += notes.saved
        done.known += notes.known
    _add_lost_boxes(rows, _drop_unknown_phases(rows))
    rankings = {row["id"] for row in rows.of("ranking")}
    for part in (table_mappings.ISSUE, table_mappings.UNLOCKING):
        rows.keep(part.shape.name, lambda row: row["ranking_id"] in rankings)
    _disown(rows, sessions)
    # The new file is migrated when it is made.
    rows.clear("migration")
    return done


def _disown(rows: SavedRows, sessions: Iterable[str]) -> None:
    """No window holds a session of the new file, and what it has seen is unknown: a row may be an older one.

    Its next counter is higher than all that are there.
    """
    rows.clear("ownership")
    rows.clear("session_version")
    rows.clear("paper_writer")
    for session_id in sessions:
        counters = [
            row["counter"]
            for table in schema.ALL_TABLES
            if table.is_stamped or table is schema.OTHER_VERSION
            for row in rows.of(table.name)
            if row[table.session_column] == session_id
        ]
        highest = max((each for each in counters if isinstance(each, int)), default=0)
        if highest:
            claim = Claim(None, 0, "", "", "", "", highest, 0)
            cells = (session_id, *claim[:7], claim.writer)
            names = (column.name for column in schema.OWNERSHIP.columns)
            rows.tables["ownership"][(session_id,)] = dict(zip(names, cells, strict=True))


def _keep_readable(rows: SavedRows, mapping: TableMapping[Any]) -> None:
    def is_readable(row: SavedRow) -> bool:
        return all(mapping.is_readable(column, row.get(column)) for column in mapping.columns)

    rows.keep(mapping.shape.name, is_readable)


def _repair_info(rows: SavedRows, session_id: str, now: datetime) -> bool:
    """Give the session its own line; True if that was lost."""
    phases = _phases_of_rows(rows, session_id)
    info = SessionInfo(session_id, _lost_programme(phases), now, Anchor("", 0.0), room=LOST)
    placeholder = row_of(table_mappings.SESSION_INFO, info)
    row = rows.tables["session"].get((session_id,))
    if row is not None:
        row = with_phases(row)
    repaired = placeholder if row is None else patched(table_mappings.SESSION_INFO, row, placeholder)
    rows.tables["session"][(session_id,)] = repaired
    return row is None


def _phases_of_rows(rows: SavedRows, session_id: str) -> list[str]:
    """The ids of the phases that the rows of a session name, in the order of the file."""
    found = [
        str(row[column]) for table, column in _OF_PHASES.items() for row in rows.of_session(table, session_id)
    ]
    named = [match[1] for row in rows.of_session("note", session_id) if (match := _of_box(row))]
    return list(dict.fromkeys(filter(None, (*found, *named))))


def _of_box(row: SavedRow) -> re.Match[str] | None:
    return _BOX_ID.search(str(row["box_id"]))


def _drop_unknown_phases(rows: SavedRows) -> dict[str, set[str]]:
    """Drop the rows of phases that their session's programme doesn't have; its phases by session."""
    read = text_decoder(Programme)
    known = {
        str(row["id"]): {phase.id for phase in read(str(row["programme"])).phases}
        for row in rows.of("session")
    }
    for table, column in _OF_PHASES.items():
        rows.keep(table, partial(_is_of, known, column))
    return known


def _is_of(phases: Mapping[str, Collection[str]], column: str, row: SavedRow) -> bool:
    return row[column] in phases[str(row["session_id"])]


def _add_lost_boxes(rows: SavedRows, phases: Mapping[str, Collection[str]]) -> None:
    """Make a placeholder for each lost box that notes and spans point to; forget one whose phase is unknown."""
    known: set[Cell] = {row["id"] for row in rows.of("box")}
    for row in (*rows.of("note"), *rows.of("span")):
        box_id = row["box_id"]
        if box_id is None or box_id in known:
            continue
        match = _of_box(row)
        if match is None or match[1] not in phases[str(row["session_id"])]:
            row["box_id"] = None
            continue
        box = _lost_box(str(box_id), str(row["session_id"]), match[1], int(match[2]))
        known.add(box_id)
        rows.tables["box"][(box_id,)] = row_of(table_mappings.BOX, box)


def _lost_box(box_id: str, session_id: str, phase: str, number: int) -> Box:
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


def _lost_programme(phases: Sequence[str]) -> Programme:
    """Replaces a programme that was lost: a phase for each id, or one of no name."""
    return Programme(
        event=LOST,
        heading="Themes",
        rule=AttributionRule.COUNTRY,
        phases=tuple(Phase(phase, phase[:1].upper() + phase[1:], (_STEP,)) for phase in phases or ["lost"]),
        themes=(Theme("lost", LOST, "", (Question(LOST),)),),
    )
