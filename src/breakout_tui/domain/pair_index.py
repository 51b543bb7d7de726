"""Pair index: among many statements, those that share enough words to be worth comparing.

``similarity`` is above zero only where two statements share at least ``ALIKE`` of the weight of the lighter one, or have the same
words but for a slip in a long one. The first ones are found by their *prefix*: they share one of the rarest words of the lighter one,
of as many as leave less than that weight to the others. This is the prefix filter of Chaudhuri, Ganti and Kaushik, "A Primitive
Operator for Similarity Joins in Data Cleaning" (2006), with weights. The others have the same *skeleton*: their words, with a
mark for each long one.

A word in more than ``COMMON`` statements finds none, and a statement is compared with at most ``CLOSEST`` others that are heavier, so
that many statements of the same few words don't take for ever. Below these limits nothing is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from breakout_tui.domain.compared_statement import all_words, content_words
from breakout_tui.domain.similarity import ALIKE, FEWEST_OF_SLIP, SHORTEST_OF_SLIP, rarity

COMMON = 4000
"""A word in more statements is too common to find them by."""
CLOSEST = 12
"""The most heavier statements that one is compared with, those that share the most weight with it first."""

_SLACK = 1e-9
"""For sums that are added up in another order."""
_PRICE = 8
"""What looking at a statement costs, against passing over its place."""


class IndexedText(NamedTuple):
    """A statement as it is indexed."""

    text: str
    session_id: str
    """Statements of one session are not compared."""


class PairIndex:
    """An index of statements, known by their places, from 0."""

    def __init__(self, texts: Sequence[IndexedText]) -> None:
        self._sessions = [text.session_id for text in texts]
        self._words = [content_words(text.text) for text in texts]
        self._places: dict[str, set[int]] = defaultdict(set)
        self._skeletons: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._skeleton_of: list[tuple[str, ...]] = []
        for place, words in enumerate(self._words):
            for word in words:
                self._places[word].add(place)
            self._skeleton_of.append(_skeleton(texts[place].text))
            self._skeletons[self._skeleton_of[-1]].append(place)
        self._weights = {word: rarity(len(found), len(texts)) for word, found in self._places.items()}
        self._sums = [sum(map(self._weights.__getitem__, words)) for words in self._words]

    def weight(self, word: str) -> float:
        """How much a word counts: the more, the fewer statements have it."""
        return self._weights[word] if word in self._weights else rarity(0, len(self._words))

    def close_to(self, place: int) -> Iterator[int]:
        """The statements to compare with this one, of those that are heavier (or as heavy, and later); the closest first."""
        words, session = self._words[place], self._sessions[place]
        need = ALIKE * self._sums[place] - _SLACK
        mine = (self._sums[place], place)
        found = []
        alike = self._skeletons[self._skeleton_of[place]][: CLOSEST + 1]
        for other in self._sharing(words, need).union(alike):
            if (self._sums[other], other) > mine and self._sessions[other] != session:
                shared = sum(map(self._weights.__getitem__, words & self._words[other]))
                if shared >= need or other in alike:
                    found.append((-shared, self._sums[other], other))
        yield from (other for _, _, other in sorted(found)[:CLOSEST])

    def _sharing(self, words: frozenset[str], need: float) -> set[int]:
        """The statements that may share this weight: they have a word of the prefix, or two of a longer one.

        Of these two ways the cheaper one.
        """
        rarest = sorted(words, key=lambda word: (-self._weights[word], word))
        one, two = self._prefix(rarest, need, 1), self._prefix(rarest, need, 2)
        sizes = [len(places) for places in two]
        by_two = sum(size * (len(sizes) - 1 - at) for at, size in enumerate(sizes))
        if _PRICE * sum(map(len, one)) <= by_two:
            return set().union(*one)
        return set().union(*(a & b for a, b in combinations(two, 2)))

    def _prefix(self, rarest: Sequence[str], need: float, shared: int) -> list[set[int]]:
        """The places of the rarest words, so many that without ``shared`` of them the weight can't be shared."""
        left = sum(map(self._weights.__getitem__, rarest))
        without = sum(self._weights[word] for word in rarest[: shared - 1])
        found = []
        for word in rarest:
            if left + without < need:
                break
            left -= self._weights[word]
            if len(self._places[word]) <= COMMON:
                found.append(self._places[word])
        return found


def _skeleton(text: str) -> tuple[str, ...]:
    """The words of a text, with a mark for each in which there may be a slip."""
    words = all_words(text)
    may_slip = len(words) >= FEWEST_OF_SLIP
    return tuple("" if may_slip and len(word) >= SHORTEST_OF_SLIP else word for word in words)
