"""Plays the script of a day, with the same parsing, commands and rules as the live screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.errors import BreakoutError, NotFound
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.records import Change
from breakout_tui.domain.session import Outcome, Session, decide, start
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.actions.results import Open, Question
from breakout_tui.tui.actions.room import ActionContext
from breakout_tui.tui.actions.runner import run_action
from breakout_tui.tui.note_text import fields_of, links_of, parsed


class ScriptRefused(BreakoutError):
    """A line of a script can't be played."""


_WAIT = re.compile(r"\+(\d+):(\d\d)")


def length(lines: Iterable[str]) -> int:
    """The duration of the lines in seconds."""
    return sum(int(found[1]) * 60 + int(found[2]) for line in lines if (found := _WAIT.fullmatch(line)))


def until(day: str, label: str) -> list[str]:
    """The lines before a label. Raises NotFound, which lists the labels."""
    lines = [line.strip() for line in day.splitlines() if line.strip()]
    labels = [line.removeprefix("== ") for line in lines if line.startswith("== ")]
    if label not in labels:
        raise NotFound(
            f"the demo has no point named {label!r}", remedy=f"choose one of {', '.join((*labels, 'paper'))}"
        )
    return lines[: lines.index(f"== {label}")]


class Player:
    """Plays a session. Its clock moves only with the waits in the script."""

    def __init__(
        self,
        programme: Programme,
        theme_id: str,
        details: c.EditDetails,
        reading: Reading,
        *,
        follows: str | None = None,
    ) -> None:
        self._reading = reading
        outcome = start(programme, theme_id, details, reading, follows=follows)
        self.session: Session = outcome.session
        self.changes: list[tuple[Change, ...]] = [outcome.changes]

    @property
    def reading(self) -> Reading:
        """The current time of the script."""
        return self._reading

    def play(self, lines: Iterable[str]) -> None:
        """Play the lines in order."""
        for line in lines:
            self._line(line)

    def _line(self, line: str) -> None:
        if line.startswith("== "):
            return
        if (wait := _WAIT.fullmatch(line)) is not None:
            seconds = int(wait[1]) * 60 + int(wait[2])
            self._reading = self._reading.later(seconds)
        elif line.startswith("/"):
            word, _, argument = line[1:].partition(" ")
            run_action(BY_WORD[word], argument, self)
        else:
            self.do(self._capture(Kind.of_letter(line[0]), line[2:]))

    def _capture(self, kind: Kind, text: str) -> c.Capture:
        said = parsed(text, kind, self.session)
        links, fields = links_of(said, self.session), fields_of(said, kind)
        return c.Capture(said.text, kind, said.attribution, said.cluster, links, fields=fields)

    # The surface on which actions run: commands are carried out, and a script answers no questions

    def context(self, box_id: str | None = None) -> ActionContext:
        """No live screen, no cursor."""
        return ActionContext(self.session, lambda: self._reading, box_id=box_id)

    def do(self, command: c.Command) -> bool:
        """Carry out a command and keep what it changes. Raises CommandRefused."""
        outcome: Outcome = decide(self.session, command, self._reading)
        self.session = outcome.session
        self.changes.append(outcome.changes)
        return True

    def run_typed(self, word: str, argument: str) -> None:
        """Run an action with its whole argument."""
        run_action(BY_WORD[word], argument, self)

    def refuse(self, refusal: BreakoutError) -> None:
        """A script that is refused is wrong."""
        raise refusal

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:  # noqa: ARG002
        """A script gives whole arguments."""
        raise ScriptRefused(f"an argument is missing: {question.title}")

    def open(self, opened: Open, answered: Callable[[object], None]) -> None:  # noqa: ARG002
        """A script has no screens."""
        raise ScriptRefused(f"a script can't show {type(opened.screen).__name__}")

    def say(self, text: str) -> None:
        """A script shows nothing."""

    def prefill(self, text: str) -> None:
        """A script gives whole arguments."""
        raise ScriptRefused(f"an argument is missing: {text}")
