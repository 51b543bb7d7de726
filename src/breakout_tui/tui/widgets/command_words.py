"""Command words: reads the command that is typed into the capture line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from breakout_tui.tui.widgets.capture_messages import CommandGiven, CommandUnknown

COMMAND = re.compile(r"/(?!/)([^\s/]*)")
"""A command at the start of a line; a note that starts with a slash is typed with two."""


class CommandWords:
    """``helps`` pairs each word with its help, without the slash; ``aliases`` maps earlier words to current ones.

    ``choices`` has the words that complete the argument of a command, ``taking_names`` the commands whose argument is names.
    """

    def __init__(
        self,
        helps: Iterable[tuple[str, str]] = (),
        aliases: Mapping[str, str] | None = None,
        choices: Mapping[str, Sequence[str]] | None = None,
        taking_names: frozenset[str] = frozenset(),
    ) -> None:
        self.helps = tuple(helps)
        self._words = [word for word, _ in self.helps]
        self._aliases = aliases or {}
        self.choices = choices or {}
        self.taking_names = taking_names

    def takes_names(self, line: str) -> bool:
        """Whether the line has a command whose argument is names."""
        return line.startswith("/") and line[1:].partition(" ")[0] in self.taking_names

    def read(self, line: str) -> CommandGiven | CommandUnknown | None:
        """The command in a line, by its word, an alias, or a beginning that fits one word only; None for a note."""
        if not COMMAND.match(line):
            return None
        typed, _, argument = line[1:].strip().partition(" ")
        word = self._aliases.get(typed, typed)
        fitting = [word] if word in self._words else [each for each in self._words if each.startswith(word)]
        if len(fitting) != 1:
            return CommandUnknown(typed, is_beginning=bool(fitting))
        return CommandGiven(fitting[0], argument.strip())
