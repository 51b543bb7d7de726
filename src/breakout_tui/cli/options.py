"""The command line, understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Options:
    """What was given, and else what holds.

    Neither a dataclass nor a namespace of argparse: who gives nothing starts without importing either.
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

    def __init__(self, **given: object) -> None:
        vars(self).update(given)
