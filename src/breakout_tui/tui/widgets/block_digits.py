"""Block digits: times and durations in characters large enough for a room.

Every character is drawn from one small bitmap. A pixel is two cells by one line at scale 1, twice that at scale 2, and so
on, so that it looks square; at scale 0 it is one cell by half a line, with half blocks.
"""

from __future__ import annotations

PIXELS_HIGH = 5

SMALL = 0
"""The scale at which digits take three lines."""

_BITMAPS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
    " ": (" ", " ", " ", " ", " "),
}
_HALVES = {(" ", " "): " ", ("#", " "): "▀", (" ", "#"): "▄", ("#", "#"): "█"}


def render(text: str, scale: int) -> list[str]:
    """``text`` of digits, ``:``, ``+``, ``-`` and spaces as lines of equal length; raises KeyError for other characters."""
    signs = [_BITMAPS[sign] for sign in text]
    pixels = [" ".join(bitmap[row] for bitmap in signs) for row in range(PIXELS_HIGH)]
    if scale == SMALL:
        return _halved(pixels)
    block = "█" * (2 * scale)
    rows = [line.replace(" ", " " * (2 * scale)).replace("#", block) for line in pixels]
    return [row for row in rows for _ in range(scale)]


def size(text: str, scale: int) -> tuple[int, int]:
    """The size of ``text`` at ``scale``, in cells and lines."""
    pixels = sum(len(_BITMAPS[sign][0]) for sign in text) + max(0, len(text) - 1)
    if scale == SMALL:
        return pixels, -(-PIXELS_HIGH // 2)
    return pixels * 2 * scale, PIXELS_HIGH * scale


def largest_scale(text: str, width: int, height: int) -> int | None:
    """The largest scale at which ``text`` fits into ``width`` cells and ``height`` lines; None if none fits."""
    wide, high = size(text, 1)
    scale = min(width // max(1, wide), height // high)
    if scale >= 1:
        return scale
    small_wide, small_high = size(text, SMALL)
    return SMALL if small_wide <= width and small_high <= height else None


def _halved(pixels: list[str]) -> list[str]:
    """Two rows of pixels in each line."""
    whole = [*pixels, " " * len(pixels[0])] if len(pixels) % 2 else pixels
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(whole[::2], whole[1::2], strict=True)
    ]
