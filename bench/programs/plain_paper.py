"""Reads the rows of a conference with sqlite3 and writes the lines of its paper plainly: the minimum cost of a paper.

These are the half a million lines that the program writes for the replayed conference of ``papers.py``: the key conclusions, each
statement of the theme with what was agreed on it and what it is built on, the next steps, the evidence, and a note for each mention of a
statement. All rows and columns of which the paper tells are read. Nothing is cleaned, escaped, sorted by an editor, joined or left out,
and it works for that conference only.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_KINDS = {
    "challenge": "Challenges",
    "principle": "Principles",
    "approach": "Approaches",
    "recommendation": "Recommendations",
    "decision": "Decisions",
}


class _Note(NamedTuple):
    """The columns that a paper tells of, and those that say which statement it is."""

    session_id: str
    serial: int
    kind: str
    number: int
    text: str
    attribution: str
    agreement: str | None
    minority: str
    dissent: str
    practised_in: str
    evidence: str
    addressee: str
    actor: str
    due: str
    reason: str
    captured_at: str
    deleted: int
    merged_into: int | None


class PlainPaper:
    """The rows of one conference."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read all rows."""
        rooms = connection.execute("SELECT id, room, round FROM session").fetchall()
        rooms.sort(key=lambda row: int(row[1].split()[-1]))
        self._places = {session: f"{room}·{number}" for session, room, number in rooms}
        self._notes: dict[str, dict[int, _Note]] = {session: {} for session in self._places}
        columns = ", ".join(_Note._fields)
        for note in map(
            _Note._make, connection.execute(f"SELECT {columns} FROM note ORDER BY session_id, serial")
        ):
            self._notes[note.session_id][note.serial] = note
        self._links: dict[tuple[str, int], list[int]] = defaultdict(list)
        links = "SELECT session_id, serial, target FROM note_link ORDER BY session_id, serial, position"
        for session, serial, target in connection.execute(links):
            self._links[session, serial].append(target)
        self._footnotes: list[str] = []

    def lines(self) -> Iterator[str]:
        """All lines of the paper."""
        by_kind: dict[str, list[_Note]] = {kind: [] for kind in _KINDS}
        for notes in self._notes.values():
            for note in notes.values():
                by_kind[note.kind].append(note)
        yield "## Key conclusions\n"
        for note in by_kind["recommendation"]:
            yield f"- {note.text}{self._mark(note)}"
            yield f"  - {'; '.join(_agreed(note))}"
        yield "\n## Theme"
        for kind, heading in _KINDS.items():
            yield f"\n### {heading}\n"
            for note in by_kind[kind]:
                yield from self._in_full(note)
        yield "\n## Next steps\n"
        for note in by_kind["recommendation"]:
            yield f"| {note.text} | {note.actor} | {note.due} | {note.due} | {self._reference(note)} |"
        yield "\n## Annex: evidence\n"
        for note in by_kind["decision"]:
            chain = [note, *self._carried(note)]
            yield f"| {' | '.join(self._reference(each) for each in reversed(chain))} |"
        yield from self._footnotes

    def _in_full(self, note: _Note) -> Iterator[str]:
        if note.kind == "approach":
            yield f"| {note.text}{self._mark(note)} | {note.practised_in} | {note.evidence} |"
            return
        yield f"- {note.text}{self._mark(note)}"
        if note.kind in ("recommendation", "decision"):
            for told in _agreed(note):
                yield f"  - {told}"
            yield f"  - Built on {', '.join(map(self._reference, self._carried(note)))}"

    def _reference(self, note: _Note) -> str:
        return f"{self._places[note.session_id]}/{note.kind[0].upper()}{note.number}"

    def _mark(self, note: _Note) -> str:
        number = len(self._footnotes) + 1
        who = f", {note.attribution}" if note.attribution else ""
        self._footnotes.append(f"[^{number}]: {self._reference(note)}{who}\n")
        return f"[^{number}]"

    def _carried(self, note: _Note) -> list[_Note]:
        """What a statement answers, directly or not."""
        notes, found = self._notes[note.session_id], [note]
        for each in found:
            found += [notes[target] for target in self._links.get((each.session_id, each.serial), ())]
        return found[1:]


def _agreed(note: _Note) -> list[str]:
    told = (
        ("Level of agreement", note.agreement),
        ("For", note.addressee),
        ("Who acts", note.actor),
        ("By when", note.due),
        ("Reason", note.reason),
        ("Minority view", note.minority),
        ("Dissent", note.dissent),
    )
    return [f"{name}: {value}" for name, value in told if value]


def main(database: str, target: str) -> None:
    """Write the lines of the paper."""
    with closing(sqlite3.connect(database)) as connection:
        Path(target).write_text("\n".join(PlainPaper(connection).lines()), encoding="utf-8")


if __name__ == "__main__":
    gc.disable()  # as the program does
    main(*sys.argv[1:])
