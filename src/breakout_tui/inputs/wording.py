"""What a text of the programme file may hold: one line that any terminal shows as it stands."""

from __future__ import annotations

import unicodedata

from breakout_tui.domain.text import is_clean

_REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner: invisible, but the spelling of Persian and of Indian scripts needs them."""


def objection(text: str, longest: int) -> str | None:
    """Why ``text`` cannot be taken, or None: it is empty, too long, or holds a character that is not to be seen.

    Control and format characters could move the cursor, turn the direction of writing or hide words (CVE-2021-42574);
    a lone surrogate could not be written to any file.
    """
    # Of printable characters only the space is one, and none is hidden. That settles most texts without the tables of
    # Unicode, which are 0.6 MB in memory.
    is_printable = text.isprintable()
    if not text.strip(" ") if is_printable else all(unicodedata.category(each) == "Zs" for each in text):
        return "expected a text, found an empty one"
    if not is_printable and (place := _first_hidden(text)):
        return f"character {place} is {_named(text[place - 1])}, which no text here may hold"
    if len(text) > longest:
        return f"expected at most {longest} characters, found {len(text)}"
    return None


def _first_hidden(text: str) -> int:
    """The place, from 1, of the first character that is not to be seen; 0 for none."""
    for place, character in enumerate(text, 1):
        is_hidden = unicodedata.category(character) in _REFUSED and character not in _JOINERS
        if is_hidden or not is_clean(character):
            return place
    return 0


def _named(character: str) -> str:
    name = unicodedata.name(character, "") or _UNNAMED[unicodedata.category(character)]
    return f"U+{ord(character):04X} ({name.lower()})"


_UNNAMED = {
    "Cn": "no character",
    "Cc": "a control character",
    "Cf": "a format character",
    "Cs": "half of a surrogate pair",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}
