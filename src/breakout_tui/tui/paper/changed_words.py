"""Changed words: where two forms of a text differ, so that a reader finds it at once."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_PIECE = re.compile(r"\s+|\w+|.", re.DOTALL)
_LONGEST = 1000
"""Pieces of a text from which it is not compared: that would take too long for a screen."""

Spans = tuple[tuple[int, int], ...]
"""Start and end of parts of a text, in characters."""


def changed_words(before: str, after: str) -> tuple[Spans, Spans]:
    """The words of each text that the other one does not have in that place; all of a very long text."""
    one, other = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(one), len(other)) > _LONGEST:
        return ((0, len(before)),), ((0, len(after)),)
    gone, new = [], []
    for tag, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.append(_span(one, start, end))
            new.append(_span(other, from_, to))
    return _filled(gone), _filled(new)


def _span(pieces: list[str], start: int, end: int) -> tuple[int, int]:
    before = sum(map(len, pieces[:start]))
    return before, before + sum(map(len, pieces[start:end]))


def _filled(spans: list[tuple[int, int]]) -> Spans:
    return tuple(span for span in spans if span[0] < span[1])
