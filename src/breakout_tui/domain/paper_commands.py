"""Every command of the editor of a position paper, as data."""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class NameThePaper:
    """Give the paper a title and an opening; empty texts take them back."""

    title: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class SetHeadline:
    """Write the headline of a theme; an empty one takes it back."""

    theme_id: str
    text: str


@dataclass(frozen=True, slots=True)
class OrderThemes:
    """Put the themes into this order."""

    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderStatements:
    """Put the statements of a section into this order: ids of notes and of joined statements."""

    theme_id: str
    kind: Kind
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave a statement out of the paper; it needs a reason, which the annex prints."""

    note_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take a statement that was left out into the paper again."""

    note_id: str


@dataclass(frozen=True, slots=True)
class EditWording:
    """Put a statement into other words; the room's own words, or none, take the edit back."""

    note_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WriteParagraph:
    """Write a paragraph before an entry of a section, or at its end."""

    theme_id: str
    kind: Kind
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class EditParagraph:
    """Change a paragraph; an empty text takes it out."""

    paragraph_id: str
    text: str


@dataclass(frozen=True, slots=True)
class JoinStatements:
    """Put statements of one kind below one heading; those that have one bring their whole group along."""

    note_ids: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class EditHeading:
    """Change the heading of a joined statement; an empty one is that of the first member."""

    joined_id: str
    text: str


@dataclass(frozen=True, slots=True)
class SplitJoined:
    """Make the members of a joined statement statements of their own again; all of them, or one."""

    joined_id: str
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class MarkNotTheSame:
    """Never offer these two as a pair again; taken back by ``JoinStatements`` or undo."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class SetNextStep:
    """Change a line of the next steps, by its id, or add one where the id is empty."""

    what: str
    who: str = ""
    due: str = ""
    step_id: str = ""
    """Of a recommendation's line: ``next_step_id`` of its note."""


@dataclass(frozen=True, slots=True)
class RemoveNextStep:
    """Take a line out of the next steps."""

    step_id: str


@dataclass(frozen=True, slots=True)
class ConfirmDifference:
    """Settle what a room changed after the editor's decision: keep the editor's, or take what the room says now."""

    note_id: str
    keeps: bool


@dataclass(frozen=True, slots=True)
class ChooseDecision:
    """Settle a decision that two editors made differently: keep the one that holds, or take the first of the others."""

    decision_id: str
    takes_other: bool


@dataclass(frozen=True, slots=True)
class UndoEdit:
    """Undo the last step."""


@dataclass(frozen=True, slots=True)
class RedoEdit:
    """Redo the step that was undone last."""


PaperCommand = (
    NameThePaper
    | SetHeadline
    | OrderThemes
    | OrderStatements
    | LeaveOut
    | TakeIn
    | EditWording
    | WriteParagraph
    | EditParagraph
    | JoinStatements
    | EditHeading
    | SplitJoined
    | MarkNotTheSame
    | SetNextStep
    | RemoveNextStep
    | ConfirmDifference
    | ChooseDecision
    | UndoEdit
    | RedoEdit
)
"""Any command."""
