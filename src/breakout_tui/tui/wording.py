"""Wording: user text as the screens show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size


def sentence(text: str) -> str:
    """The text with a capital as its first letter."""
    return f"{text[:1].upper()}{text[1:]}"


LONGEST_LABEL = 24
"""Cells of a box's name beside a time; the name of an added box is as long as its title."""


def steady(text: str) -> str:
    """Text whose width is the same in every terminal, for lines on which something follows user text.

    Emoji and their joiners become ``▫``, combining marks without a composed form are removed, a line break becomes a space.
    """
    if text.isascii():
        return text.replace("\n", " ")
    kept = []
    for character in unicodedata.normalize("NFC", text).replace("\n", " "):
        category = unicodedata.category(character)
        if category in {"Mn", "Me", "Cf"}:
            continue
        kept.append("▫" if category == "So" and cell_len(character) != 1 else character)
    return "".join(kept)


def fit(text: str, width: int) -> str:
    """Steady text in exactly ``width`` cells: cut with ``…`` or padded with blanks."""
    line = steady(text)
    if cell_len(line) <= width:
        return set_cell_size(line, max(0, width))
    return set_cell_size(line, width - 1).rstrip() + "…" if width > 0 else ""


def shortened(text: str, width: int) -> str:
    """Steady text in at most ``width`` cells."""
    return fit(text, width).rstrip()


@lru_cache(maxsize=256)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most ``width`` cells, at least one; breaks between words, or within a longer word.

    Cached, since a widget that is drawn line by line needs the same text for each line.
    """
    from textual.content import Content  # the command line words the same things, and needs no Textual

    return tuple(line.plain.rstrip() for line in Content(text).wrap(width)) or ("",)


def wrapped(text: str, width: int, most: int) -> Sequence[str]:
    """The text in at most ``most`` lines, cut with ``…``."""
    lines = wrap(steady(text), max(1, width))
    if len(lines) > most:
        return (*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", max(1, width)))
    return lines
