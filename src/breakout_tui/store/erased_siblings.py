"""Erases a statement from the versions that other laptops made at the same time: each is a record as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from breakout_tui.domain import codec
from breakout_tui.domain.agenda import Box
from breakout_tui.domain.erased_words import ERASED
from breakout_tui.domain.notes import Note
from breakout_tui.domain.ranking_records import Ranking
from breakout_tui.domain.records import HeardAgain, ReportBack, UndoStep
from breakout_tui.store import schema
from breakout_tui.store.repeats import Repeats
from breakout_tui.store.sql_connection import SqlConnection
from breakout_tui.store.stored_columns import stored_columns

Plain = dict[str, Any]
"""A record as JSON."""

STATEMENTS = ("text", "minority", "evidence", "reason")
"""The fields of a note that say more than a name or a date: what repeats one of them is erased too."""

_NOTE = codec.stored_name(Note)
_RANKING = codec.stored_name(Ranking)
_STEP = codec.stored_name(UndoStep)
_HEARD_AGAIN = codec.stored_name(HeardAgain)
_QUOTING = (_RANKING, codec.stored_name(ReportBack), codec.stored_name(Box))
_BLANKED = frozenset(
    column.field for column in schema.NOTE.columns if column.holds in ("words", "name")
) | frozenset(["wordings", "links"])


class ErasedStatement:
    """A note to erase: where it is, the references it had, and all its words, in whatever version."""

    def __init__(self, session_id: str, serial: int, note_id: str, references: set[str]) -> None:
        self.session_id = session_id
        self.serial = serial
        self.id = note_id
        self.references = references
        self.repeats = Repeats(())

    @property
    def key(self) -> tuple[str, int]:
        """Its primary key."""
        return self.session_id, self.serial

    def is_heard_in(self, heard: Plain) -> bool:
        """Whether a later round's record of an output of the session is about the statement."""
        named = heard.get("note_id")
        return named == self.id if named else heard.get("reference") in self.references

    def holds(self, record: Plain) -> bool:
        """Whether a record in an undo step is about the statement, or repeats it."""
        match record.get("is"):
            case "Note":
                return self.serial in (record.get("serial"), record.get("merged_into"))
            case "Ranking" if any(
                each.get("subject") in self.references for each in record.get("issues", [])
            ):
                return True
            case "Ranking" | "ReportBack":
                return bool(self.repeats.erased_from(record) != record)
            case _:
                return False

    def step_is_about(self, words: str, changes: Any) -> bool:
        """Whether an undo step holds the statement; one that can't be read is taken to."""
        if not isinstance(changes, list) or self.repeats.are_in(words):
            return True
        return any(self.holds(record) for record in records_in(changes))

    def erased_from(self, kind: str, record: Plain) -> Plain:
        """A record of that stored name without the statement; the same if it has none of it."""
        if kind == _NOTE:
            return self._erased_note(record)
        if kind == _STEP and self.step_is_about(record.get("words", ""), record.get("changes")):
            return record | {"words": ERASED, "changes": [], "undone": True, "superseded": True}
        if kind == _RANKING:
            issues = [
                issue | {"title": ERASED} if issue.get("subject") in self.references else issue
                for issue in record.get("issues", ())
            ]
            record = record | ({"issues": issues} if issues else {})
        return self.repeats.erased_from(record) if kind in _QUOTING else record

    def _erased_note(self, record: Plain) -> Plain:
        if record.get("id") == self.id:
            kept = {name: value for name, value in record.items() if name not in _BLANKED}
            return kept | {"text": ERASED, "deleted": True}
        if record.get("merged_into") == self.serial:
            return {name: value for name, value in record.items() if name != "merged_into"}
        return record


def erase_siblings(connection: SqlConnection, note: ErasedStatement) -> None:
    """Erase the statement from the siblings of the records of its session, and of the repeats in other ones."""
    for key, kind, record in _siblings(connection):
        is_here = key["session_id"] == note.session_id
        erased = note.erased_from(kind, record) if is_here else record
        if kind == _HEARD_AGAIN and record.get("earlier_id") == note.session_id:
            erased = erased | ({"deleted": True} if note.is_heard_in(record) else {})
        if erased != record:
            where = " AND ".join(f"{name} = ?" for name in key)
            values = (codec.as_text(erased), *key.values())
            connection.execute(f"UPDATE other_version SET state = ? WHERE {where}", values)


def sibling_texts(connection: SqlConnection, session_id: str, note_id: str) -> Iterator[str]:
    """Everything that the siblings of a note say, also earlier."""
    for key, kind, record in _siblings(connection):
        if (key["session_id"], kind, record.get("id")) == (session_id, _NOTE, note_id):
            yield from texts_of(record)


def texts_of(note: Plain) -> Iterator[str]:
    """Everything that a note says, also earlier."""
    yield from (text for name in STATEMENTS if (text := note.get(name)) and isinstance(text, str))
    wordings = note.get("wordings")
    for wording in wordings if isinstance(wordings, list) else ():
        if isinstance(wording, dict) and isinstance(wording.get("text"), str):
            yield wording["text"]


def records_in(changes: Iterable[Any]) -> Iterator[Plain]:
    """The records of an undo step, before and after."""
    for change in changes:
        if isinstance(change, dict):
            yield from (record for record in change.values() if isinstance(record, dict))


def _siblings(connection: SqlConnection) -> Iterator[tuple[dict[str, Any], str, Plain]]:
    """The key of each, the stored name of its type, and the record; without those that can't be read."""
    if not stored_columns(connection, schema.OTHER_VERSION):
        return
    names = schema.OTHER_VERSION.key
    for *key, state in connection.execute(f"SELECT {', '.join(names)}, state FROM other_version").fetchall():
        try:
            record = json.loads(state)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            found = dict(zip(names, key, strict=True))
            yield found, found["kind"], record
