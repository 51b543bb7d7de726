"""Screenless: carries out one action where there is no screen, for the command line and for a window that is asked by it.

What would be asked or shown on a screen is refused, with the command that says it in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from breakout_tui.domain.errors import BreakoutError, UsageError
from breakout_tui.domain.known_names import NO_COUNTRIES
from breakout_tui.domain.outside import Answer, Request
from breakout_tui.domain.text import clean, clean_line
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.actions.results import Choose
from breakout_tui.tui.actions.room import ActionContext
from breakout_tui.tui.actions.runner import run_action
from breakout_tui.tui.error_text import ScreenRefused, error_text
from breakout_tui.tui.keymap import without_keys
from breakout_tui.tui.note_text import known_names

if TYPE_CHECKING:
    from breakout_tui.domain.commands import Command
    from breakout_tui.domain.ports import Countries
    from breakout_tui.domain.session_state import Session
    from breakout_tui.tui.actions.results import Open, Question
    from breakout_tui.tui.session_controller import SessionController

SEPARATOR = " · "
"""Between the parts of a message."""
_LONGEST_KEY = 1
"""Letters of an answer that is worth naming; longer ones are keys of the keyboard."""


class Screenless:
    """Implements ``Surface`` of the actions. ``lines`` is what to tell, ``refusal`` why it was refused, if it was."""

    def __init__(
        self,
        controller: SessionController,
        countries: Countries = NO_COUNTRIES,
        earlier: Callable[[], Session] | None = None,
    ) -> None:
        self.lines: list[str] = []
        self.refusal: BreakoutError | None = None
        self._controller = controller
        self._countries = countries
        self._earlier = earlier
        self._is_done = False
        """Whether a command was carried out."""

    def perform(self, word: str, argument: str) -> Answer:
        """Carry out an action and answer; what it changed may not be saved yet."""
        with without_keys():
            return self._answer(word, argument)

    def _answer(self, word: str, argument: str) -> Answer:
        action, argument = BY_WORD.get(word), clean(argument)
        if action is None:
            self.refuse(
                UsageError(
                    f"there is no command {clean_line(word)[:20]!r}",
                    remedy="`breakout-tui actions` lists them",
                )
            )
        elif action.needs_window:
            self.refuse(UsageError(f"/{action.word} needs the window", remedy=action.needs_window))
        else:
            self._perform(word, argument)
        if self.refusal is None:
            return Answer(0, tuple(self.lines) or (("Done",) if self._is_done else ()))
        if (
            action is not None
            and not self.refusal.remedy
            and isinstance(self.refusal, UsageError | ScreenRefused)
        ):
            self.refusal.remedy = f"it is written {action.usage}"
        return Answer(self.refusal.exit_code, (error_text(self.refusal),))

    def _perform(self, word: str, argument: str) -> None:
        action = BY_WORD[word]
        try:
            printed = action.printed(argument.strip(), self.context())
        except BreakoutError as refusal:
            self.refuse(refusal)
            return
        if printed is not None:
            self.lines += printed
        else:
            run_action(action, argument, self)

    # The surface on which actions run

    def context(self, box_id: str | None = None) -> ActionContext:
        """No live screen, no cursor. Raises StoreError if the session can't be read."""
        controller = self._controller
        return ActionContext(
            controller.whole(),
            controller.read_clock,
            box_id=box_id,
            countries=self._countries,
            earlier=self._earlier,
            standing=controller.standing,
            refusal=controller.refusal,
        )

    def do(self, command: Command) -> bool:
        """Carry out a command; False if it was refused."""
        from breakout_tui.tui.event_words import happened

        before = self._controller.whole()
        try:
            outcome = self._controller.do(command)
        except BreakoutError as refusal:
            self.refuse(refusal)
            return False
        self._is_done = True
        self.lines += happened(before, outcome, self._controller.read_clock())
        return True

    def run_typed(self, word: str, argument: str) -> None:
        """Run an action with its whole argument."""
        run_action(BY_WORD[word], argument, self)

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Say what is missing. Raises UsageError."""
        title = SEPARATOR.join(question.title.split("\n"))
        if isinstance(question, Choose) and not question.otherwise:
            title = f"{title.rstrip('?…').rstrip()}: {', '.join(_answers(question))}"
        raise UsageError(title, remedy=question.otherwise)

    def open(self, opened: Open, answered: Callable[[object], None]) -> None:
        """There are no screens here. Raises ScreenRefused."""
        raise ScreenRefused("there is no form here")

    def prefill(self, text: str) -> None:
        """There is no line to complete. Raises UsageError."""
        raise UsageError("its argument is missing")

    def say(self, text: str) -> None:
        """Tell what was done."""
        self.lines.append(text)

    def refuse(self, refusal: BreakoutError) -> None:
        """Keep the reason."""
        self.refusal = refusal


def needs_all_countries(request: Request, session: Session) -> bool:
    """Whether it may name a country that is not on the session's list, in any language: behind an ``@``, or a dissenter."""
    if request.word == "dissent":
        return True
    argument = request.argument
    known = tuple(name.casefold() for name in known_names(session))
    names = (argument[found.end() :].casefold() for found in re.finditer("(?<!@)@(?!@)", argument))
    return any(not name.startswith(known) for name in names) if known else "@" in argument


def _answers(question: Choose) -> list[str]:
    """The answers that can be written, and what each means: without the glyph that some begin with."""
    return [
        f"{key} {words if words[0].isalnum() else words[1:].strip()}"
        for key, words in question.options
        if len(key) <= _LONGEST_KEY
    ]
