"""The parsed command line."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing takes a tenth of ``--help``
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from breakout_tui.domain.server_address import ServerAddress

COMPLETING = "__complete"
"""The word by which the script of a shell asks what a word can be; the words typed so far follow."""


class Options:
    """The options of the command line, with their defaults.

    A plain class: a dataclass or argparse.Namespace would need an import that slows the start without arguments.
    """

    command: str | None = None
    themes: Path | None = None
    database: Path | None = None
    server: ServerAddress | None = None
    session: str | None = None
    output: str | None = None
    force: bool = False
    until: str | None = None
    all: bool = False
    file: Path | None = None
    at: str | None = None
    action: str | None = None
    number: int | None = None
    targets: Sequence[str] = ()
    yes: bool = False
    into: Path | None = None
    into_server: ServerAddress | None = None
    dry_run: bool = False
    minutes: int | None = None
    slides: bool = False
    plain: bool = False
    format: str | None = None
    bom: bool = False
    paper: str | None = None
    template: Path | None = None
    theme: str | None = None
    details: Sequence[str] = ()
    room_file: Path | None = None
    explain: bool = False
    event: str | None = None
    key_conclusions: bool = False
    plenary: bool = False
    read_back: Sequence[Path] = ()
    for_rooms: Path | None = None
    host: str | None = None
    port: int | None = None
    address: str | None = None
    check: bool = False
    rehearse: bool = False
    for_window: bool = False
    certificate: Path | None = None
    display_port: int | None = None
    allow_clear: bool = False
    source: Path | None = None
    change: str | None = None
    round: int | None = None
    seed: str | None = None
    column: Sequence[str] | None = None
    worksheet: str | None = None
    spread: Sequence[str] | None = None
    relax: Sequence[str] | None = None
    suggest_rooms: bool = False
    announce: Path | None = None
    formats: Sequence[str] | None = None
    hub: Sequence[str] | None = None
    url: str | None = None
    text: str | None = None
    rooms: Sequence[str] | None = None
    display: bool = False
    extend: str | None = None
    end: str | None = None
    withdraw: str | None = None
    key: str | None = None
    by: str | None = None

    def __init__(self, **given: object) -> None:
        vars(self).update(given)
