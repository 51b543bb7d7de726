"""Typed text: which keys type a character, and where the word before the caret starts."""

from __future__ import annotations

import re
from unicodedata import category

from breakout_tui.domain.text import is_clean

_LONGEST_WORD = 80
_WORD_LEFT = re.compile(r"(?:\w+|[^\w\s]+)?\s*\Z")


def is_typed(character: str) -> bool:
    """Whether a key's character belongs in a note: also the spaces and joiners that Python calls unprintable."""
    return is_clean(character) and (character.isprintable() or category(character) in {"Zs", "Cf"})


def word_start(text: str, caret: int) -> int:
    """Where the word before the caret starts, or the punctuation before it; blanks behind a word belong to it."""
    found = _WORD_LEFT.search(text[:caret][-_LONGEST_WORD:])
    return caret - len(found.group() if found else "")
