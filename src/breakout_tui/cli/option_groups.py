"""Options that several commands have."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from breakout_tui.domain.file_format import FileFormat
from breakout_tui.report.writers.paper_size import PaperSize

TYPE_CHECKING = False  # importing typing takes a tenth of ``--help``
if TYPE_CHECKING:
    from pathlib import Path


def add_format(parser: argparse.ArgumentParser, data: Sequence[str] = ()) -> None:
    """The options of a document: its format, paper and template. ``data`` are more formats."""
    parser.add_argument(
        "--format",
        choices=[*(each.value for each in FileFormat), *data],
        help="format (default: by the end of the output file's name, else md)",
    )
    parser.add_argument(
        "--paper", choices=[each.value for each in PaperSize], help="paper of docx and pdf (default: a4)"
    )
    parser.add_argument(
        "--template",
        type=as_path,
        metavar="FILE",
        help="Word file (.docx, .dotx) whose styles and page docx takes",
    )


def add_files(parser: argparse.ArgumentParser) -> None:
    """The options for files. They work before and after the command; after it they have priority."""
    themes = "programme file to use"
    parser.add_argument("--themes", type=as_path, metavar="FILE", default=argparse.SUPPRESS, help=themes)
    parser.add_argument(
        "--database",
        action=NamedDatabase,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="database file to use; to gather, and for what is gathered, also postgresql://user@host/name",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,
        help="for screen readers: lines without signs; alone, the open session as lines",
    )


def add_session(parser: argparse.ArgumentParser) -> None:
    """Which session it is about."""
    parser.add_argument(
        "session",
        nargs="?",
        metavar="SESSION",
        help="number in the list of `sessions`, or start of the id (default: the latest)",
    )


def add_hub(parser: argparse.ArgumentParser) -> None:
    """The hub, for the commands that open the window."""
    parser.add_argument(
        "--hub",
        action="append",
        metavar="URL",
        default=argparse.SUPPRESS,
        help="send what is saved to this hub, now and whenever the window opens; asks for the code of the room",
    )


class NamedDatabase(argparse.Action):
    """A database: a file is stored under the argument's own name, a server's address under ``server``, or ``into_server``."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse's signature
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        """The last one that is named counts."""
        if not isinstance(values, str):
            return
        on_server = "into_server" if self.dest == "into" else "server"
        path, address = None, None
        if "://" not in values:
            path = as_path(values)
        else:
            from breakout_tui.domain.server_address import ServerAddress, database_named

            found = database_named(values)
            address = found if isinstance(found, ServerAddress) else None
            path = None if isinstance(found, ServerAddress) else found
        setattr(namespace, self.dest, path)
        setattr(namespace, on_server, address)


def as_path(text: str) -> Path:
    """A path; pathlib is imported only for a command line that has one."""
    from pathlib import Path

    return Path(text)
