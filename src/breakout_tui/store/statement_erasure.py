"""Erases what somebody said from everything that repeats it: wordings, locked lists, report-back, undo journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from breakout_tui.domain import codec
from breakout_tui.domain.erased_words import ERASED
from breakout_tui.store import schema
from breakout_tui.store.erased_siblings import (
    STATEMENTS,
    ErasedStatement,
    erase_siblings,
    records_in,
    sibling_texts,
    texts_of,
)
from breakout_tui.store.hub_schema import HUB_STATEMENT, ROOM_FLOOR
from breakout_tui.store.paper_drafts import erase_from_drafts
from breakout_tui.store.paper_erasure import erase_from_papers
from breakout_tui.store.references import references_of
from breakout_tui.store.repeats import Repeats
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns
from breakout_tui.store.table_shape import TableShape

_BY_RANKING = "ranking_id IN (SELECT id FROM ranking WHERE session_id = ?)"


def erase_note(connection: SqlConnection, session_id: str, serial: int) -> bool:
    """Erase a note inside the caller's transaction; False if the file doesn't have it."""
    note = _found(connection, session_id, serial)
    if note is None:
        return False
    _blank(connection, note)
    _erase_draft(connection, note)
    _erase_issues(connection, note)
    for table in schema.ALL_TABLES:
        _erase_quotes(connection, table, note)
    _erase_undo_steps(connection, note)
    erase_siblings(connection, note)
    erase_from_papers(connection, note.id, note.repeats)
    erase_from_drafts(connection, note.id, note.repeats)
    _erase_repeats(connection, note)
    _erase_sent(connection, note)
    return True


def is_erased(connection: SqlConnection, session_id: str, serial: int) -> bool:
    """Whether the note was erased before: to erase it again is no other erasure, and is not counted."""
    select = "SELECT text FROM note WHERE session_id = ? AND serial = ?"
    return bool(connection.execute(select, (session_id, serial)).fetchone() == (ERASED,))


def _erase_repeats(connection: SqlConnection, note: ErasedStatement) -> None:
    """Later rounds no longer say that they heard the note again."""
    has_ids = any(column.name == "note_id" for column in stored_columns(connection, schema.HEARD_AGAIN))
    select = f"SELECT id, reference, {'note_id' if has_ids else repr('')} FROM echo WHERE earlier_id = ?"
    for heard_id, reference, note_id in connection.execute(select, (note.session_id,)).fetchall():
        if note.is_heard_in({"reference": reference, "note_id": note_id}):
            connection.execute("UPDATE echo SET deleted = true WHERE id = ?", (heard_id,))


def _erase_sent(connection: SqlConnection, note: ErasedStatement) -> None:
    """What a phone sent, and the note was made of, whatever its words; it does not wait a second time."""
    if stored_columns(connection, ROOM_FLOOR):
        connection.execute("DELETE FROM room_floor WHERE id = ?", (note.id,))
    if stored_columns(connection, HUB_STATEMENT):
        connection.execute("UPDATE hub_statement SET text = '', attribution = '' WHERE id = ?", (note.id,))


def _found(connection: SqlConnection, session_id: str, serial: int) -> ErasedStatement | None:
    key = (session_id, serial)
    stored = {column.name for column in stored_columns(connection, schema.NOTE)}
    stated = ", ".join(name for name in STATEMENTS if name in stored)
    row = connection.execute(
        f"SELECT id, kind, number, aliases, {stated} FROM note WHERE session_id = ? AND serial = ?", key
    ).fetchone()
    if row is None:
        return None
    note_id, kind, number, aliases, *texts = row
    wordings = connection.execute(
        "SELECT text FROM note_wording WHERE session_id = ? AND serial = ?", key
    ).fetchall()
    note = ErasedStatement(session_id, serial, note_id, references_of(kind, number, aliases))
    others = sibling_texts(connection, session_id, note_id)
    said = [*texts, *(wording for (wording,) in wordings), *others, *_undone_texts(connection, note)]
    note.repeats = Repeats(filter(None, said))
    return note


def _undone_texts(connection: SqlConnection, note: ErasedStatement) -> Iterator[str]:
    """What the note says in undo steps: also words that were taken back."""
    for (cell,) in connection.execute("SELECT changes FROM deed WHERE session_id = ?", (note.session_id,)):
        changes = _loaded(cell, [])
        for record in records_in(changes) if isinstance(changes, list) else ():
            if record.get("is") == "Note" and record.get("serial") == note.serial:
                yield from texts_of(record)


def _blank(connection: SqlConnection, note: ErasedStatement) -> None:
    """Blank the note itself; notes that were merged into it are notes of their own again."""
    columns = stored_columns(connection, schema.NOTE)
    blanked = [each.name for each in columns if each.holds in ("words", "name") and each.name != "text"]
    blanks = ", ".join(f"{name} = ''" for name in blanked)
    connection.execute(
        f"UPDATE note SET text = ?, {blanks}, deleted = true WHERE session_id = ? AND serial = ?",
        (ERASED, *note.key),
    )
    connection.execute("DELETE FROM note_wording WHERE session_id = ? AND serial = ?", note.key)
    connection.execute("DELETE FROM note_link WHERE session_id = ? AND serial = ?", note.key)
    connection.execute(
        "UPDATE note SET merged_into = NULL WHERE session_id = ? AND merged_into = ?", note.key
    )


def _erase_draft(connection: SqlConnection, note: ErasedStatement) -> None:
    """The text that waits behind an edit is a draft of its own: it goes only if it repeats the statement."""
    is_kept_stored = "kept" in {column.name for column in stored_columns(connection, schema.DRAFT)}
    kept = "kept" if is_kept_stored else "''"
    select = f"SELECT text, editing, {kept} FROM draft WHERE session_id = ?"
    draft = connection.execute(select, (note.session_id,)).fetchone()
    if draft is None:
        return
    text, editing, kept = draft
    if kept and note.repeats.are_in(kept):
        kept = ""
        connection.execute("UPDATE draft SET kept = '' WHERE session_id = ?", (note.session_id,))
    if editing != note.serial and not note.repeats.are_in(text):
        return
    if kept:
        move = "UPDATE draft SET text = kept, editing = NULL, kept = '' WHERE session_id = ?"
        connection.execute(move, (note.session_id,))
    else:
        connection.execute("DELETE FROM draft WHERE session_id = ?", (note.session_id,))


def _erase_issues(connection: SqlConnection, note: ErasedStatement) -> None:
    """The issues that were made of the note, whatever their title says now."""
    for reference in note.references:
        connection.execute(
            f"UPDATE priority_issue SET title = ? WHERE subject = ? AND {_BY_RANKING}",
            (ERASED, reference, note.session_id),
        )


def _erase_quotes(connection: SqlConnection, table: TableShape, note: ErasedStatement) -> None:
    """The texts of a table that repeat the note."""
    quotes = [column for column in stored_columns(connection, table) if column.holds == "quote"]
    if not quotes:
        return
    is_of_session = any(column.name == "session_id" for column in table.columns)
    selected = ", ".join([*table.key, *(column.name for column in quotes)])
    rows = connection.execute(
        f"SELECT {selected} FROM {table.name} WHERE {'session_id = ?' if is_of_session else _BY_RANKING}",
        (note.session_id,),
    ).fetchall()
    for row in rows:
        key, cells = row[: len(table.key)], row[len(table.key) :]
        for column, cell in zip(quotes, cells, strict=True):
            erased = _erased_cell(cell, note.repeats, is_json=column.is_json)
            if erased != cell:
                where = " AND ".join(f"{name} = ?" for name in table.key)
                connection.execute(f"UPDATE {table.name} SET {column.name} = ? WHERE {where}", (erased, *key))


def _erased_cell(cell: str | None, repeats: Repeats, *, is_json: bool) -> str | None:
    if not cell:
        return cell
    if not is_json:
        return ERASED if repeats.are_in(cell) else cell
    plain = _loaded(cell, [])
    return codec.as_text(repeats.erased_from(plain))


def _erase_undo_steps(connection: SqlConnection, note: ErasedStatement) -> None:
    """An undo step that holds the statement loses its words, and can't be undone or redone any more."""
    steps = connection.execute(
        "SELECT number, words, changes FROM deed WHERE session_id = ?", (note.session_id,)
    ).fetchall()
    for number, words, cell in steps:
        if note.step_is_about(words, _loaded(cell, None)):
            connection.execute(
                "UPDATE deed SET words = ?, changes = '[]', undone = true, superseded = true"
                " WHERE session_id = ? AND number = ?",
                (ERASED, note.session_id, number),
            )


def _loaded(cell: str, otherwise: Any) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return otherwise
