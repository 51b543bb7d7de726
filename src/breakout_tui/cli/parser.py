"""The command line: what may be given, and the help with examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, cast

from breakout_tui import __version__
from breakout_tui.cli.options import Options
from breakout_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\
examples:
  breakout-tui                              choose a theme and run the day
  breakout-tui demo                         try it on a fictional day, half played
  breakout-tui --themes mine.toml           with a programme of your own
  breakout-tui report-back 1 --minutes 5    the short spoken form of the first in the list
  breakout-tui resume                       go on with the latest session
  breakout-tui display                      the room display, in a second terminal
  breakout-tui check mine.toml              say what is wrong with a programme file
  breakout-tui sessions                     list the sessions
  breakout-tui export                       write the report of the latest session
  breakout-tui export 2 -o -                print the report of the second in the list
  breakout-tui backups                      list the backups that were made by themselves
  breakout-tui backups restore 3            make a new file of the third
  breakout-tui rescue damaged.db            save what can be read of a damaged database
  breakout-tui erase "Ana Lopez" C3         erase a name and a statement for good

exit statuses:
  0 fine · 1 refused · 2 usage · 3 database damaged · 4 database from a newer version
  5 database busy · 6 held by another window · 7 could not be written · 70 crash
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, remedy=f"`{self.prog} --help` shows how")


class _Command:
    """A command's own parser, made when it is asked for: to make all eleven takes longer than to read the line.

    What argparse asks of a parser in the list of commands is asked of that one.
    """

    def __init__(self, *, fill: Callable[[argparse.ArgumentParser], None], **settings: Any) -> None:
        self._fill = fill
        self._settings = settings

    def __getattr__(self, name: str) -> object:
        return getattr(self.parser, name)

    @cached_property
    def parser(self) -> argparse.ArgumentParser:
        """The parser itself."""
        parser = _Parser(**self._settings)
        self._fill(parser)
        return parser


def parse(arguments: Sequence[str]) -> Options:
    """Understand the command line. Raises UsageError; ``--help`` and ``--version`` print and exit."""
    return _parser().parse_args(arguments, Options())


def words_of_commands() -> dict[str, list[str]]:
    """For each command the words that may follow it, options first; under "" those of the program itself."""
    parser = _parser()
    known = {"": _words(parser)}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            known |= {name: _words(command.parser) for name, command in action.choices.items()}
    return known


def _words(parser: argparse.ArgumentParser) -> list[str]:
    return [word for action in parser._actions for word in action.option_strings]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="breakout-tui",
        description="Hold a breakout group together: an honest clock, every word kept, a paper at the end.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"breakout-tui {__version__}")
    _files(parser)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=cast("type[_Parser]", _Command)
    )
    for name, (help_, fill) in _COMMANDS.items():
        commands.add_parser(name, help=help_, fill=fill)
    return parser


def _sessions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="archived ones too")
    _files(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to; - prints it (default: documents folder)"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    parser.add_argument(
        "--until", choices=("morning", "afternoon"), help="leave out what comes after this phase"
    )
    _files(parser)


def _report_back(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    parser.add_argument(
        "--minutes", type=int, metavar="N", help="how long it may take (default: as set, else 5)"
    )
    parser.add_argument("--slides", action="store_true", help="as Markdown slides, parted by ---")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: printed)")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    _files(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=_path, metavar="FILE", help="default: the programme and database in use"
    )
    _files(parser)


def _one_session(parser: argparse.ArgumentParser) -> None:
    _session(parser)
    _files(parser)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at", metavar="PLACE", help="rank, lunch, approaches (default), afternoon, agree or done"
    )
    _files(parser)


def _backups(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=("list", "restore"), metavar="restore")
    parser.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="which; 1 is the newest")
    parser.add_argument("-o", "--output", metavar="FILE", help="the new file (default: beside the database)")
    _files(parser)


def _rescue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=_path, metavar="DAMAGED", help="default: the database in use")
    parser.add_argument(
        "-o", "--output", metavar="NEW", help="the new file (default: beside the damaged one)"
    )
    _files(parser)


def _erase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="NAME_OR_NOTE", help="a name, or a note such as C3")
    parser.add_argument("--session", metavar="SESSION", help="whose notes are meant (default: the latest)")
    parser.add_argument("--yes", action="store_true", help="don't ask")
    _files(parser)


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "sessions": ("list the sessions", _sessions),
    "export": ("write the report of a session as Markdown", _export),
    "report-back": ("the short spoken form of a session, fitted to its minutes", _report_back),
    "check": ("say what is wrong with a programme file or a database", _check),
    "resume": ("go on with a session at once", _one_session),
    "display": ("the room display, for a second terminal on the projector", _one_session),
    "demo": ("try it on a fictional day, half played; nothing is kept", _demo),
    "backups": ("list the backups, or restore one to a new file", _backups),
    "rescue": ("save all that can be read of a damaged database to a new one", _rescue),
    "erase": ("erase names and statements for good, also from the backups", _erase),
    "completion": ("the completion script of a shell", _completion),
}
"""Each command in the order of the help: what it is for, and what fills its parser."""


def _files(parser: argparse.ArgumentParser) -> None:
    """The files in use; what stands before the command holds where nothing stands behind it."""
    for name, help_ in (("--themes", "the programme file"), ("--database", "the database")):
        parser.add_argument(name, type=_path, metavar="FILE", default=argparse.SUPPRESS, help=help_)


def _session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "session", nargs="?", metavar="SESSION", help="its number in `sessions` or the beginning of its id"
    )


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)
