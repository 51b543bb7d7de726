"""Action: one command of the live screen, with its words, keys and behaviour in one class.

A subclass sets the class attributes and defines ``run``, and ``ask`` if the argument may be missing. ``NoteAction`` and
``BoxAction`` find the note or box that an action is about: the first word of the argument, or the one under the cursor.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from breakout_tui.domain.agenda import Box
from breakout_tui.domain.notes import REFERENCE, Note
from breakout_tui.tui.actions import arguments
from breakout_tui.tui.actions.room import ActionContext
from breakout_tui.tui.keymap import key_of

if TYPE_CHECKING:
    from breakout_tui.tui.actions.results import Question, Result


class Group(Enum):
    """The heading under which the help lists an action."""

    CLOCK = "The clock"
    AGENDA = "The agenda"
    NOTES = "Notes"
    OUTCOMES = "Outcomes"
    SPEAKERS = "Speakers"
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
    """The word after the slash."""
    group: ClassVar[Group]
    help: ClassVar[str]
    argument: ClassVar[str] = ""
    """How its argument is written; brackets mark an optional part."""
    letters: ClassVar[Mapping[Place, str]] = {}
    """Its letter in each list or panel."""
    label: ClassVar[str] = ""
    """The label in the footer; empty to leave it out."""
    takes_names: ClassVar[bool] = False
    """Whether its argument is names, which complete as after ``@``."""
    aliases: ClassVar[tuple[str, ...]] = ()
    """Earlier words, still understood but listed nowhere."""
    is_about_note: ClassVar[bool] = False
    """Its letter acts on the note under the cursor, and does nothing if no note is visible."""
    only_reads: ClassVar[bool] = False
    """It changes nothing of the session, or refuses that itself; so it also runs where the session is only read."""
    printed_help: ClassVar[str] = ""
    """Takes the place of ``help`` where there is no screen; empty: the same."""
    needs_window: ClassVar[str] = ""
    """Why it can't be done without the screen, and what to do instead, as one clause; empty if it can."""

    @property
    def key(self) -> str:
        """The key that works everywhere on the live screen; empty if there is none. The defaults are in ``keymap``."""
        return key_of(self.word)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that complete its argument while it is typed."""
        return ()

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"/{self.word} {self.argument}".rstrip()

    def perform(self, argument: str, context: ActionContext) -> Result:
        """Run, or ask for a missing argument. Raises BreakoutError."""
        text = argument.strip()
        question = self.ask(context) if not text else None
        return self.run(text, context) if question is None else question

    def ask(self, context: ActionContext) -> Question | None:
        """The question to ask if the argument is missing; None if none is needed."""
        return None

    def printed(self, text: str, context: ActionContext) -> Sequence[str] | None:
        """The lines that it prints where there is no screen; None if it is performed there as everywhere."""
        return None

    @abstractmethod
    def run(self, text: str, context: ActionContext) -> Result:
        """The result for this argument. Raises BreakoutError, which says how the argument is written."""


class NoteAction(Action):
    """An action about a note: the first word of the argument, the one under the cursor, or the latest."""

    group = Group.NOTES
    is_about_note = True
    is_between_notes: ClassVar[bool] = False
    """The argument is a second note. With a note under the cursor, a single reference is that second note."""

    def perform(self, argument: str, context: ActionContext) -> Result:
        """Find the note, then run, or ask for the missing rest of the argument."""
        note, text = self._parts(argument.strip(), context)
        question = self.ask_about(note, context) if not text else None
        return self.run_on(note, text, context) if question is None else question

    def run(self, text: str, context: ActionContext) -> Result:
        """The same as ``perform``."""
        return self.perform(text, context)

    def ask_about(self, note: Note, context: ActionContext) -> Question | None:
        """The question to ask if only the note is known; None if that is enough."""
        return None

    @abstractmethod
    def run_on(self, note: Note, text: str, context: ActionContext) -> Result:
        """The result for this note and the rest of the argument. Raises BreakoutError."""

    def _parts(self, text: str, context: ActionContext) -> tuple[Note, str]:
        first, _, rest = text.partition(" ")
        names_note = REFERENCE.fullmatch(first.upper()) is not None
        is_second = self.is_between_notes and context.serial is not None and not rest.strip()
        if names_note and not is_second:
            return arguments.note(first, context.session), rest.strip()
        return arguments.chosen_note(context.session, context.serial), text


class BoxAction(Action):
    """An action about a box: the one under the cursor in the agenda, or the first word of the argument."""

    group = Group.AGENDA

    def run(self, text: str, context: ActionContext) -> Result:
        """Find the box, then run."""
        if context.box_id is not None and (box := context.session.box(context.box_id)) is not None:
            return self.run_on(box, text, context)
        box, rest = arguments.boxes(text, context.session)
        return self.run_on(box, rest, context)

    @abstractmethod
    def run_on(self, box: Box, text: str, context: ActionContext) -> Result:
        """The result for this box and the rest of the argument. Raises BreakoutError."""
