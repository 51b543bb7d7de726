"""The demo day as keys: what to press for each line. A second session, played along, supplies the state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from breakout_tui import paths
from breakout_tui.cli.demo_command import DETAILS
from breakout_tui.cli.demo_day import DAY
from breakout_tui.cli.demo_player import Player, length, until
from breakout_tui.domain.clock import Reading
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import Programme
from breakout_tui.domain.session import Session
from breakout_tui.inputs.programme_file import read_programme

SECOND = replace(DETAILS, round=2, people=19)
"""The details of the second round."""


@dataclass(frozen=True)
class Step:
    """One step: the seconds to wait, how often to press Tab, and the text to type before Enter."""

    wait: int
    tabs: int
    typed: str
    notes: int
    """The number of notes after this step."""


def shipped() -> Programme:
    """The programme that ships with breakout-tui."""
    return read_programme(paths.shipped_programme())


def steps(
    reading: Reading, place: str = "done", *, script: str = DAY, earlier: Session | None = None
) -> Iterator[Step]:
    """The steps of the day up to a label; ``earlier`` is the session of the previous round."""
    programme = shipped()
    details = DETAILS if earlier is None else SECOND
    follows = None if earlier is None else earlier.id
    shadow = Player(programme, programme.themes[0].id, details, reading, follows=follows)
    waited = 0
    for line in until(script, place):
        if line.startswith("== "):
            continue
        if line.startswith("+"):
            waited += length([line])
            shadow.play([line])
            continue
        tabs, typed = 0, line
        if not line.startswith("/"):
            # Each note starts with the step's own kind.
            tabs, typed = shadow.session.kinds.index(Kind.of_letter(line[0])), line[2:]
        shadow.play([line])
        yield Step(waited, tabs, typed, shadow.session.book.visible)
        waited = 0


def timeless(markdown: str) -> str:
    """The report without the parts that depend on the time of the run: times, dates, durations and the time table."""
    head = markdown.partition("## Planned and actual time")[0]
    head = re.sub(r"\d\d:\d\d", "HH:MM", head)
    head = re.sub(r", ending .* (early|late|on time)", "", head)
    head = re.sub(r"\d{4}-\d\d-\d\d", "DATE", head)
    return re.sub(r"\w+day \d+ \w+ \d{4}", "DAY", head).rstrip() + "\n"
