"""Action: everything that one command of the live screen is, in one class.

A subclass sets the class attributes and writes ``run``; where an argument may be missing it writes ``ask`` as well.
``NoteAction`` and ``BoxAction`` find the note or the box that an action is about: the one that is named first in the
argument, or the one under the cursor.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.room import ActionContext

if TYPE_CHECKING:
    from breakout_tui.tui.actions.results import Question, Result


class Group(Enum):
    """Under which heading the help lists an action."""

    CLOCK = "The clock"
    AGENDA = "The agenda"
    NOTES = "Notes"
    OUTCOMES = "Outcomes"
    SCREENS = "Screens"


class Place(Enum):
    """A list or panel in which a bare letter runs an action while it has the focus.

    For a new one, add a member, give actions their letters in it, and bind them by ``catalogue.letter_bindings``.
    """

    NOTES = "notes"
    AGENDA = "agenda"
    RANK = "rank"
    AGREE = "agree"
    READ_BACK = "read-back"
    CHAIN = "chain"


class Action(ABC):
    """One command."""

    word: ClassVar[str]
    """What is typed after the slash."""
    group: ClassVar[Group]
    help: ClassVar[str]
    argument: ClassVar[str] = ""
    """How its argument is written, in brackets where it may be left out."""
    key: ClassVar[str] = ""
    """Works everywhere on the live screen."""
    letters: ClassVar[Mapping[Place, str]] = {}
    """Its letter in each list or panel."""
    label: ClassVar[str] = ""
    """What the footer says; empty for not in the footer."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Earlier words, still understood but listed nowhere."""
    is_about_note: ClassVar[bool] = False
    """Its letter means the note under the cursor, and nothing where none is in sight."""

    @property
    def usage(self) -> str:
        """As it is typed."""
        return f"/{self.word} {self.argument}".rstrip()

    def perform(self, argument: str, context: ActionContext) -> Result:
        """Ask for the argument where it is missing, else run. Raises BreakoutError."""
        text = argument.strip()
        question = self.ask(context) if not text else None
        return self.run(text, context) if question is None else question

    def ask(self, context: ActionContext) -> Question | None:
        """What to ask without an argument; None where none is needed."""
        return None

    @abstractmethod
    def run(self, text: str, context: ActionContext) -> Result:
        """What follows from the argument. Raises BreakoutError, which says how the argument is written."""


class NoteAction(Action):
    """An action about a note: one that the argument names first, or the one under the cursor, or the latest."""

    group = Group.NOTES
    is_about_note = True
    is_between_notes: ClassVar[bool] = False
    """The argument is a second note, so that a single reference names that one while a note is under the cursor."""

    def perform(self, argument: str, context: ActionContext) -> Result:
        """Find the note, ask for the rest of the argument where it is missing, else run."""
        note, text = self._parts(argument.strip(), context)
        question = self.ask_about(note, context) if not text else None
        return self.run_on(note, text, context) if question is None else question

    def run(self, text: str, context: ActionContext) -> Result:
        """As ``perform``."""
        return self.perform(text, context)

    def ask_about(self, note: Note, context: ActionContext) -> Question | None:
        """What to ask when only the note is known; None where that is enough."""
        return None

    @abstractmethod
    def run_on(self, note: Note, text: str, context: ActionContext) -> Result:
        """What follows for this note from the rest of the argument. Raises BreakoutError."""

    def _parts(self, text: str, context: ActionContext) -> tuple[Note, str]:
        first, _, rest = text.partition(" ")
        names_note = REFERENCE.fullmatch(first.upper()) is not None
        is_second = self.is_between_notes and context.serial is not None and not rest.strip()
        if names_note and not is_second:
            return arguments.note(first, context.session), rest.strip()
        return arguments.chosen_note(context.session, context.serial), text


class BoxAction(Action):
    """An action about a box: the one under the cursor in the agenda, or one that the argument names first."""

    group = Group.AGENDA

    def run(self, text: str, context: ActionContext) -> Result:
        """Find the box, then run."""
        if context.box_id is not None and (box := context.session.box(context.box_id)) is not None:
            return self.run_on(box, text, context)
        box, rest = arguments.boxes(text, context.session)
        return self.run_on(box, rest, context)

    @abstractmethod
    def run_on(self, box: Box, text: str, context: ActionContext) -> Result:
        """What follows for this box from the rest of the argument. Raises BreakoutError."""
