"""Labels: the words for the kinds of notes that people read, in the language of the programme.

Everything that shows a kind's word asks here. References keep their letters, and commands take both words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.text import plural


@dataclass(frozen=True, slots=True)
class KindLabel:
    """The words for one kind."""

    kind: Kind
    one: str
    """For a single note, as within a sentence."""
    many: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The words for all kinds; those that the programme doesn't name have their English ones."""

    given: tuple[KindLabel, ...] = ()
    """At most one for each kind."""

    def one(self, kind: Kind) -> str:
        """The word for one note of a kind: ``challenge``."""
        return next((label.one for label in self.given if label.kind is kind), kind.value)

    def many(self, kind: Kind) -> str:
        """The word for several notes of a kind: ``challenges``."""
        return next((label.many for label in self.given if label.kind is kind), _MANY[kind])

    def heading(self, kind: Kind, count: int = 2) -> str:
        """The word for so many notes with a capital, for headings: ``Challenges``."""
        words = self.one(kind) if count == 1 else self.many(kind)
        return f"{words[:1].upper()}{words[1:]}"

    def counted(self, count: int, kind: Kind) -> str:
        """``1 challenge``, ``3 approaches``, ``2 in the parking lot``."""
        if kind is Kind.PARKED:
            return f"{count:,} {self.in_parking}"
        return plural(count, self.one(kind), self.many(kind))

    @property
    def in_parking(self) -> str:
        """Where parked notes are: ``in the parking lot``; a programme's own word need not be a place: ``under “for later”``."""
        word = self.one(Kind.PARKED)
        return f"in the {word}" if word == Kind.PARKED.value else f"under “{word}”"

    def listed(self, kinds: tuple[Kind, ...], last: str = "and") -> str:
        """The words for several notes of each of these kinds: ``principles, approaches and decisions``."""
        words = [self.many(kind) for kind in kinds]
        return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))

    def find(self, text: str, kinds: tuple[Kind, ...] = tuple(Kind)) -> Kind | None:
        """The kind that a typed text means: its letter, or the start of its word, here or in English; else None."""
        wanted = text.strip().casefold()
        if not wanted:
            return None
        by_letter = (kind for kind in kinds if kind.letter.casefold() == wanted)
        return next(chain(by_letter, self._begun(wanted, kinds)), None)

    def _begun(self, wanted: str, kinds: tuple[Kind, ...]) -> Iterator[Kind]:
        """The kinds whose word begins so; their labels come before the English words."""
        for words_of in (self._words, _english):
            yield from (kind for kind in kinds if any(word.startswith(wanted) for word in words_of(kind)))

    def _words(self, kind: Kind) -> tuple[str, ...]:
        return self.one(kind).casefold(), self.many(kind).casefold()


def _english(kind: Kind) -> tuple[str, ...]:
    return kind.value, _MANY[kind]


_MANY = {
    kind: {Kind.APPROACH: "approaches", Kind.PARKED: kind.value}.get(kind, f"{kind.value}s") for kind in Kind
}
"""The English words for several notes of a kind."""

ENGLISH = Labels()
"""The words of a programme that names none."""
