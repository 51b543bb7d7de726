"""Action line: a command line that names an action of the open session, such as ``breakout-tui extend 5``.

The rule for words: a command of the program keeps its name, and every other word is an action's. With its slash, as in the
capture line, a word is always the action: ``breakout-tui /resume`` ends a pause, ``breakout-tui resume`` opens a session.
Options stand before the argument; what follows them belongs to the action, whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from breakout_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

WITH_VALUE = ("--database", "--session", "--themes")
"""The options that stand before a word of the program or an action, and have a value."""
_HELP = ("--help", "-h")


class ActionLine(NamedTuple):
    """The parts of the line."""

    word: str
    argument: str = ""
    database: Path | None = None
    session: str | None = None
    is_plain: bool = False
    asks_help: bool = False


def action_line(arguments: Sequence[str]) -> ActionLine | None:
    """The action that the arguments name; None for a command or an option of the program. Raises UsageError."""
    before, rest = _options(arguments)
    if not rest or rest[0].startswith("-") or _is_command(rest[0]):
        return None
    after, argument = _options(rest[1:])
    given = {**before, **after}
    asks_help = bool(argument) and argument[0] in _HELP
    if argument[:1] == ["--"]:
        argument = argument[1:]
    return ActionLine(
        rest[0].removeprefix("/"),
        " ".join(argument),
        _path(given.get("--database")),
        given.get("--session"),
        "--plain" in given and "--json" not in argument,
        asks_help,
    )


def _path(text: str | None) -> Path | None:
    if text is None:
        return None
    from breakout_tui.domain.server_address import ServerAddress, database_named

    if isinstance(found := database_named(text), ServerAddress):
        from breakout_tui.cli.stored_sessions import refused

        raise refused()
    return found


def _is_command(word: str) -> bool:
    from breakout_tui.cli.parser import COMMANDS

    return word in COMMANDS


def _options(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options at the start, and the rest."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest[0].partition("=")
        if name == "--plain" and not equals:
            given[name] = ""
            del rest[0]
        elif name not in WITH_VALUE:
            break
        elif equals:
            given[name] = value
            del rest[0]
        elif len(rest) > 1:
            given[name] = rest[1]
            del rest[:2]
        else:
            raise UsageError(f"argument {name}: expected one argument", remedy="run `breakout-tui --help`")
    return given, rest
