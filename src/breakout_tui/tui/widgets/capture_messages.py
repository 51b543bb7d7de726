"""Capture messages: what the capture line tells the part that owns it, one at a time and in the order of typing.

They are plain values, not Textual messages: the line hands each over by a call, so that no later key overtakes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from breakout_tui.domain.kinds import Kind


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """The text in the line changed; under the rule *none* without anything personal."""

    text: str


@dataclass(frozen=True, slots=True)
class NoteGiven:
    """A note is ready to be saved; the line is empty again.

    ``editing`` is the label of the note that was edited. ``place`` notes of the same paste came before, ``more`` follow.
    """

    text: str
    kind: Kind
    editing: str | None = None
    more: int = 0
    place: int = 0

    @property
    def is_of_many(self) -> bool:
        """Whether it is one line of a paste that becomes a note for each line."""
        return self.more > 0 or self.place > 0

    @property
    def as_line(self) -> str:
        """The line that gives this note: a slash at its start is doubled."""
        return f"/{self.text}" if self.text.startswith("/") else self.text


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """``/word argument``; the word is one of the line's commands."""

    word: str
    argument: str


@dataclass(frozen=True, slots=True)
class CommandUnknown:
    """The word is not a command, or begins several; the text is still in the line."""

    word: str
    is_beginning: bool = False
    """Whether it begins several."""


@dataclass(frozen=True, slots=True)
class CommandReplaced:
    """A text was typed in the place of a refused command; undo in the line brings the command back."""

    command: str


@dataclass(frozen=True, slots=True)
class KindChanged:
    """The kind of the next note is a different one now."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class EditLastAsked:
    """The facilitator wants to edit the last note."""


@dataclass(frozen=True, slots=True)
class EditCancelled:
    """The edit was cancelled; the note stays as it is."""


@dataclass(frozen=True, slots=True)
class UndoAsked:
    """There is nothing to undo in the line: undo among the notes."""


@dataclass(frozen=True, slots=True)
class RedoAsked:
    """There is nothing to redo in the line: redo among the notes."""


@dataclass(frozen=True, slots=True)
class LineFull:
    """The text has the maximum length of a note; further characters were refused."""


@dataclass(frozen=True, slots=True)
class LineLeft:
    """The facilitator wants to leave the line."""


CaptureMessage = (
    DraftChanged
    | NoteGiven
    | CommandGiven
    | CommandUnknown
    | CommandReplaced
    | KindChanged
    | EditLastAsked
    | EditCancelled
    | UndoAsked
    | RedoAsked
    | LineFull
    | LineLeft
)
