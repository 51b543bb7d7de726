"""The command that makes notes of statements of the floor, as data; one undo step."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.note_commands import Capture


@dataclass(frozen=True, slots=True)
class TakenStatement:
    """A statement of the floor as the note that it becomes."""

    id: str
    """Of the statement, and then of the note."""
    note: Capture
    """Its attribution is a country that was found on a list, or names that the facilitator typed."""
    original: str = ""
    """The statement in its author's words, where the note has others: they are kept as its earlier wording."""


@dataclass(frozen=True, slots=True)
class TakeStatements:
    """Make notes of statements; those that are notes already stay as they are."""

    statements: tuple[TakenStatement, ...]
    by_co_facilitator: bool = False
    """Whether a co-facilitator asked for it: what can be undone says so."""
