"""The arguments of ``serve``, ``rooms`` and ``take-over``: what a hub and its rooms need."""

from __future__ import annotations

import argparse

from breakout_tui.cli.option_groups import add_files, add_hub, as_path


def add_serve(parser: argparse.ArgumentParser) -> None:
    """Where a server listens, and what it shows."""
    parser.add_argument(
        "--host",
        metavar="HOST",
        help="listen there too: 0.0.0.0 for all networks (default: this computer only)",
    )
    parser.add_argument("--port", type=int, metavar="N", help="port (default: the first free one from 8765)")
    parser.add_argument(
        "--address", metavar="HOST", help="address to show to others (default: the likeliest one found)"
    )
    _certificate(parser)
    parser.add_argument(
        "--display-port",
        type=int,
        metavar="N",
        help="port of a hub for displays, without encryption (default: the first free one after --port; none with --certificate)",
    )
    parser.add_argument(
        "--allow-clear",
        action="store_true",
        help="serve a hub without encryption; refused where a session is anonymous",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--check", action="store_true", help="try all that can be tried beforehand, then end")
    ways.add_argument("--rehearse", action="store_true", help="show every face of a day, one after the other")
    ways.add_argument("--for-window", action="store_true", help=argparse.SUPPRESS)
    add_files(parser)


def add_rooms(parser: argparse.ArgumentParser) -> None:
    """The rooms of a hub."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "add", "new-code", "revoke", "organiser", "revoke-organiser"),
        metavar="add|new-code|revoke|organiser|revoke-organiser",
        help="what to do with the rooms, or with the links of organisers (default: list them)",
    )
    parser.add_argument("targets", nargs="*", metavar="NAME", help="name of a room or organiser")
    parser.add_argument("--port", type=int, metavar="N", help="port of the hub, for links (default: 8765)")
    parser.add_argument(
        "--address", metavar="HOST", help="address of the hub, for links (default: the likeliest one found)"
    )
    _certificate(parser)
    parser.add_argument(
        "--allow-clear", action="store_true", help="codes for a hub that is served with --allow-clear"
    )
    add_files(parser)


def add_overview(parser: argparse.ArgumentParser) -> None:
    """The hub of an organiser."""
    parser.add_argument(
        "url",
        nargs="?",
        metavar="URL",
        help="address of the hub (default: that of the link, for which it asks)",
    )


def add_take_over(parser: argparse.ArgumentParser) -> None:
    """A session at the hub, to continue here."""
    parser.add_argument(
        "session",
        nargs="?",
        metavar="SESSION",
        help="number in the hub's list, or start of the id (default: the only one that is not done)",
    )
    parser.add_argument("--yes", action="store_true", help="take it over without asking")
    add_hub(parser)
    add_files(parser)


def _certificate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--certificate",
        type=as_path,
        metavar="FILE",
        help="certificate and key of the hub, PEM; made if missing (default: hub.pem in the data folder)",
    )
