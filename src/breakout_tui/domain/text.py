"""User text, sanitised once: at every entry, before it is laid out, stored or compared.

Control characters and invisible characters become visible or become a line break; nothing is dropped silently. Clean
text has the line feed as a line break and no other control character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MAX_TEXT = 4000
"""Longest text of one note, in characters."""

_BREAKS = "\r\v\f\x85\u2028\u2029"


@cache
def _dirty() -> re.Pattern[str]:
    """Matches characters that are not clean. Compiled on first use: the first screen opens 1 ms sooner."""
    return re.compile(
        "["
        r"\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 without \n, DEL, C1
        r"\u2028-\u202e\u2066-\u2069"  # separators of lines and paragraphs, bidi embeddings, overrides, isolates
        r"\ud800-\udfff"
        r"\ufdd0-\ufdef"
        + "".join(f"\\U{plane << 16 | 0xFFFE:08x}\\U{plane << 16 | 0xFFFF:08x}" for plane in range(17))
        + "]"
    )


_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")

_ENDS = tuple(".!?…。！？؟۔।｡．")
_CLOSING = "\"'”’»)]）」』"
_UNENDED = " ,;:"
"""What a full stop takes the place of."""

_JOINER = "\u200d"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_DIGITS = re.compile(r"([0-9]+)")
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ı": "i"})


def clean(text: str) -> str:
    """The text with control characters made visible; the same object if there are none.

    Every kind of line break becomes a line feed, a tab a space, other controls their pictures (ESC becomes ``␛``);
    C1 controls, lone surrogates, bidi overrides and isolates, and noncharacters become U+FFFD. Idempotent.
    """
    if text.isprintable() or is_clean(text):
        return text
    joined = _PAIR.sub(_character_of_pair, text.replace("\r\n", "\n"))
    return _dirty().sub(_shown, joined)


def clean_line(text: str) -> str:
    """The clean text in one line, for names and rooms: line breaks become one space, ends are stripped."""
    if text.isprintable():  # a line break is not printable
        return text.strip()
    pieces = (piece.strip() for piece in clean(text).split("\n"))
    return " ".join(piece for piece in pieces if piece)


def is_clean(text: str) -> bool:
    """Whether ``clean`` would return the text as it is."""
    # Printable text is clean; this check is ten times as fast as the search and decides most texts.
    return text.isprintable() or _dirty().search(text) is None


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 note``, ``12 notes``, ``1,200 notes``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def named(title: str) -> str:
    """A title inside a sentence, as it is written: in quotation marks, so that a title of any form and language reads well."""
    return f"“{title}”"


def led(title: str, lead: str) -> str:
    """A title and, if somebody is named, who speaks or leads: ``Budgets · Ana Lopez``."""
    return f"{title} · {lead}" if lead else title


def clip(text: str, limit: int) -> str:
    """The text in at most ``limit`` code points, ending in "…" if it was cut.

    It is not cut before a combining mark, a variation selector or a skin tone, nor beside a zero width joiner.
    """
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = limit - 1
    while end and _belongs_together(text[end - 1], text[end]):
        end -= 1
    return text[:end] + "…"


def with_full_stop(text: str) -> str:
    """The text as a sentence: with a full stop, unless it has an end of its own, also within quotation marks or brackets."""
    ended = text.rstrip()
    if not ended or ended.rstrip(_CLOSING)[-1:] in _ENDS:
        return ended
    return f"{ended.rstrip(_UNENDED) or ended}."


def fold(text: str) -> str:
    """The text for searching: without case, accents, strokes and typographic variants (``Ǻ`` is ``a``)."""
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).casefold()).translate(_STROKES)


def by_numbers(name: str) -> list[tuple[int, str]]:
    """A name as it is sorted for reading: numbers by their size, so that Room 10 comes after Room 2; case and accents don't matter."""
    parts = [part.lstrip("0") if place % 2 else part for place, part in enumerate(_DIGITS.split(fold(name)))]
    return [(len(part), part) if place % 2 else (-1, part) for place, part in enumerate(parts)]


def _character_of_pair(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _shown(dirty: re.Match[str]) -> str:
    character = dirty[0]
    if character in _BREAKS:
        return "\n"
    if character == "\t":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    return "␡" if character == "\x7f" else "\ufffd"


def _belongs_together(left: str, right: str) -> bool:
    return (
        left == _JOINER
        or right == _JOINER
        or right in _SKIN_TONES
        or unicodedata.combining(right) != 0
        or unicodedata.category(right).startswith("M")
    )


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
