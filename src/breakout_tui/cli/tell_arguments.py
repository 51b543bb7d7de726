"""The arguments of ``tell`` and ``calls``."""

from __future__ import annotations

import argparse

from breakout_tui.cli.option_groups import add_files


def add_tell(parser: argparse.ArgumentParser) -> None:
    """A message and its rooms."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="message; without one, list all messages")
    parser.add_argument(
        "--room",
        dest="rooms",
        action="append",
        metavar="NAME",
        help="for this room only; can be repeated (default: all rooms)",
    )
    parser.add_argument(
        "--minutes", type=int, metavar="N", help="how long it is shown if nobody answers (default: 15)"
    )
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument(
        "--display", action="store_true", help="show it on the displays of the rooms, in place of a line"
    )
    kinds.add_argument(
        "--extend", metavar="+N", help="propose N minutes more for what each room does now; TEXT says why"
    )
    kinds.add_argument("--end", metavar="HH:MM", help="propose when the phase ends; TEXT says why")
    kinds.add_argument("--withdraw", metavar="ID", help="take a message back, by its id in the list")
    parser.add_argument(
        "--key",
        metavar="KEY",
        help="key of this message: with the same key it is sent once, however often you try",
    )
    add_files(parser)


def add_calls(parser: argparse.ArgumentParser) -> None:
    """Calls for help, or one of them."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "take", "close"),
        metavar="take|close",
        help="what to do with a call (default: list those that are open)",
    )
    parser.add_argument("text", nargs="?", metavar="ID", help="id of the call in the list")
    parser.add_argument("--by", metavar="NAME", help="with take: who goes there, as the room reads it")
    parser.add_argument("--all", action="store_true", help="list closed calls too")
    add_files(parser)
