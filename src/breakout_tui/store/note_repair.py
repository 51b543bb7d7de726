"""Repairs the notes of one session: takes lost ones from the undo journal, or puts a placeholder at their serial."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from breakout_tui.domain import codec
from breakout_tui.domain.erased_words import LOST
from breakout_tui.domain.identity import lost_id
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.store import table_mappings
from breakout_tui.store.carving import SavedRow
from breakout_tui.store.saved_rows import SavedRows, patched, row_of

_MOST_GAPS = 100_000
"""A serial that is larger than the number of notes by more than this is itself damaged."""
_MOST_MENTIONED = 1000
"""The same for a note of which only a link or an earlier wording is left."""
_MENTIONS = {"note_link": ("serial", "target"), "note_wording": ("serial",)}
"""The columns that name a note, by table."""


class NoteRepair:
    """The notes of one session. After ``repair``, ``saved`` of ``known`` notes are there, the others are placeholders."""

    def __init__(self, rows: SavedRows, session_id: str, now: datetime) -> None:
        self.saved = 0
        self.known = 0
        self._rows = rows
        self._session_id = session_id
        self._now = now

    def repair(self) -> None:
        """Give every serial a readable note, in place."""
        notes = self._saved_notes()
        self.saved, self.known = len(notes), self._count(notes)
        lost = _lost_references(notes.values(), self.known)
        repaired: dict[int, SavedRow] = {}
        for serial in range(self.known):
            kind, number = (Kind.PARKED, serial + 1) if serial in notes else next(lost)
            repaired[serial] = self._repaired(notes.get(serial), serial, kind, number)
        _break_circles(repaired)
        self._rows.keep("note", lambda row: row["session_id"] != self._session_id)
        self._rows.tables["note"].update(
            {(self._session_id, serial): row for serial, row in repaired.items()}
        )
        for table, columns in _MENTIONS.items():
            self._keep_mentions(table, columns, repaired)

    def _keep_mentions(self, table: str, columns: Sequence[str], notes: Mapping[int, SavedRow]) -> None:
        """Drop the rows of the session that name a note which was never there."""

        def names_notes(row: SavedRow) -> bool:
            return row["session_id"] != self._session_id or all(row[column] in notes for column in columns)

        self._rows.keep(table, names_notes)

    def _saved_notes(self) -> dict[int, SavedRow]:
        """By serial: the rows of the table, and the notes that only the undo journal still has."""
        notes = {
            row["serial"]: row
            for row in self._rows.of_session("note", self._session_id)
            if isinstance(row["serial"], int)
        }
        for note in self._in_undo_steps():
            notes.setdefault(note.serial, row_of(table_mappings.NOTE, note))
        believed = range(len(notes) + _MOST_GAPS)
        return {serial: row for serial, row in notes.items() if serial in believed}

    def _count(self, notes: Mapping[int, SavedRow]) -> int:
        """How many notes there were, as far as the rows say."""
        mentioned = [
            serial
            for table, columns in _MENTIONS.items()
            for row in self._rows.of_session(table, self._session_id)
            for serial in (row[column] for column in columns)
            if isinstance(serial, int)
        ]
        believed = range(max(notes, default=-1) + 1 + _MOST_MENTIONED)
        return max((serial for serial in (*notes, *mentioned) if serial in believed), default=-1) + 1

    def _repaired(self, row: SavedRow | None, serial: int, kind: Kind, number: int) -> SavedRow:
        """The note with each cell readable. The number is also free where only the kind can't be read."""
        placeholder = Note(
            lost_id(self._session_id, serial),
            self._session_id,
            serial,
            kind,
            number,
            LOST,
            None,
            self._now,
            deleted=row is None,
        )
        repaired = patched(table_mappings.NOTE, row or {}, row_of(table_mappings.NOTE, placeholder))
        if repaired["merged_into"] is not None and repaired["merged_into"] not in range(self.known):
            repaired["merged_into"] = None
        return repaired

    def _in_undo_steps(self) -> Iterator[Note]:
        """Notes in the undo journal, the latest first; they belong to this session, whatever they say."""
        steps = self._rows.of_session("deed", self._session_id)
        for step in sorted(steps, key=lambda row: int(row["number"] or 0), reverse=True):
            try:
                changes = json.loads(str(step["changes"]))
            except ValueError:
                continue
            for change in reversed(changes):
                plain = change.get("before") if step["undone"] else change.get("after")
                if isinstance(plain, dict) and plain.get("is") == "Note":
                    fields = {name: value for name, value in plain.items() if name != "is"}
                    note: Note = codec.decoder(Note)(fields)
                    yield replace(note, session_id=self._session_id, links=(), wordings=())


def _lost_references(rows: Iterable[SavedRow], count: int) -> Iterator[tuple[Kind, int]]:
    """The references that no saved note has or had: first those of lost notes, as far as the gaps tell."""
    given = _given_numbers(rows)
    for kind, numbers in given.items():
        last = min(max(numbers, default=0), count)
        yield from ((kind, number) for number in range(1, last) if number not in numbers)
    number = max(given[Kind.PARKED], default=0)
    while True:
        number += 1
        yield Kind.PARKED, number


def _given_numbers(rows: Iterable[SavedRow]) -> dict[Kind, set[int]]:
    """The numbers that saved notes have or had, by kind."""
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
    return given


def _break_circles(rows: Mapping[int, SavedRow]) -> None:
    """Notes that are merged into each other in a circle would never be found."""
    for serial, row in rows.items():
        seen, target = {serial}, row["merged_into"]
        while isinstance(target, int):
            if target in seen:
                row["merged_into"] = None
                break
            seen.add(target)
            target = rows[target]["merged_into"]
