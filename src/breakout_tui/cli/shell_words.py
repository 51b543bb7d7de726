"""Shell words: the remedy of a message as a command of the shell: ``/next`` is ``breakout-tui next``."""

from __future__ import annotations

import re

from breakout_tui.domain.text import clean_line

_SEPARATOR = " · "
_WORD = re.compile(r"(?<![\w/`])/([a-z][a-z-]*)")


def shell_words(line: str, *, is_refusal: bool) -> str:
    """The line, clean, with the commands in its last part as they are written here.

    What comes before may be somebody's words. Of a line that isn't a refusal, only a last part that begins with a command is
    one of ours.
    """
    what, separator, remedy = clean_line(line).rpartition(_SEPARATOR)
    if not separator or not (is_refusal or _WORD.match(remedy)):
        return what + separator + remedy
    return what + separator + remedy_words(remedy)


def remedy_words(remedy: str) -> str:
    """A text of ours with the commands in it as they are written here."""
    return _WORD.sub(lambda found: f"breakout-tui {written(found[1])}", remedy)


def written(word: str) -> str:
    """An action's word on the command line: with its slash if a command of the program has its name."""
    from breakout_tui.cli.parser import COMMANDS

    return f"/{word}" if word in COMMANDS else word
