"""The kinds of notes, and which kind answers which."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """The kind of statement that a note is. The value is the word shown and stored."""

    CHALLENGE = "challenge"
    PRINCIPLE = "principle"
    APPROACH = "approach"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    """Only offered where the programme asks for decisions."""
    PARKED = "parking lot"

    # Members are singletons, so identity hashing is correct. Enum hashes the name in Python, ten times as slowly, and a paper of
    # 100,000 statements looks up a kind more than a million times.
    __hash__ = object.__hash__

    @property
    def letter(self) -> str:
        """The letter of the kind's references: C, P, A, R, D, X."""
        return _LETTERS[self]

    @property
    def answers(self) -> Kind | None:
        """The kind that this kind points to in the chain C → P → A → R, or None; a decision may answer any of them."""
        return _ANSWERS.get(self)

    @classmethod
    def of_letter(cls, letter: str) -> Kind:
        """The kind of a reference's letter, in either case; raises KeyError for others."""
        return _KINDS[letter.upper()]


OUTPUTS = (Kind.PRINCIPLE, Kind.RECOMMENDATION, Kind.DECISION)
"""The kinds that are outputs, in the order in which they are read."""

_LETTERS = {
    Kind.CHALLENGE: "C",
    Kind.PRINCIPLE: "P",
    Kind.APPROACH: "A",
    Kind.RECOMMENDATION: "R",
    Kind.DECISION: "D",
    Kind.PARKED: "X",
}
LETTERS = "".join(_LETTERS.values())
"""The letters of all kinds, each of which begins references."""

_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_ANSWERS = {
    Kind.PRINCIPLE: Kind.CHALLENGE,
    Kind.APPROACH: Kind.PRINCIPLE,
    Kind.RECOMMENDATION: Kind.APPROACH,
}

GLYPHS: dict[Kind, str] = {
    Kind.CHALLENGE: "▲",
    Kind.PRINCIPLE: "◆",
    Kind.APPROACH: "➜",
    Kind.RECOMMENDATION: "✔",
    Kind.DECISION: "■",
    Kind.PARKED: "◌",
}
"""The glyph before a reference; each is one cell wide."""
