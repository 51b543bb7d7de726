"""How large a text can be set in a space, where no script measures it. Pure.

Lengths are in *units*: a hundredth of the height of a picture of 16:9, or of the part of any other picture that has this shape.
The script of the page refines the size to what really fits.
"""

from __future__ import annotations

import textwrap
import unicodedata
from functools import lru_cache

SIZES = (16, 13, 11, 9, 7.5, 6, 5, 4)
"""The sizes of a title, from the largest, in units; each has a class in the style sheet."""
_WIDTH = 0.6
"""Width of a bold letter in its size: a little more than that of common system fonts."""
_LEADING = 1.16
_TALL = 1.42
"""Of a text with marks above or below its letters."""
_VARIATIONS = "\ufe0e\ufe0f"
"""Choose between text and picture of the letter before; they are no marks."""
_REMEMBERED = 2000
"""Texts whose number of lines is kept: a list is drawn again with each new line of it. Without, it took an eighth of what a hub does."""
_WHOLE = 24
"""Letters of the longest word that is never broken: a longer one would make a title small."""


def size_for(text: str, width: float, height: float) -> int:
    """The place in ``SIZES`` of the largest size with which a text fits; the smallest if none does."""
    shown = _widened(text)
    longest = max((len(word) for word in shown.split() if len(word) <= _WHOLE), default=1)
    for place, size in enumerate(SIZES):
        across = int(width / (size * _WIDTH))
        if across < longest:
            continue
        lines = textwrap.wrap(shown, across, break_on_hyphens=True)
        if len(lines) * size * leading(text) <= height:
            return place
    return len(SIZES) - 1


def is_tall(text: str) -> bool:
    """Whether a text has marks above or below its letters, or is in a script with such: its lines need more space."""
    return not text.isascii() and any(
        each not in _VARIATIONS
        and (unicodedata.category(each)[0] == "M" or unicodedata.bidirectional(each) in ("R", "AL"))
        for each in text
    )


def leading(text: str, usual: float = _LEADING) -> float:
    """The height of a line of a text in its size; ``usual`` is that of a text that is not tall."""
    return _TALL if is_tall(text) else usual


@lru_cache(_REMEMBERED)
def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text has in a regular weight."""
    across = max(1, int(width / (size * (_WIDTH - 0.06))))
    return max(1, len(textwrap.wrap(_widened(text), across)))


def cell_width(text: str) -> int:
    """How many letters of usual width a text is wide."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _widened(text: str) -> str:
    """The text with a second letter for each wide one; these are also places to break."""
    if text.isascii():
        return text
    return "".join(f"{each}{each} " if unicodedata.east_asian_width(each) in "WF" else each for each in text)
