"""Face view: a part of the room display, drawn anew for each size."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.line_styles import role_style
from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.widgets.face_rows import Row

RowsOf = Callable[[int, int], list[Row]]
"""The rows for so many cells and lines."""


class FaceView(NoReflow, Widget):
    """Shows rows; with ``is_centred`` in the middle of its height."""

    def __init__(self, *, is_centred: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._is_centred = is_centred
        self._rows_of: RowsOf = lambda _width, _height: []
        self._drawn: tuple[Size, list[Row]] | None = None

    def show(self, rows_of: RowsOf) -> None:
        """Show these rows from now on."""
        self._rows_of, self._drawn = rows_of, None
        self.refresh()

    @property
    def rows(self) -> list[Row]:
        """The rows as they are drawn now, blank ones above included."""
        if self._drawn is None or self._drawn[0] != self.size:
            width, height = self.size
            rows = self._rows_of(width, height)
            above: list[Row] = [()] * ((height - len(rows)) // 2) if self._is_centred else []
            self._drawn = self.size, [*above, *rows]
        return self._drawn[1]

    def render_line(self, y: int) -> Strip:
        """A row."""
        base, width = self.visual_style.rich_style, self.size.width
        if y >= len(self.rows):
            return Strip.blank(width, base)
        variables = self.app.theme_variables
        segments = [Segment(text, base + role_style(role, variables)) for text, role in self.rows[y]]
        return Strip(segments).adjust_cell_length(width, base)
