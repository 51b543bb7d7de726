"""Labelled pairs of statements, to tune and to judge how repeats are found; see the files in fixtures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

REPEATS = ("verbatim", "shortened", "natural", "reworded")
"""The kinds of pairs that say the same; all other kinds are near misses."""
KNOWN = ("Norway", "New Zealand", "Estonia", "South Africa")
"""The countries that the sessions of these pairs know."""


class StatementPair(NamedTuple):
    """Two statements, and what the second is to the first."""

    kind: str
    language: str
    earlier: str
    later: str
    is_held_out: bool
    """Every second pair of a kind in the first file is held out: the rule was not tuned on it."""

    @property
    def is_repeat(self) -> bool:
        """Whether both say the same."""
        return self.kind in REPEATS


def _pairs(name: str, *, are_held_out: bool) -> tuple[StatementPair, ...]:
    file = Path(__file__).parent / "fixtures" / name
    count: Counter[str] = Counter()
    pairs = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, language, earlier, later = (cell.strip() for cell in line.split("|"))
            is_held_out = are_held_out and count[kind] % 2 == 1
            pairs.append(StatementPair(kind, language, earlier, later, is_held_out))
            count[kind] += 1
    return tuple(pairs)


PAIRS = (
    *_pairs("statement_pairs.txt", are_held_out=True),
    *_pairs("more_statement_pairs.txt", are_held_out=False),
)
