"""Meetings to replay: what was said in them, by whom, and what the facilitator pressed besides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule, Programme
from breakout_tui.inputs.programme_file import read_programme

FOLDER = Path(__file__).parent
NAMES = ("identity", "records", "services")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, and what to note with it."""

    kind: Kind
    speaker: str
    """Empty for nobody in particular."""
    cluster: str
    links: tuple[str, ...]
    """References of earlier notes."""
    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A command of the day: a key, or a command line that begins with a slash."""

    what: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, in order."""

    name: str
    rule: AttributionRule
    known: tuple[str, ...]
    events: tuple[Said | Pressed, ...]


def programme() -> Programme:
    """The programme of all meetings."""
    return read_programme(FOLDER / "programme.toml")


def meeting(name: str) -> Meeting:
    """The meeting of this name."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    heads = dict(line.split(": ", 1) for line in lines if line.startswith(("rule: ", "known: ")))
    events = tuple(_event(line) for line in lines if line.startswith(">") or line[1:3] == " |")
    return Meeting(name, AttributionRule(heads["rule"]), tuple(heads["known"].split(", ")), events)


def _event(line: str) -> Said | Pressed:
    if line.startswith(">"):
        return Pressed(line.removeprefix(">").strip())
    kind, speaker, cluster, links, text = (cell.strip() for cell in line.split("|"))
    return Said(Kind.of_letter(kind), speaker, cluster, tuple(links.split()), text)
