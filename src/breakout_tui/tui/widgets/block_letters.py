"""Block letters: a text in letters that are several lines high, readable from the last row of a room.

The letters are those of FIGlet fonts (pyfiglet). A pixel is a cell by half a line, so that it looks square, or a multiple of that.
The fonts have the letters of English only. For a text with any other character there are no block letters: it is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pyfiglet import FigletFont

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "…": "...", "\u00a0": " "}
)
"""Characters that look the same in so few pixels."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_INK = "#"
_PIECE = re.compile(r" ?[^ -]*-+| ?[^ -]+")
"""A part of a text in one line behind which it can be broken."""


class _Font(NamedTuple):
    """A font, and how many pixels are between its letters."""

    name: str
    gap: int


class _Size(NamedTuple):
    """A font, and how many half lines high a pixel is."""

    font: _Font
    scale: int


_BOLD, _NARROW, _LIGHT = _Font("clb8x8", 2), _Font("clb6x10", 1), _Font("5x7", 1)
_SIZES = (
    *(_Size(_BOLD, scale) for scale in (5, 4, 3, 2, 1)),
    _Size(_NARROW, 1),
    _Size(_LIGHT, 1),
)
"""From the largest."""
_Rows = tuple[str, ...]
"""Rows of pixels of equal length."""


def block_letters(text: str, width: int, height: int) -> list[str] | None:
    """The text in the largest letters with which it fits into ``width`` cells and ``height`` lines; None if it doesn't fit.

    It is broken between words and behind a hyphen only. Lines are of different length.
    """
    plain = " ".join(text.translate(_PLAIN).split())
    for size in _SIZES:
        if (rows := _lines_of(plain, size.font, width // size.scale)) is None:
            continue
        lines = [line for each in rows for line in _drawn(each, size.scale)]
        if rows and len(lines) <= height:
            return lines
    return None


def _lines_of(text: str, font: _Font, width: int) -> list[_Rows] | None:
    """The text in lines of at most ``width`` pixels; None if a part is too long or has an unknown letter."""
    lines: list[str] = []
    for piece in _PIECE.findall(text):
        longer = f"{lines[-1]}{piece}" if lines else piece
        if lines and (rows := _line_of(longer, font)) is not None and len(rows[0]) <= width:
            lines[-1] = longer
        else:
            lines.append(piece.strip())
    found = [_line_of(line, font) for line in lines]
    known = [rows for rows in found if rows is not None and len(rows[0]) <= width]
    return known if len(known) == len(found) else None


def _line_of(text: str, font: _Font) -> _Rows | None:
    """A line in a font; None if it has an unknown letter."""
    glyphs = _glyphs(font)
    letters = [glyphs.get(letter) for letter in text]
    known = [letter for letter in letters if letter is not None]
    if not letters or len(known) < len(letters):
        return None
    return tuple((" " * font.gap).join(rows) for rows in zip(*known, strict=True))


@cache
def _glyphs(font: _Font) -> dict[str, _Rows]:
    """The letters of a font, each as wide as it is."""
    found = FigletFont(font=font.name)
    letters = {
        chr(code): [row.replace(found.hardBlank, " ") for row in rows]
        for code, rows in found.chars.items()
        if code > 0 and any(rows)
    }
    glyphs = {letter: _trimmed(rows) for letter, rows in letters.items() if letter != " "}
    glyphs[" "] = (" " * (font.gap + 1),) * found.height
    return glyphs


def _trimmed(rows: Sequence[str]) -> _Rows:
    """The rows without blank columns at either side."""
    width = max(map(len, rows))
    padded = [row.ljust(width) for row in rows]
    inked = [place for place in range(width) if any(row[place] == _INK for row in padded)]
    if not inked:
        return tuple(padded)
    return tuple(row[inked[0] : inked[-1] + 1] for row in padded)


def _drawn(rows: _Rows, scale: int) -> list[str]:
    """Rows of pixels as lines of cells, with half a line of air below at least."""
    doubled = [
        "".join(pixel * scale for pixel in row) for row in (*rows, " " * len(rows[0])) for _ in range(scale)
    ]
    if len(doubled) % 2:
        doubled.append(" " * len(doubled[0]))
    return [
        "".join(_HALVES[upper == _INK, lower == _INK] for upper, lower in zip(*pair, strict=True)).rstrip()
        for pair in zip(doubled[::2], doubled[1::2], strict=True)
    ]
