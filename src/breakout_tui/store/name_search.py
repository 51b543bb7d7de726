"""Finds names in texts, in every spelling.

Spellings that are found: any case (``ß`` is ``ss``), any Unicode form, compatibility characters, straight and curly
apostrophes, any hyphen, words joined by spaces or ``_``, with ``@`` or quotes before and after. Only whole words are
found, and an accent makes another name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ＇", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_MARK = r"\u0300-\u036f"
"""Combining marks: they belong to the letter before them."""


class NameSearch:
    """The names to find."""

    def __init__(self, names: Iterable[str]) -> None:
        spellings = {folded_text(name.strip().lstrip("@").strip('"').replace("_", " ")) for name in names}
        ordered = sorted(filter(None, (tuple(spelling.split()) for spelling in spellings)), key=_length)
        words = "|".join(r"[\s_]+".join(map(re.escape, spelling)) for spelling in reversed(ordered))
        pattern = rf'(?<![^\W_])(?<![{_MARK}])(?:@+"(?:{words})"|@*(?:{words}))(?![^\W_]|[{_MARK}])'
        self._found = re.compile(pattern if words else r"(?!)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the names are, each as start and end in the text; longer names first."""
        if text.isascii():
            return [match.span() for match in self._found.finditer(text.lower())]
        pieces = [_folded(character) for character in text]
        matches = [match.span() for match in self._found.finditer("".join(pieces))]
        if not matches:
            return []
        origins = [place for place, piece in enumerate(pieces) for _ in piece]
        return [(origins[start], origins[end - 1] + 1) for start, end in matches]

    def are_in(self, text: str) -> bool:
        """Whether one of them is in the text."""
        return bool(self.spans(text))

    def replaced(self, text: str, by: str) -> str:
        """The text with each of them replaced."""
        kept, position = [], 0
        for start, end in self.spans(text):
            kept += [text[position:start], by]
            position = end
        return "".join([*kept, text[position:]])


@cache
def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character.translate(_ALIKE)).casefold()
    return unicodedata.normalize("NFD", folded).translate(_ALIKE)


def folded_text(text: str) -> str:
    """The form in which all spellings of a name are the same."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def _length(words: tuple[str, ...]) -> int:
    return sum(map(len, words))
