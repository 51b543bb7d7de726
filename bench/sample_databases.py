"""Databases for the benchmarks: one session with a given number of notes, written once and copied for each visit."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session, decide, start
from breakout_tui.domain.store_events import Saved, SaveFailed, StoreEvent
from breakout_tui.inputs.programme_file import read_programme
from breakout_tui.store.database import Database

SEARCH_TERM = "zq"
"""Two letters that occur only in the notes that the search must find. None of these is among the last hundred notes."""
CLUSTERS = ("", "", "money", "skills", "law")
"""Two notes of five are in none."""
_WORDS = (
    "the",
    "council",
    "data",
    "budget",
    "city",
    "shared",
    "without",
    "training",
    "people",
    "services",
    "open",
    "trust",
    "platform",
    "rules",
    "small",
    "towns",
    "vendor",
    "contract",
    "cannot",
    "agree",
    "change",
    "staff",
    "digital",
    "identity",
    "broken",
    "forms",
    "legacy",
    "systems",
    "school",
)


class SampleDatabases:
    """A folder with one database per number of notes, and its copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies = 0

    def home(self) -> Path:
        """A new home folder for a visit."""
        self._copies += 1
        home = self._folder / f"home-{self._copies}"
        home.mkdir()
        return home

    def copy(self, notes: int, clusters: Sequence[str] = CLUSTERS) -> Path:
        """A new copy of the database with one running session of ``notes`` notes in these clusters."""
        made = self._folder / f"{notes}-of-{len(clusters)}.db"
        if not made.exists():
            write_sample(made, notes, clusters)
        self._copies += 1
        return Path(shutil.copy(made, self._folder / f"{notes}-{self._copies}.db"))


def write_sample(path: Path, notes: int, clusters: Sequence[str] = CLUSTERS) -> None:
    """Write a session with its clock running and all notes under one question."""
    clock = SystemClock()
    programme = read_programme(Path(__file__).parent / "programme.toml")
    store = Database(path, clock)
    is_saved = Event()
    last = 0

    def listen(event: StoreEvent) -> None:
        if isinstance(event, SaveFailed):
            raise RuntimeError(event.problem)
        if isinstance(event, Saved) and event.ticket == last:
            is_saved.set()

    outcome = start(programme, "measured", c.EditDetails(room="A1", known=("Norway",)), clock.read())
    changes = list(outcome.changes)
    session: Session = outcome.session
    outcome = decide(session, c.Next(), clock.read())
    changes += outcome.changes
    generator = random.Random(5)
    for serial in range(notes):
        outcome = decide(outcome.session, note(serial, notes, generator, clusters), clock.read())
        changes += outcome.changes
    last = 1
    store.submit(session.id, changes)
    store.start(listen)
    if not is_saved.wait(600) or not store.close(60):
        raise RuntimeError("the sample database could not be written")


def note(serial: int, of: int, generator: random.Random, clusters: Sequence[str] = CLUSTERS) -> c.Capture:
    """A note of 4 to 34 words. Every fiftieth contains the search term, except in the last hundred."""
    words = [generator.choice(_WORDS) for _ in range(generator.randint(4, 34))]
    if serial % 50 == 0 and serial < max(1, of - 100):
        words.insert(0, SEARCH_TERM)
    return c.Capture(" ".join(words), Kind.CHALLENGE, cluster=generator.choice(clusters))
