"""Rows saved from a damaged file, made into whole sessions: what is lost gets a place that says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE, Note, note_id
from breakout_tui.domain.programme import AttributionRule, Phase, PhaseName, Programme, Step, StepKind, Theme
from breakout_tui.domain.records import Anchor, SessionInfo
from breakout_tui.store import codec, table_mappings
from breakout_tui.store.carving import Cell, Row
from breakout_tui.store.table_mappings import TableMapping

Tables = dict[str, dict[tuple[Cell, ...], Row]]
"""Rows by table and key."""

LOST = "lost in a damaged file"

_MOST_GAPS = 100_000
"""A serial further away than this from how many there are is itself damage."""
_MOST_MENTIONED = 1000
"""The same for a note of which nothing but a link or an earlier wording is left."""
_BOX_ID = re.compile(r":(morning|afternoon):(\d{1,6})$")
_KEPT_OR_NOT: tuple[TableMapping[Any], ...] = (
    table_mappings.RUN,
    table_mappings.BOX,
    table_mappings.SPAN,
    table_mappings.TALLY,
    table_mappings.RANKING,
    table_mappings.REPORT_BACK,
    table_mappings.HEARD_AGAIN,
    table_mappings.UNDO_STEP,
    table_mappings.DRAFT,
    *table_mappings.PARTS,
)
"""What is of no use with a part that can't be read; notes and sessions are patched instead."""


@dataclass(slots=True)
class Mended:
    """What came out: ``saved`` of ``known`` notes, and which sessions lost their own line."""

    saved: int = 0
    known: int = 0
    nameless: int = 0


def mend(tables: Tables, now: datetime) -> Mended:
    """Make the rows consistent, in place."""
    done = Mended()
    for mapping in _KEPT_OR_NOT:
        _keep_readable(tables, mapping)
    sessions = {str(row["id"]) for row in tables["session"].values()}
    sessions |= {str(row["session_id"]) for row in tables["note"].values()}
    for table, rows in tables.items():
        if any("session_id" in row for row in rows.values()):
            _keep(tables, table, lambda row: row["session_id"] in sessions)
    for session_id in sorted(sessions):
        _mend_head(tables, session_id, now, done)
        _mend_notes(tables, session_id, now, done)
    _mend_boxes(tables)
    rankings = {row["id"] for row in tables["ranking"].values()}
    for part in (table_mappings.ISSUE, table_mappings.UNLOCKING):
        _keep(tables, part.table, lambda row: row["ranking_id"] in rankings)
    # No window holds a session of the new file.
    tables["ownership"].clear()
    tables["migration"].clear()
    return done


def _keep(tables: Tables, table: str, is_kept: Any) -> None:
    tables[table] = {key: row for key, row in tables[table].items() if is_kept(row)}


def _keep_readable(tables: Tables, mapping: TableMapping[Any]) -> None:
    _keep(tables, mapping.table, lambda row: all(mapping.is_readable(c, row.get(c)) for c in mapping.columns))


def _patched(mapping: TableMapping[Any], row: Row, fallback: Row) -> Row:
    """The row, with the fallback's cell wherever its own can't be read."""
    return {
        column: row[column]
        if column in row and mapping.is_readable(column, row[column])
        else fallback[column]
        for column in mapping.columns
    }


def _row(mapping: TableMapping[Any], record: object) -> Row:
    return dict(zip(mapping.columns, mapping.cells(record), strict=True))


def _mend_head(tables: Tables, session_id: str, now: datetime, done: Mended) -> None:
    key = (session_id,)
    placeholder = _row(
        table_mappings.SESSION_INFO, SessionInfo(session_id, _PROGRAMME, now, Anchor("", 0.0), room=LOST)
    )
    row = tables["session"].get(key)
    if row is None:
        done.nameless += 1
        tables["session"][key] = placeholder
        return
    tables["session"][key] = _patched(table_mappings.SESSION_INFO, row, placeholder)


def _mend_notes(tables: Tables, session_id: str, now: datetime, done: Mended) -> None:
    rows: dict[int, Row] = {
        row["serial"]: row
        for row in tables["note"].values()
        if row["session_id"] == session_id and isinstance(row["serial"], int)
    }
    for note in _in_deeds(tables, session_id):
        rows.setdefault(note.serial, _row(table_mappings.NOTE, note))
    mentioned = [
        value
        for table, columns in (("note_link", ("serial", "target")), ("note_wording", ("serial",)))
        for row in tables[table].values()
        if row["session_id"] == session_id
        for value in (row[column] for column in columns)
        if isinstance(value, int)
    ]
    rows = {serial: row for serial, row in rows.items() if serial in range(len(rows) + _MOST_GAPS)}
    likely = range(max(rows, default=-1) + 1 + _MOST_MENTIONED)
    total = max((serial for serial in (*rows, *mentioned) if serial in likely), default=-1) + 1
    done.saved += len(rows)
    done.known += total

    lost = _lost_references(rows.values(), total)
    for serial in range(total):
        kind, number = (Kind.PARKED, serial + 1) if serial in rows else next(lost)
        # The number has to be free as well where only the kind of a row can't be read.
        empty = Note(
            note_id(session_id, serial),
            session_id,
            serial,
            kind,
            number,
            LOST,
            None,
            now,
            deleted=serial not in rows,
        )
        row = _patched(table_mappings.NOTE, rows.get(serial, {}), _row(table_mappings.NOTE, empty))
        row["id"] = empty.id
        target = row["merged_into"]
        if target is not None and target not in range(total):
            row["merged_into"] = None
        rows[serial] = row
    _break_circles(rows)
    _keep(tables, "note", lambda row: row["session_id"] != session_id)
    tables["note"].update({(session_id, serial): row for serial, row in rows.items()})
    for table, columns in (("note_link", ("serial", "target")), ("note_wording", ("serial",))):
        _keep(
            tables,
            table,
            lambda row, columns=columns: (
                row["session_id"] != session_id or all(row[column] in rows for column in columns)
            ),
        )


def _in_deeds(tables: Tables, session_id: str) -> Iterator[Note]:
    """Notes as the journal of undo still has them, the latest first; they are of its session, whatever they say."""
    undo_steps = [row for row in tables["deed"].values() if row["session_id"] == session_id]
    for row in sorted(undo_steps, key=lambda row: int(row["number"] or 0), reverse=True):
        try:
            changes = json.loads(str(row["changes"]))
        except ValueError:
            continue
        for change in reversed(changes):
            plain = change.get("before") if row["undone"] else change.get("after")
            if not isinstance(plain, dict) or plain.get("is") != "Note":
                continue
            note = codec.decoder(Note)({name: value for name, value in plain.items() if name != "is"})
            yield replace(note, session_id=session_id, links=(), wordings=())


def _lost_references(rows: Iterable[Row], total: int) -> Iterator[tuple[Kind, int]]:
    """The references that no saved note bears or bore: those of the lost ones, as far as can be told."""
    given: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for row in rows:
        try:
            kind, number = Kind(row["kind"]), int(row["number"] or 0)
            aliases = json.loads(str(row["aliases"]))
        except (ValueError, TypeError):
            continue
        given[kind].add(number)
        for match in (REFERENCE.fullmatch(str(alias)) for alias in aliases):
            if match is not None:
                given[Kind.of_letter(match[1])].add(int(match[2]))
    for kind, numbers in given.items():
        yield from ((kind, n) for n in range(1, min(max(numbers, default=0), total)) if n not in numbers)
    number = max(given[Kind.PARKED], default=0)
    while True:
        number += 1
        yield Kind.PARKED, number


def _break_circles(rows: Mapping[int, Row]) -> None:
    """A note that stands, over merges, for itself would never be found."""
    for serial, row in rows.items():
        seen, at = {serial}, row["merged_into"]
        while isinstance(at, int):
            if at in seen:
                row["merged_into"] = None
                break
            seen.add(at)
            at = rows[at]["merged_into"]


def _mend_boxes(tables: Tables) -> None:
    """Boxes that notes and spans point to get a place; what can't be placed is in no box."""
    known = {row["id"] for row in tables["box"].values()}
    for row in (*tables["note"].values(), *tables["span"].values()):
        box_id = row["box_id"]
        if box_id is None or box_id in known:
            continue
        match = _BOX_ID.search(str(box_id))
        if match is None:
            row["box_id"] = None
            continue
        box = Box(
            id=str(box_id),
            session_id=str(row["session_id"]),
            phase=PhaseName(match[1]),
            position=int(match[2]) * 10,
            step="lost",
            step_title=LOST,
            kind=StepKind.READBACK,
            title=LOST,
            planned=60,
            minimum=60,
            fixed=True,
            allotted=60,
        )
        known.add(box_id)
        tables["box"][(box_id,)] = _row(table_mappings.BOX, box)


_STEP = Step("lost", StepKind.READBACK, LOST, 60, fixed=True)
_PROGRAMME = Programme(
    event=LOST,
    heading="Themes",
    rule=AttributionRule.COUNTRY,
    morning=Phase(PhaseName.MORNING, "Morning", (_STEP,)),
    afternoon=Phase(PhaseName.AFTERNOON, "Afternoon", (_STEP,)),
    themes=(Theme("lost", LOST, "", (LOST,)),),
)
"""In place of a programme that was lost with its session's own line."""
