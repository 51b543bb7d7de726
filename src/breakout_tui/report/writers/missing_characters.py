"""Characters that no font of this computer can show: found in typst's messages, replaced in the text, named to the reader."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

SUBSTITUTE = "□"
BEGINNING = "The fonts of this computer lack"
"""How the sentence begins that names them."""
_MESSAGE = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_MOST_NAMED = 10
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


def missing_in(diagnostic: str) -> frozenset[str]:
    """The characters that typst's messages name."""
    return frozenset("".join(_ESCAPE.sub(_unescaped, found) for found in _MESSAGE.findall(diagnostic)))


def replaced(value: Any, missing: frozenset[str]) -> Any:
    """The data with each missing character shown as □, and without the missing ones that are never seen, such as joiners."""
    table = {ord(each): "" if _is_invisible(each) else SUBSTITUTE for each in missing}
    return _translated(value, table)


def missing_sentence(missing: frozenset[str]) -> str:
    """One line that names what is missing; empty if nothing is."""
    seen = sorted(each for each in missing if not _is_invisible(each))
    if not seen:
        return ""
    named = ", ".join(
        f"U+{ord(each):04X} {unicodedata.name(each, '')}".rstrip() for each in seen[:_MOST_NAMED]
    )
    more = f" and {len(seen) - _MOST_NAMED:,} more" if len(seen) > _MOST_NAMED else ""
    characters = "one character" if len(seen) == 1 else f"{len(seen):,} characters"
    return f"{BEGINNING} {characters}, shown as {SUBSTITUTE}: {named}{more}."


def remedy(missing: frozenset[str]) -> str:
    """What helps, in one line; empty if nothing is missing."""
    seen = [each for each in missing if not _is_invisible(each)]
    if not seen:
        return ""
    are_east_asian = any(unicodedata.name(each, "").startswith(_EAST_ASIAN) for each in seen)
    font = "such as Noto Sans CJK" if are_east_asian else "such as one of the Noto fonts"
    return f"Install a font that has them, {font}; until then, use the HTML."


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(found[2], found[2])


def _is_invisible(character: str) -> bool:
    """Whether it only joins or varies others, or says how to read them."""
    return unicodedata.category(character) in ("Cf", "Mn", "Me")


def _translated(value: Any, table: dict[int, str]) -> Any:
    match value:
        case str():
            return value.translate(table)
        case list():
            return [_translated(each, table) for each in value]
        case dict():
            return {name: _translated(each, table) for name, each in value.items()}
        case _:
            return value
