"""The command line: its commands and options, and the help text with examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import cached_property

from breakout_tui import __version__
from breakout_tui.cli.allocate_arguments import add_allocate, add_forget
from breakout_tui.cli.document_arguments import add_export, add_paper, add_report_back
from breakout_tui.cli.examples import EXAMPLES
from breakout_tui.cli.hub_arguments import add_overview, add_rooms, add_serve, add_take_over
from breakout_tui.cli.option_groups import NamedDatabase, add_files, add_hub, add_session, as_path
from breakout_tui.cli.options import Options
from breakout_tui.cli.tell_arguments import add_calls, add_tell
from breakout_tui.domain.errors import UsageError

TYPE_CHECKING = False  # importing typing takes a tenth of ``--help``
if TYPE_CHECKING:
    from typing import Any, NoReturn


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, remedy=f"run `{self.prog} --help` for the usage")


class _Command:
    """The parser of one command, made on first use: making all of them takes longer than parsing the command line.

    Without it ``--version`` and ``--help`` use 1.2 times the processor time (27 interleaved runs). argparse sees this object in
    place of a parser; every attribute that it reads comes from the real one.
    """

    def __init__(self, *, fill: Callable[[argparse.ArgumentParser], None], **settings: Any) -> None:
        self._fill = fill
        self._settings = settings

    def __getattr__(self, name: str) -> object:
        return getattr(self.parser, name)

    @cached_property
    def parser(self) -> argparse.ArgumentParser:
        """The real parser."""
        parser = _Parser(**self._settings)
        self._fill(parser)
        return parser


def parse(arguments: Sequence[str]) -> Options:
    """Parse the command line. Raises UsageError; ``--help`` and ``--version`` print and exit."""
    return _parser().parse_args(arguments, Options())


def options_by_command() -> dict[str, list[str]]:
    """The options of each command by its name; the key "" has the options of the program itself."""
    parser = _parser()
    known = {"": _option_names(parser)}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            known |= {name: _option_names(command.parser) for name, command in action.choices.items()}
    return known


def helps() -> dict[str, str]:
    """The help of each command by its name."""
    return {name: help_ for name, (help_, _) in _COMMANDS.items()}


def _option_names(parser: argparse.ArgumentParser) -> list[str]:
    return [name for action in parser._actions for name in action.option_strings]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="breakout-tui",
        description="Run a breakout group: take notes, keep time, and write the report.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"breakout-tui {__version__}")
    add_hub(parser)
    add_files(parser)
    made_late: Any = _Command
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=made_late
    )
    for name, (help_, fill) in _COMMANDS.items():
        description = f"{help_[0].upper()}{help_[1:]}."
        commands.add_parser(name, help=help_, description=description, fill=fill)
    return parser


def _sessions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="include archived sessions")
    add_files(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        action=NamedDatabase,
        metavar="FILE",
        help="programme file, settings.toml or database to check (default: the current ones)",
    )
    parser.add_argument("--explain", action="store_true", help="print the day of the programme, a line a box")
    add_files(parser)


def _resume(parser: argparse.ArgumentParser) -> None:
    add_session(parser)
    add_hub(parser)
    add_files(parser)


def _one_session(parser: argparse.ArgumentParser) -> None:
    add_session(parser)
    add_files(parser)


def _start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "theme", nargs="?", metavar="THEME", help="number of the theme in the list, or its id"
    )
    parser.add_argument(
        "details",
        nargs="*",
        metavar="FIELD=TEXT",
        help="details, such as room='Room 2' people=24 (default: those of the latest session)",
    )
    parser.add_argument(
        "--room-file",
        type=as_path,
        metavar="FILE",
        help="take theme, room, round, people and known names from this file of the organiser",
    )
    add_files(parser)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at",
        metavar="POINT",
        help="where in the day to start: rank, lunch, approaches (default), afternoon, agree or done;"
        " paper: the position paper of all rooms",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="with --at paper: write the paper; - prints it"
    )
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_files(parser)


def _backups(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", choices=("list", "restore"), metavar="restore", help="restore one"
    )
    parser.add_argument(
        "number", nargs="?", type=int, metavar="NUMBER", help="number of the backup; 1 is the newest"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="new file (default: in the folder of the database)"
    )
    add_files(parser)


def _gather(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "targets",
        nargs="+",
        metavar="FILE",
        help="database, JSON export, folder with such files, or a server's database",
    )
    parser.add_argument(
        "--into",
        action=NamedDatabase,
        metavar="FILE",
        help="database to gather into (default: the current one)",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in; change nothing")
    add_files(parser)


def _rescue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        action=NamedDatabase,
        metavar="DAMAGED",
        help="damaged file (default: the current database)",
    )
    parser.add_argument(
        "-o", "--output", metavar="NEW", help="new file (default: in the folder of the damaged one)"
    )
    add_files(parser)


def _erase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("targets", nargs="+", metavar="NAME_OR_NOTE", help="a name, or a note such as C3")
    parser.add_argument("--session", metavar="SESSION", help="session of the note (default: the latest)")
    parser.add_argument("--yes", action="store_true", help="erase without asking")
    add_files(parser)


def _no_options(_: argparse.ArgumentParser) -> None:
    """For a command without options."""


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish", help="your shell")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "sessions": ("list the sessions", _sessions),
    "export": ("write the report of a session", add_export),
    "report-back": ("print the short spoken report of a session", add_report_back),
    "check": ("find the problems of a programme file, the settings or a database", _check),
    "config": ("show your settings; write the settings file if there is none", _no_options),
    "start": ("start a session without the form", _start),
    "resume": ("resume a session", _resume),
    "take-over": ("continue on this computer the session that another one sent to the hub", add_take_over),
    "display": ("open the room display, for a second terminal on the projector", _one_session),
    "serve": ("show the session in browsers: on a projector, on other devices of the room", add_serve),
    "rooms": ("list, add or revoke the rooms that may send to a hub", add_rooms),
    "tell": ("send a message or a proposal to the rooms of a hub, or list them", add_tell),
    "calls": ("list the rooms' calls for help, take one or close it", add_calls),
    "overview": ("watch all rooms of a hub, as their organiser", add_overview),
    "demo": ("explore a fictional day; nothing is kept", _demo),
    "backups": ("list the backups, or restore one to a new file", _backups),
    "paper": ("edit or write the position paper of a conference", add_paper),
    "gather": ("take in the sessions of other rooms' files", _gather),
    "allocate": ("give delegates their themes, rounds and rooms", add_allocate),
    "forget-delegates": ("remove the names, wishes and lists of an allocation", add_forget),
    "rescue": ("save what is readable in a damaged database to a new file", _rescue),
    "erase": ("permanently erase names and statements, also from the backups", _erase),
    "actions": ("list what can be done with the open session from here: note, next, extend …", _no_options),
    "completion": ("print the completion script for a shell", _completion),
}
"""Each command, in the order of the help: its help text, and the function that adds its arguments."""

COMMANDS = frozenset(_COMMANDS)
"""The words of the commands. Every other word is an action on the open session (``action_line.py``)."""
