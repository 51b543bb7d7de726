"""Line drawing: the row of cells for a line being typed.

The cost depends on the number of styled parts, not on the length, so that a key in a long note is as fast as the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

StyledSpan = tuple[int, int, Style]
"""Start, end and style of some characters; later spans override earlier ones."""


def shown(text: str) -> str:
    """The text as shown, with the same number of characters: a line break is ``⏎``."""
    return text.replace("\n", "⏎")


def draw_text(text: str, spans: Iterable[StyledSpan], scrolled: int, width: int) -> Strip:
    """Exactly ``width`` cells of the text, starting at cell ``scrolled``."""
    ordered = [span for span in spans if span[0] < span[1]]
    cuts = sorted({0, len(text), *(min(cut, len(text)) for span in ordered for cut in span[:2])})
    starts: dict[int, list[Style]] = {}
    ends: dict[int, list[Style]] = {}
    for start, end, style in ordered:
        starts.setdefault(start, []).append(style)
        ends.setdefault(end, []).append(style)
    segments: list[Segment] = []
    active: list[Style] = []
    for start, end in pairwise(cuts):
        for style in ends.get(start, ()):
            active.remove(style)
        active += starts.get(start, ())
        segments.append(Segment(text[start:end], Style.combine(active) if active else None))
    return Strip(segments).crop(scrolled, scrolled + width).adjust_cell_length(width)
