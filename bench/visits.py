"""Visits: starts a program in a terminal, types, waits, and measures it from outside."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench.measured_terminal import Terminal
from bench.sample_databases import SEARCH_TERM, SampleDatabases

PROGRAM = str(Path(sys.executable).parent / "breakout-tui")
BARE = (sys.executable, str(Path(__file__).parent / "programs" / "bare_textual.py"))
LETTER = "z"
"""The letter that is typed to measure the echo. Neither program shows it otherwise."""
_SETTLED = 2.5
"""Seconds to wait after the start, until everything is imported and the screen is quiet."""
_INDEXED = 12.0
"""Seconds to wait after the last note, until the notes are indexed for finding repeats and the program is idle."""


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What to measure after the start: keys, notes, idle seconds, memory."""

    keys: int = 0
    notes: int = 0
    idle: float = 0.0
    memory: bool = False


@dataclass(slots=True)
class Visit:
    """The measurements of one visit, in seconds and bytes."""

    start: float = 0.0
    echoes: list[float] = field(default_factory=list)
    bytes_per_key: list[float] = field(default_factory=list)
    additions: list[float] = field(default_factory=list)
    cpu: float = 0.0
    bytes_per_second: float = 0.0
    memory: float = 0.0


def visit_bare(samples: SampleDatabases, plan: VisitPlan) -> Visit:
    """Visit the minimal Textual app. It is usable when it echoes a key."""
    with Terminal(BARE, samples.home()) as terminal:
        return _typing_visit(terminal, "bare", plan)


def visit_session(samples: SampleDatabases, notes: int, plan: VisitPlan) -> Visit:
    """Resume a session of ``notes`` notes. It is usable when the capture line echoes a key."""
    command = (PROGRAM, "--database", str(samples.copy(notes)), "resume")
    with Terminal(command, samples.home()) as terminal:
        return _typing_visit(terminal, "F1", plan)


def visit_programme(samples: SampleDatabases) -> Visit:
    """Visit the list of themes. It is usable when a digit shows the card of another theme."""
    command = (PROGRAM, "--database", str(samples.copy(0)))
    with Terminal(command, samples.home()) as terminal:
        terminal.wait_for("Governance Challenges", terminal.started_at)
        terminal.type("2")
        return Visit(start=terminal.wait_for("▸ 2", terminal.started_at))


def visit_search(samples: SampleDatabases, notes: int) -> float:
    """The seconds from the first key of the first search in a session to its first result on the screen."""
    command = (PROGRAM, "--database", str(samples.copy(notes)), "resume")
    with Terminal(command, samples.home()) as terminal:
        terminal.wait_for("saved ✓", terminal.started_at)
        terminal.read_for(_SETTLED)
        terminal.type("/search ")
        terminal.read_for(0.5)
        return terminal.wait_for(SEARCH_TERM, terminal.type(SEARCH_TERM[0]))


def _typing_visit(terminal: Terminal, mark: str, plan: VisitPlan) -> Visit:
    visit = Visit()
    terminal.wait_for(mark, terminal.started_at)
    terminal.type(LETTER)
    visit.start = terminal.wait_for(LETTER, terminal.started_at)
    if plan != VisitPlan():
        terminal.read_for(_SETTLED)
    type_keys(terminal, visit, plan.keys)
    _add(terminal, visit, plan.notes)
    if plan.idle:
        terminal.read_for(_INDEXED if plan.notes else 0)
        written, used = terminal.written, terminal.cpu_seconds()
        terminal.read_for(plan.idle)
        visit.cpu = (terminal.cpu_seconds() - used) / plan.idle
        visit.bytes_per_second = (terminal.written - written) / plan.idle
    if plan.memory:
        visit.memory = terminal.resident_bytes()
    return visit


def type_keys(terminal: Terminal, visit: Visit, keys: int) -> None:
    """Type words of six letters at varying intervals, so that the keys don't synchronise with the frames of the program."""
    for key in range(keys):
        if key % 6 == 5:
            terminal.type(" ")
            terminal.read_for(0.03)
        before = terminal.written
        visit.echoes.append(terminal.wait_for(LETTER, terminal.type(LETTER)))
        terminal.read_for(0.012)
        visit.bytes_per_key.append(terminal.written - before)
        terminal.read_for(0.02 + key % 7 * 0.003)


def _add(terminal: Terminal, visit: Visit, notes: int) -> None:
    if notes:
        terminal.type("\r")  # save the text that was typed before as a separate note
        terminal.read_for(0.5)
    for number in range(notes):
        text = f"what was said {number}"
        terminal.type(text)
        terminal.read_for(0.25)
        visit.additions.append(terminal.wait_for(text, terminal.type("\r")))
        terminal.read_for(0.15 + number % 7 * 0.01)
