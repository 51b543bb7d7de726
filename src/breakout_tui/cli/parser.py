"""The command line: what may be given, and the help with examples."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from breakout_tui import __version__
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


class Options(argparse.Namespace):
    """The command line, understood.

    Not a dataclass: to import that module alone would take `--version` half as long again.
    """

    command: str | None = None
    themes: Path | None = None
    database: Path | None = None
    session: str | None = None
    output: str | None = None
    force: bool = False
    until: str | None = None
    all: bool = False
    file: Path | None = None
    at: str | None = None
    action: str | None = None
    number: int | None = None
    words: Sequence[str] = ()
    yes: bool = False
    minutes: int | None = None
    slides: bool = False


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, remedy=f"`{self.prog} --help` shows how")


def parse(arguments: Sequence[str]) -> Options:
    """Understand the command line. Raises UsageError; ``--help`` and ``--version`` print and exit."""
    return _parser().parse_args(arguments, Options())


def words_of_commands() -> dict[str, list[str]]:
    """For each command the words that may follow it, options first; under "" those of the program itself."""
    parser = _parser()
    known = {"": _words(parser)}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            known |= {name: _words(command) for name, command in action.choices.items()}
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
    _common(parser, argparse.SUPPRESS)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", parser_class=_Parser
    )

    sessions = commands.add_parser("sessions", help="list the sessions")
    sessions.add_argument("--all", action="store_true", help="archived ones too")

    export = commands.add_parser("export", help="write the report of a session as Markdown")
    _session(export)
    export.add_argument(
        "-o", "--output", metavar="FILE", help="where to; - prints it (default: documents folder)"
    )
    export.add_argument("--force", action="store_true", help="replace a file that is there already")
    export.add_argument(
        "--until", choices=("morning", "afternoon"), help="leave out what comes after this phase"
    )

    spoken = commands.add_parser(
        "report-back", help="the short spoken form of a session, fitted to its minutes"
    )
    _session(spoken)
    spoken.add_argument(
        "--minutes", type=int, metavar="N", help="how long it may take (default: as set, else 5)"
    )
    spoken.add_argument("--slides", action="store_true", help="as Markdown slides, parted by ---")
    spoken.add_argument("-o", "--output", metavar="FILE", help="where to (default: printed)")
    spoken.add_argument("--force", action="store_true", help="replace a file that is there already")

    check = commands.add_parser("check", help="say what is wrong with a programme file or a database")
    check.add_argument(
        "file", nargs="?", type=_path, metavar="FILE", help="default: the programme and database in use"
    )

    resume = commands.add_parser("resume", help="go on with a session at once")
    _session(resume)
    display = commands.add_parser("display", help="the room display, for a second terminal on the projector")
    _session(display)

    demo = commands.add_parser("demo", help="try it on a fictional day, half played; nothing is kept")
    demo.add_argument(
        "--at", metavar="PLACE", help="rank, lunch, approaches (default), afternoon, agree or done"
    )

    backups = commands.add_parser("backups", help="list the backups, or restore one to a new file")
    backups.add_argument("action", nargs="?", choices=("list", "restore"), metavar="restore")
    backups.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="which; 1 is the newest")
    backups.add_argument("-o", "--output", metavar="FILE", help="the new file (default: beside the database)")

    rescue = commands.add_parser(
        "rescue", help="save all that can be read of a damaged database to a new one"
    )
    rescue.add_argument("file", nargs="?", type=_path, metavar="DAMAGED", help="default: the database in use")
    rescue.add_argument(
        "-o", "--output", metavar="NEW", help="the new file (default: beside the damaged one)"
    )

    erase = commands.add_parser("erase", help="erase names and statements for good, also from the backups")
    erase.add_argument("words", nargs="+", metavar="NAME_OR_NOTE", help="a name, or a note such as C3")
    erase.add_argument("--session", metavar="SESSION", help="whose notes are meant (default: the latest)")
    erase.add_argument("--yes", action="store_true", help="don't ask")

    completion = commands.add_parser("completion", help="the completion script of a shell")
    completion.add_argument("action", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish")

    for command in (sessions, export, spoken, check, resume, display, demo, backups, rescue, erase):
        _common(command, argparse.SUPPRESS)
    return parser


def _common(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--themes", type=_path, metavar="FILE", default=default, help="the programme file")
    parser.add_argument("--database", type=_path, metavar="FILE", default=default, help="the database")


def _session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "session", nargs="?", metavar="SESSION", help="its number in `sessions` or the beginning of its id"
    )


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)
