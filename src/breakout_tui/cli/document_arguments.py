"""The arguments of the commands that write documents."""

from __future__ import annotations

import argparse

from breakout_tui.cli.option_groups import add_files, add_format, add_session, as_path
from breakout_tui.domain.file_format import DataFormat


def add_export(parser: argparse.ArgumentParser) -> None:
    """The report of a session."""
    add_session(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="output file, or folder for csv; - prints it (default: in your documents folder)",
    )
    add_format(parser, [each.value for each in DataFormat])
    parser.add_argument(
        "--bom", action="store_true", help="begin CSV files with the byte order mark that Excel needs"
    )
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    parser.add_argument(
        "--until", metavar="PHASE", help="end the report after the phase of this id, such as morning"
    )
    add_files(parser)


def add_report_back(parser: argparse.ArgumentParser) -> None:
    """The report-back of a session."""
    add_session(parser)
    parser.add_argument(
        "--minutes", type=int, metavar="N", help="speaking time (default: as set in the session, or 5)"
    )
    parser.add_argument("--slides", action="store_true", help="write slides, in Markdown separated by ---")
    parser.add_argument("-o", "--output", metavar="FILE", help="output file (default: print it)")
    add_format(parser)
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    add_files(parser)


def add_paper(parser: argparse.ArgumentParser) -> None:
    """The position paper of a conference."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="output file or folder; - prints it (default: edit it)"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--key-conclusions", action="store_true", help="only these, on one or two pages")
    forms.add_argument("--plenary", action="store_true", help="all report-backs in order; in md as slides")
    forms.add_argument(
        "--read-back",
        type=as_path,
        nargs="+",
        metavar="DOCX",
        help="edit it, with what edited files, or all in a folder, propose; with --plain print that",
    )
    forms.add_argument(
        "--for-rooms",
        type=as_path,
        metavar="FOLDER",
        help="write for each room one page (docx) of what you changed of it, to accept or comment",
    )
    parser.add_argument(
        "--event",
        metavar="NAME",
        help="event, by the start of its name (default: that of the newest session)",
    )
    add_format(parser)
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    add_files(parser)
