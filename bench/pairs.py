"""Pairs: how long it takes to find what rooms of a large conference said alike, and how much memory."""

from __future__ import annotations

import itertools
import random
import time
import tracemalloc

from bench.figures import Figure
from breakout_tui.domain.pairs import PAIRED, ComparedText, pairs

ROOMS, NOTES = 200, 500
_SYLLABLES = [
    a + b
    for a in ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr", "pl"]
    for b in ["a", "e", "i", "o", "u", "ai"]
]
_VOCABULARY = 8000
_REPEATED = 20
"""One statement of so many was said in another room in nearly the same words."""


def statement_pairs(runs: int) -> list[Figure]:
    """The time to find the pairs among 200 rooms of 500 notes, in ``runs`` runs, and the memory that it takes on top of the notes."""
    said = texts(random.Random(17), ROOMS * NOTES)
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        found = pairs(said)
        seconds.append(time.perf_counter() - began)
        assert len(found) > len(said) // _REPEATED // 2
    tracemalloc.start()
    pairs(said[: len(said) // 10])
    memory = tracemalloc.get_traced_memory()[1] * 10
    tracemalloc.stop()
    return [
        Figure("pairs among 100,000 statements", 10, tuple(seconds), None, "s"),
        Figure("memory for it", 300, (memory / 1e6,), None, "MB"),
    ]


def texts(generator: random.Random, count: int) -> list[ComparedText]:
    """Statements of words that are as unequally frequent as those of a language."""
    words = ["".join(generator.choices(_SYLLABLES, k=generator.randint(2, 4))) for _ in range(_VOCABULARY)]
    frequencies = list(itertools.accumulate(1 / (rank + 3) ** 0.9 for rank in range(_VOCABULARY)))
    made: list[ComparedText] = []
    for number in range(count):
        said = generator.choices(words, cum_weights=frequencies, k=generator.randint(5, 15))
        kind = PAIRED[number % len(PAIRED)]
        if number % _REPEATED == _REPEATED - 1:
            repeated = made[generator.randrange(len(made))]
            said, kind = repeated.text.split(), repeated.kind
            said.pop(generator.randrange(len(said)))
        made.append(ComparedText(f"n{number:06}", f"room {number // NOTES}", kind, " ".join(said)))
    return made
