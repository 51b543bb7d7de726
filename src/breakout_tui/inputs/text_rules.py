"""The rules for a text in the programme file: one line of visible characters, safe for every terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from breakout_tui.domain.text import is_clean
from breakout_tui.inputs.problems import shown

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: invisible, but Persian and Indian scripts need them for correct spelling."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def text_problem(text: str, longest: int) -> str | None:
    """Why ``text`` is refused, or None: it is empty, too long, or contains an invisible character.

    Control and format characters could move the cursor, reverse the writing direction or hide words (CVE-2021-42574).
    A lone surrogate cannot be written to a file.
    """
    # The only blank among the printable characters is the space, and none of them is invisible. This check decides most
    # texts without loading the Unicode tables, which take 0.6 MB of memory.
    is_printable = text.isprintable()
    if not text.strip(" ") if is_printable else all(unicodedata.category(each) == "Zs" for each in text):
        return "the text is empty; fill it in"
    if not is_printable and (place := _first_hidden(text)):
        return f"character {place} is {_description(text[place - 1])}, which is not allowed; remove it"
    if len(text) > longest:
        return f"the text has {len(text)} characters; shorten it to at most {longest}"
    return None


def language_problem(code: object, is_known: Callable[[str], bool]) -> str | None:
    """Why ``code`` is refused, or None: it has not the form of a language, such as "en" or "pt-BR", or is not known."""
    if isinstance(code, str) and _LANGUAGE.fullmatch(code) and is_known(code):
        return None
    return f'expected the code of a language, such as "en" or "fr", found {shown(code)}'


def _first_hidden(text: str) -> int:
    """The position, from 1, of the first invisible character; 0 if there is none."""
    for place, character in enumerate(text, 1):
        is_hidden = unicodedata.category(character) in _HIDDEN_CATEGORIES and character not in _JOINERS
        if is_hidden or not is_clean(character):
            return place
    return 0


def _description(character: str) -> str:
    name = unicodedata.name(character, "") or _CATEGORY_NAMES[unicodedata.category(character)]
    return f"U+{ord(character):04X} ({name.lower()})"


_CATEGORY_NAMES = {
    "Cn": "an unassigned code point",
    "Cc": "a control character",
    "Cf": "a format character",
    "Cs": "half of a surrogate pair",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}
