"""Visits: a program is started in a terminal, typed to, left alone, and measured from outside."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.rooms import RARE, Rooms
from bench.terminal import Terminal

PROGRAM = str(Path(sys.executable).parent / "breakout-tui")
BARE = (sys.executable, str(Path(__file__).parent / "programs" / "bare_textual.py"))
LETTER = "z"
"""Typed to see its heard-again record; neither program writes one by itself."""
_SETTLED = 2.5
"""Seconds after the start until the store has imported what it needs and all is at rest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to measure beyond the start."""

    keys: int = 0
    notes: int = 0
    idle: float = 0.0
    memory: bool = False


@dataclass(slots=True)
class Visit:
    """What one visit told; seconds and bytes."""

    start: float = 0.0
    heard_again: list[float] = field(default_factory=list)
    bytes_a_key: list[float] = field(default_factory=list)
    additions: list[float] = field(default_factory=list)
    processor: float = 0.0
    bytes_a_second: float = 0.0
    memory: float = 0.0


def visit_bare(rooms: Rooms, wish: Wish) -> Visit:
    """The bare Textual app: usable when it echoes a key."""
    with Terminal(BARE, rooms.home()) as terminal:
        return _typing_visit(terminal, "bare", wish)


def visit_session(rooms: Rooms, notes: int, wish: Wish) -> Visit:
    """A session of so many notes, resumed: usable when the capture line echoes a key."""
    command = (PROGRAM, "--database", str(rooms.copy(notes)), "resume")
    with Terminal(command, rooms.home()) as terminal:
        return _typing_visit(terminal, "F1", wish)


def visit_programme(rooms: Rooms) -> Visit:
    """The list of themes: usable when a digit brings the card of another theme."""
    command = (PROGRAM, "--database", str(rooms.copy(0)))
    with Terminal(command, rooms.home()) as terminal:
        terminal.wait_for("Governance Challenges", terminal.started_at)
        terminal.type("2")
        return Visit(start=terminal.wait_for("▸ 2", terminal.started_at))


def visit_search(rooms: Rooms, notes: int) -> float:
    """From the first key of a search, never asked before in this session, to its first result on the screen."""
    command = (PROGRAM, "--database", str(rooms.copy(notes)), "resume")
    with Terminal(command, rooms.home()) as terminal:
        terminal.wait_for("saved ✓", terminal.started_at)
        terminal.rest(_SETTLED)
        terminal.type("/search ")
        terminal.rest(0.5)
        return terminal.wait_for(RARE, terminal.type(RARE[0]))


def _typing_visit(terminal: Terminal, mark: str, wish: Wish) -> Visit:
    visit = Visit()
    terminal.wait_for(mark, terminal.started_at)
    terminal.type(LETTER)
    visit.start = terminal.wait_for(LETTER, terminal.started_at)
    if wish != Wish():
        terminal.rest(_SETTLED)
    _type(terminal, visit, wish.keys)
    _add(terminal, visit, wish.notes)
    if wish.idle:
        written, used = terminal.written, terminal.processor_seconds()
        terminal.rest(wish.idle)
        visit.processor = (terminal.processor_seconds() - used) / wish.idle
        visit.bytes_a_second = (terminal.written - written) / wish.idle
    if wish.memory:
        visit.memory = terminal.resident_bytes()
    return visit


def _type(terminal: Terminal, visit: Visit, keys: int) -> None:
    """Type words of six letters, so spaced that the frames of the program don't fall into step with the keys."""
    for key in range(keys):
        if key % 6 == 5:
            terminal.type(" ")
            terminal.rest(0.03)
        before = terminal.written
        visit.heard_again.append(terminal.wait_for(LETTER, terminal.type(LETTER)))
        terminal.rest(0.012)
        visit.bytes_a_key.append(terminal.written - before)
        terminal.rest(0.02 + key % 7 * 0.003)


def _add(terminal: Terminal, visit: Visit, notes: int) -> None:
    if notes:
        terminal.type("\r")  # what was typed before becomes a note of its own
        terminal.rest(0.5)
    for number in range(notes):
        words = f"what was said {number}"
        terminal.type(words)
        terminal.rest(0.25)
        visit.additions.append(terminal.wait_for(words, terminal.type("\r")))
        terminal.rest(0.15 + number % 7 * 0.01)
