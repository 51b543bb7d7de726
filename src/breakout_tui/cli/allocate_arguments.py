"""The arguments of ``allocate`` and ``forget-delegates``."""

from __future__ import annotations

import argparse

from breakout_tui.cli.option_groups import add_files, as_path

CHANGES = ("publish", "freeze", "withdraw", "no-show", "add", "move-up", "undo")
FAMILIES = ("seats", "themes", "minimum", "together", "conditions")
"""The values of ``Family``, which is not imported for ``--help``."""


def add_allocate(parser: argparse.ArgumentParser) -> None:
    """A list of delegates with an output folder, or a folder with what to change in it."""
    parser.add_argument(
        "source",
        nargs="?",
        type=as_path,
        metavar="LIST_OR_FOLDER",
        help="list of delegates (CSV or XLSX); or the folder of an allocation; or its replay.json, to check it",
    )
    parser.add_argument(
        "change",
        nargs="?",
        choices=CHANGES,
        metavar="CHANGE",
        help="what to change in the folder: " + ", ".join(CHANGES),
    )
    parser.add_argument(
        "targets",
        nargs="*",
        metavar="NAME",
        help="delegates, by name or number in the draw; - reads names from stdin, a line each; "
        "with add: one name and FIELD=TEXT, such as country=Kenya wishes='Governance; Policy'",
    )
    parser.add_argument("-o", "--output", metavar="FOLDER", help="folder to write to")
    parser.add_argument(
        "--round", type=int, metavar="N", help="with no-show: only this round (default: all rounds)"
    )
    parser.add_argument("--seed", metavar="TEXT", help="seed of the draw (default: the name of the event)")
    parser.add_argument(
        "--column",
        action="append",
        metavar="ROLE=TITLE",
        help="which column is what, such as country=Pays; can be repeated. ROLE is one of name, first-name, last-name, id, "
        "country, organisation, track, choice, list, score, away, must, must-not, together, answered",
    )
    parser.add_argument("--worksheet", metavar="NAME", help="worksheet of an XLSX file (default: the first)")
    parser.add_argument(
        "--spread",
        action="append",
        metavar="NAME",
        help="spread the delegates of this country or organisation over the rooms; can be repeated",
    )
    parser.add_argument(
        "--relax",
        action="append",
        choices=FAMILIES,
        metavar="RULE",
        help="break this rule as little as possible if not all can be kept, and no other one; can be repeated: "
        + ", ".join(FAMILIES),
    )
    parser.add_argument(
        "--yes", action="store_true", help="with undo: also if places are no longer published then"
    )
    parser.add_argument(
        "--announce",
        type=as_path,
        metavar="FILE",
        help="write a page with the themes, the rule and the seed, before wishes are collected (pdf, html, docx, md)",
    )
    parser.add_argument("--suggest-rooms", action="store_true", help="print rooms that fit the wishes")
    parser.add_argument(
        "--format",
        dest="formats",
        action="append",
        choices=("pdf", "html", "docx", "md"),
        help="format of lists and slips; can be repeated (default: pdf and html)",
    )
    parser.add_argument("--paper", choices=("a4", "letter"), help="paper of docx and pdf (default: a4)")
    add_files(parser)


def add_forget(parser: argparse.ArgumentParser) -> None:
    """A folder."""
    parser.add_argument("source", type=as_path, metavar="FOLDER", help="folder of an allocation")
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    add_files(parser)
