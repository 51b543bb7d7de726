"""Similar notes: how long it takes to find the note that says the same, among many notes that share its words."""

from __future__ import annotations

import random
import time

from bench.figures import Figure, p95
from bench.meetings import NAMES, Said, meeting, programme
from breakout_tui.domain import commands as c
from breakout_tui.domain.clock import SystemClock
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.session import Session, decide, start
from breakout_tui.tui.similar_notes import SimilarNotes

MANY = 10_000


def similar_notes(runs: int, count: int) -> list[Figure]:
    """The time of one comparison in this process, and of indexing one slice; each in ``runs`` runs."""
    generator = random.Random(11)
    session = _session(generator)
    finding, indexing = [], []
    for _ in range(runs):
        similar, slices = SimilarNotes(), []
        is_more = True
        while is_more:
            began = time.perf_counter()
            is_more = similar.read(session)
            slices.append(time.perf_counter() - began)
        indexing.append(p95(slices) * 1000)
        finding.append(p95([_find(similar, session, generator) for _ in range(count)]) * 1000)
    return [
        Figure("similar note among 10,000 notes p95", 5, tuple(finding), None),
        Figure("indexing a slice of notes p95", 10, tuple(indexing), None),
    ]


def _session(generator: random.Random) -> Session:
    """Ten thousand notes made of the words of the replayed meetings."""
    said = [event.text for name in NAMES for event in meeting(name).events if isinstance(event, Said)]
    words = sorted({word for text in said for word in text.split()})
    reading = SystemClock().read()
    session = start(programme(), "replayed", c.EditDetails(room="A1", known=("Norway",)), reading).session
    for _ in range(MANY):
        text = " ".join(generator.choices(words, k=generator.randint(5, 15)))
        session = decide(session, c.Capture(text, Kind.CHALLENGE), reading).session
    return session


def _find(similar: SimilarNotes, session: Session, generator: random.Random) -> float:
    """The seconds to find a note by most of its words in another order."""
    words = session.book[generator.randrange(MANY)].text.split()
    text = " ".join(generator.sample(words, len(words) - 1))
    began = time.perf_counter()
    similar.find(session, text, Kind.CHALLENGE)
    return time.perf_counter() - began
