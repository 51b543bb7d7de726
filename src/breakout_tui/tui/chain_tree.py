"""The chain as a tree to read: under each challenge what answers it, then what is loose. Pure; made once a look.

A statement that answers several is shown under each of them, in full under the first only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from breakout_tui.domain.notes import Kind, Note
from breakout_tui.domain.session import Session

ORDER: dict[Kind, int] = {
    Kind.CHALLENGE: 0,
    Kind.PRINCIPLE: 1,
    Kind.APPROACH: 2,
    Kind.RECOMMENDATION: 3,
}
"""The place of a kind in the chain; what is parked has none."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line: a heading (no note), or a note with the lines that lead to it."""

    note: Note | None
    lead: str = ""
    """The branches before it."""
    heading: str = ""
    parent: int | None = None
    """The row it answers."""
    child: int | None = None
    """The first row that answers it."""
    first: int | None = None
    """The row that shows it in full, where this one does not."""


def rows_of(session: Session) -> tuple[TreeRow, ...]:
    """All visible notes, each at least once: the challenges' trees, what hangs on no challenge, the parking lot."""
    growth = _Growth(session)
    challenges = list(session.book.of_kind(Kind.CHALLENGE))
    for note in challenges:
        growth.root(note)
    loose = [
        note
        for kind in (Kind.PRINCIPLE, Kind.APPROACH, Kind.RECOMMENDATION)
        for note in session.book.of_kind(kind)
        if not growth.above(note)
    ]
    growth.section("loose: answering nothing yet", loose)
    growth.section("parking lot", list(session.book.of_kind(Kind.PARKED)))
    return tuple(growth.rows)


class _Growth:
    """The rows so far, and which row shows a note in full."""

    def __init__(self, session: Session) -> None:
        self.rows: list[TreeRow] = []
        self._book = session.book
        self._full: dict[int, int] = {}

    def above(self, note: Note) -> list[Note]:
        """What a note answers: the notes it points to that come before it in the chain."""
        place = ORDER.get(note.kind, 0)
        return [other for other in self._book.targets(note) if ORDER.get(other.kind, place) < place]

    def section(self, heading: str, notes: Sequence[Note]) -> None:
        """A heading and trees under it; nothing where there are none."""
        if not notes:
            return
        if self.rows:
            self.rows.append(TreeRow(None))
        self.rows.append(TreeRow(None, heading=f"{heading} · {len(notes):,}"))
        for note in notes:
            self.root(note)

    def root(self, note: Note) -> None:
        """A note that hangs on nothing, and all that hangs on it."""
        self._grow(note, "", "", None)

    def _grow(self, note: Note, lead: str, below: str, parent: int | None) -> int:
        index = len(self.rows)
        if (first := self._full.get(note.serial)) is not None:
            self.rows.append(TreeRow(note, lead, parent=parent, first=first))
            return index
        self._full[note.serial] = index
        self.rows.append(TreeRow(note, lead, parent=parent))
        answers = self._answers(note)
        children = [
            self._grow(
                answer,
                below + ("╰─ " if is_last else "├─ "),
                below + ("   " if is_last else "│  "),
                index,
            )
            for answer, is_last in ((a, a is answers[-1]) for a in answers)
        ]
        if children:
            self.rows[index] = TreeRow(note, lead, parent=parent, child=children[0])
        return index

    def _answers(self, note: Note) -> list[Note]:
        place = ORDER.get(note.kind)
        if place is None:
            return []
        found = [other for other in self._book.answered_by(note.serial) if ORDER.get(other.kind, 0) > place]
        return sorted(found, key=lambda other: (ORDER[other.kind], other.number))
