"""Wording: durations and user text as the screens show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from textual.content import Content


def sentence(text: str) -> str:
    """The text with a capital as its first letter."""
    return f"{text[:1].upper()}{text[1:]}"


def clock(seconds: int) -> str:
    """``12:05``, ``1:02:03``; without a sign."""
    seconds = abs(seconds)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def hours(seconds: int) -> str:
    """``2 h 50``, ``3 h``, ``45 min``: to the nearest minute, without a sign; never like a time of day."""
    whole, minutes = divmod(max(1, round(abs(seconds) / 60)) if seconds else 0, 60)
    if not whole:
        return f"{minutes} min"
    return f"{whole} h {minutes:02}" if minutes else f"{whole} h"


def minutes(seconds: int) -> str:
    """``16 min``, rounded to the nearest minute; ``30 s`` below one minute."""
    if 0 < seconds < 60:
        return f"{seconds} s"
    return f"{round(seconds / 60)} min"


LONGEST_LABEL = 24
"""Cells of a box's name beside a time; the name of an added box is as long as its title."""
MANY_MINUTES = 100
"""Minutes from which a duration is in hours."""
LATE = 30
"""Seconds from which lateness and spare time are shown."""


def lateness(behind: int) -> str:
    """``4 min behind``, or ``on time`` (within half a minute, or early: what is over then is spare or was given away)."""
    return "on time" if behind < LATE else f"{_rounded(behind)} behind"


def spare_words(spare: int) -> str:
    """``50 min spare``; at least one minute."""
    return f"{_rounded(spare)} spare"


def _rounded(seconds: int) -> str:
    """At least one minute; in hours from a hundred minutes."""
    whole = max(1, round(seconds / 60))
    return hours(whole * 60) if whole >= MANY_MINUTES else f"{whole} min"


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
    return tuple(line.plain.rstrip() for line in Content(text).wrap(width)) or ("",)


def wrapped(text: str, width: int, most: int) -> Sequence[str]:
    """The text in at most ``most`` lines, cut with ``…``."""
    lines = wrap(steady(text), max(1, width))
    if len(lines) > most:
        return (*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", max(1, width)))
    return lines
