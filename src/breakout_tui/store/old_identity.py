"""Sessions of earlier versions, whose records had no stamps and whose ids were made of serials: stamps and ids for them.

Two laptops may have gone on from copies of one file. So all of it is a function of the rows: untouched copies become the same,
records from before the copy get the same ids, and different statements under one serial get different ones. No id is made of
words, because those may have to be erased.

What is already stamped is left alone, so this is also for single rows that were read from a damaged file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from breakout_tui.domain.identity import derived_id, is_new_form
from breakout_tui.domain.versions import OLD_WRITER
from breakout_tui.store import schema
from breakout_tui.store.instants import instant_of
from breakout_tui.store.references import references_of
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns
from breakout_tui.store.table_shape import TableShape

_DIGITS = 12
STAMPED = tuple(table for table in schema.ALL_TABLES if table.is_stamped and table.since <= 4)
"""The tables of records."""

_REVISION = """
SELECT coalesce((SELECT revision FROM ownership WHERE session_id = ?1), 0)
    + coalesce((SELECT max(number) FROM deed WHERE session_id = ?1), 0)
"""


def stamp_unstamped(connection: SqlConnection) -> None:
    """Give ids and stamps to all records without one, inside the caller's transaction."""
    for (session_id,) in connection.execute("SELECT id FROM session ORDER BY id").fetchall():
        if any(_has_unstamped(connection, table, session_id) for table in _stamped(connection)):
            tallies = _tally_ids(connection, session_id, _note_ids(connection, session_id))
            _rename_spans(connection, session_id)
            _rename_steps(connection, session_id, tallies)
            _stamp(connection, session_id)


def _has_unstamped(connection: SqlConnection, table: TableShape, session_id: str) -> bool:
    where = f"{table.session_column} = ? AND writer = ''"
    found = connection.execute(f"SELECT 1 FROM {table.name} WHERE {where} LIMIT 1", (session_id,))
    return found.fetchone() is not None


def _note_ids(connection: SqlConnection, session_id: str) -> dict[str, str]:
    """Rename the notes; gives the id of the note for each reference that one has or had."""
    select = (
        "SELECT serial, id, captured_at, kind, number, aliases FROM note WHERE session_id = ? ORDER BY serial"
    )
    found: dict[str, str] = {}
    for serial, old, captured_at, kind, number, aliases in connection.execute(
        select, (session_id,)
    ).fetchall():
        new = new_note_id(session_id, serial, old, captured_at)
        if new != old:
            connection.execute(
                "UPDATE note SET id = ? WHERE session_id = ? AND serial = ?", (new, session_id, serial)
            )
        for reference in references_of(kind, number, aliases):
            found.setdefault(reference, new)
    return found


def new_note_id(session_id: str, serial: Any, old: Any, captured_at: Any) -> str:
    """The id of a note; one made of its serial becomes one of today."""
    if is_new_form(str(old)):
        return str(old)
    return _derived(captured_at, serial, session_id, "note", str(serial))


def _tally_ids(connection: SqlConnection, session_id: str, notes: Mapping[str, str]) -> dict[str, str]:
    """Rename the tallies of notes, the first one of each note; by old id, the new one."""
    select = "SELECT id, subject FROM tally WHERE session_id = ? AND writer = '' ORDER BY length(id), id"
    taken = {row[0] for row in connection.execute("SELECT id FROM tally WHERE session_id = ?", (session_id,))}
    renamed: dict[str, str] = {}
    for old, subject in connection.execute(select, (session_id,)).fetchall():
        new = f"{session_id}:tally:{notes.get(subject)}"
        if subject in notes and new not in taken:
            connection.execute("UPDATE tally SET id = ? WHERE id = ?", (new, old))
            renamed[old] = new
            taken.add(new)
    return renamed


def _rename_spans(connection: SqlConnection, session_id: str) -> None:
    select = "SELECT id, started_at FROM span WHERE session_id = ? AND writer = ''"
    for old, started_at in connection.execute(select, (session_id,)).fetchall():
        if not is_new_form(old):
            number = old.rpartition(":")[2]
            place = int(number) if number.isdecimal() else 0
            new = _derived(started_at, place, session_id, "span", old)
            connection.execute("UPDATE span SET id = ? WHERE id = ?", (new, old))


def _rename_steps(connection: SqlConnection, session_id: str, tallies: Mapping[str, str]) -> None:
    """Rename the undo steps, and the records in them."""
    select = "SELECT number, id, at, changes FROM deed WHERE session_id = ? AND writer = ''"
    for number, old, at, changes in connection.execute(select, (session_id,)).fetchall():
        new = old if is_new_form(old) else _derived(at, number, session_id, "step", str(number))
        connection.execute(
            "UPDATE deed SET id = ?, changes = ? WHERE session_id = ? AND number = ?",
            (new, _renamed(changes, session_id, tallies), session_id, number),
        )


def _renamed(cell: str, session_id: str, tallies: Mapping[str, str]) -> str:
    try:
        changes = json.loads(cell)
        for record in _records(changes):
            if record.get("is") == "Note":
                record["id"] = new_note_id(session_id, record["serial"], record["id"], record["captured_at"])
            elif record.get("is") == "Tally":
                record["id"] = tallies.get(record["id"], record["id"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return cell
    return json.dumps(changes, ensure_ascii=False, separators=(",", ":"))


def _records(changes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for change in changes:
        yield from (record for record in change.values() if record is not None)


def _derived(at: Any, number: Any, *parts: str) -> str:
    try:
        moment = instant_of(at)
    except (ValueError, TypeError):
        moment = datetime.fromtimestamp(0, UTC)
    return derived_id(moment, int(number), *parts, str(at))


def _stamp(connection: SqlConnection, session_id: str) -> None:
    writer = f"{OLD_WRITER}{_digest(connection, session_id)}"
    counter = max(1, connection.execute(_REVISION, (session_id,)).fetchone()[0])
    for table in _stamped(connection):
        where = f"{table.session_column} = ? AND writer = ''"
        connection.execute(
            f"UPDATE {table.name} SET counter = ?, writer = ? WHERE {where}", (counter, writer, session_id)
        )
    connection.execute(
        "INSERT OR IGNORE INTO session_version (session_id, writer, counter, laptop) VALUES (?, ?, ?, '')",
        (session_id, writer, counter),
    )


def _stamped(connection: SqlConnection) -> Iterator[TableShape]:
    """The tables of records that there are: a later migration may make one more."""
    return (table for table in STAMPED if stored_columns(connection, table))


def _digest(connection: SqlConnection, session_id: str) -> str:
    """Of all rows of the session, in the order of their keys."""
    digest = hashlib.sha256()
    for table in _stamped(connection):
        order = ", ".join(table.key)
        rows = f"SELECT * FROM {table.name} WHERE {table.session_column} = ? AND writer = '' ORDER BY {order}"
        for row in connection.execute(rows, (session_id,)):
            digest.update(repr(row).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:_DIGITS]
