"""Tells whether a text repeats an erased statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from breakout_tui.domain.erased_words import ERASED

_WORD = re.compile(r"\w+")
_RUN = 5
"""A text that has this many consecutive words of the statement repeats it."""
_FEWEST = 3
"""A shorter statement is repeated only by a text that is nothing else: many sentences contain "No"."""


class Repeats:
    """Finds the texts of a statement, whole or in part."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._wholes: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            words = _words(text)
            if words and text != ERASED:
                self._wholes.add(words)
                self._runs.update(_runs(words, min(len(words), _RUN) if len(words) >= _FEWEST else 0))

    def are_in(self, text: str) -> bool:
        """Whether the text is one of them, or repeats one, whole or in part."""
        words = _words(text)
        if words in self._wholes:
            return True
        lengths = {len(run) for run in self._runs}
        return any(run in self._runs for length in lengths for run in _runs(words, length))

    def erased_from(self, plain: Any) -> Any:
        """The JSON value with each text that repeats one of them replaced."""
        if isinstance(plain, str):
            return ERASED if self.are_in(plain) else plain
        if isinstance(plain, list):
            return [self.erased_from(item) for item in plain]
        if isinstance(plain, dict):
            return {name: self.erased_from(value) for name, value in plain.items()}
        return plain


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    if length:
        yield from (words[start : start + length] for start in range(len(words) - length + 1))
