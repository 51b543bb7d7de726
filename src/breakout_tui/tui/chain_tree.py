"""The chain as a tree: under each challenge the statements that answer it, then the loose ones. Pure.

A statement that answers several is shown under each of them, in full under the first only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breakout_tui.domain import chain
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import Note
from breakout_tui.domain.session_state import Session


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line: a heading (no note), or a note with its branches."""

    note: Note | None
    lead: str = ""
    """The branches before it."""
    heading: str = ""
    parent: int | None = None
    """The row it answers."""
    child: int | None = None
    """The first row that answers it."""
    first: int | None = None
    """The row that shows it in full, if this one does not."""


def rows_of(session: Session) -> tuple[TreeRow, ...]:
    """All visible notes, each at least once: the trees of the challenges, loose notes, the parking lot."""
    made = chain.web(session)
    growth = _Growth(made)
    for note in _sorted(made.notes):
        if note.kind is Kind.CHALLENGE:
            growth.root(note)
    loose = [
        note
        for note in _sorted(made.notes)
        if note.kind is not Kind.CHALLENGE and not made.above[note.serial]
    ]
    growth.section("loose: not linked yet", loose)
    growth.section(session.labels.many(Kind.PARKED), list(session.book.of_kind(Kind.PARKED)))
    return tuple(growth.rows)


class _Growth:
    """The rows so far, and which row shows a note in full."""

    def __init__(self, made: chain.Web) -> None:
        self.rows: list[TreeRow] = []
        self._web = made
        self._full: dict[int, int] = {}

    def section(self, heading: str, notes: Sequence[Note]) -> None:
        """A heading with its trees; nothing without notes."""
        if not notes:
            return
        if self.rows:
            self.rows.append(TreeRow(None))
        self.rows.append(TreeRow(None, heading=f"{heading} · {len(notes):,}"))
        for note in notes:
            self.root(note)

    def root(self, note: Note) -> None:
        """A note at the root, with everything that answers it."""
        self._grow(note, "", "", None)

    def _grow(self, note: Note, lead: str, below: str, parent: int | None) -> int:
        index = len(self.rows)
        if (first := self._full.get(note.serial)) is not None:
            self.rows.append(TreeRow(note, lead, parent=parent, first=first))
            return index
        self._full[note.serial] = index
        self.rows.append(TreeRow(note, lead, parent=parent))
        answers = _sorted(self._web.below.get(note.serial, ()))
        children = [
            self._grow(
                answer,
                below + ("╰─ " if answer is answers[-1] else "├─ "),
                below + ("   " if answer is answers[-1] else "│  "),
                index,
            )
            for answer in answers
        ]
        if children:
            self.rows[index] = TreeRow(note, lead, parent=parent, child=children[0])
        return index


def _sorted(notes: Iterable[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (chain.KINDS.index(note.kind), note.number))
