"""The direction of text: which parts of a line run from right to left.

Formats with a layout of their own, such as DOCX, must be told: their programs choose fonts and bold for these parts by the mark,
not by the characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_STRONG_RIGHT = "\u0590\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0600-\u07bf\u07c0-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT = re.compile(f"[{_STRONG_RIGHT}]")
# Marks and spaces between words that run from right to left belong to them; letters and figures never do.
_SPAN = re.compile(
    rf"[{_STRONG_RIGHT}\u0591-\u05c7]+(?:[^\w{_STRONG_RIGHT}]+[{_STRONG_RIGHT}\u0591-\u05c7]+)*"
)
_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def runs_from_right(language: str) -> bool:
    """Whether a language, by its BCP 47 tag, is written from right to left."""
    return language.partition("-")[0].lower() in _LANGUAGES


def begins_from_right(text: str, *, default: bool = False) -> bool:
    """Whether the first letter of a text runs from right to left; ``default`` without any letter."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return True
            case "L":
                return False
    return default


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, in order, each with whether it runs from right to left; joined they are the text."""
    if not _RIGHT.search(text):
        yield text, False
        return
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
