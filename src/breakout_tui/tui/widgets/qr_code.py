"""QR code: dark on white in colours of its own, whatever the theme, with the margin that readers need. A square is a cell by half a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.textual_internals.no_reflow import NoReflow

MARGIN = 4
"""Squares on each side; the standard asks for so many."""
_DARK, _LIGHT = "#000000", "#ffffff"
_HALVES = {
    (False, False): (" ", Style(color=_DARK, bgcolor=_LIGHT)),
    (True, False): ("▀", Style(color=_DARK, bgcolor=_LIGHT)),
    (False, True): ("▄", Style(color=_DARK, bgcolor=_LIGHT)),
    # A ground fills the line from top to bottom, which a full block does not do in every font.
    (True, True): (" ", Style(color=_LIGHT, bgcolor=_DARK)),
}
"""How the upper and the lower square of a cell are drawn."""

Squares = Sequence[Sequence[bool]]
"""The rows of the code without a margin; True is dark."""


def cells_of(squares: Squares) -> Size:
    """How many cells and lines the code has with its margin."""
    side = len(squares) + 2 * MARGIN
    return Size(side, (side + 1) // 2)


def drawn(squares: Squares) -> list[Strip]:
    """The lines, with the margin; an odd number of rows has another light one below."""
    width = len(squares) + 2 * MARGIN
    blank = (False,) * width
    beside = (False,) * MARGIN
    rows = [blank] * MARGIN + [(*beside, *row, *beside) for row in squares] + [blank] * MARGIN
    rows += [blank] * (len(rows) % 2)
    return [_line(list(zip(*pair, strict=True))) for pair in zip(rows[::2], rows[1::2], strict=True)]


def _line(cells: Sequence[tuple[bool, bool]]) -> Strip:
    segments = []
    for halves, run in groupby(cells):
        sign, style = _HALVES[halves]
        segments.append(Segment(sign * len(list(run)), style))
    return Strip(segments, len(cells))


class QrCode(NoReflow, Widget):
    """The code; it has no size of its own: its screen gives it one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._squares: Squares = ()
        self._lines: list[Strip] = []

    def show(self, squares: Squares) -> None:
        """Show this code."""
        if squares == self._squares:
            return
        self._squares, self._lines = squares, drawn(squares) if squares else []
        size = cells_of(squares)
        self.styles.width, self.styles.height = size.width, size.height
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """A line of the code."""
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)
