"""Painted rows: the rows of a source, laid out and painted on demand, and cached."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from breakout_tui.tui.line_styles import role_style
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.line_index import CHUNK
from breakout_tui.tui.widgets.list_window import ListWindow
from breakout_tui.tui.widgets.row_source import RowLine, RowMark, RowSource, plain_text

ROWS_KEPT = 256
"""The number of cached rows: a few screens."""


class PaintedRows:
    """Rows in the colours of a widget, laid out in ``width`` cells."""

    def __init__(self, source: RowSource, widget: Widget) -> None:
        self.width = 0
        self.head: list[Strip] = []
        """The lines above the rows."""
        self.words: list[Strip] = []
        """The lines of a list without rows."""
        self._source = source
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._laid_out: LRUCache[tuple[int, RowMark], Sequence[RowLine]] = LRUCache(2 * CHUNK)
        self._strips: LRUCache[tuple[int, RowMark], list[Strip]] = LRUCache(ROWS_KEPT)

    def __len__(self) -> int:
        return len(self._strips)

    def lines(self, index: int, mark: RowMark) -> Sequence[RowLine]:
        """The lines of a row, laid out now or cached."""
        key = (self._source.key(index), mark)
        found = self._laid_out.get(key)
        if found is None:
            found = self._laid_out[key] = self._source.lay_out(index, self.width, mark)
        return found

    def height(self, index: int, mark: RowMark) -> int:
        """The number of lines of a row."""
        known = self._source.height(index, self.width)
        return len(self.lines(index, mark)) if known is None else known

    def strips(self, index: int, mark: RowMark) -> list[Strip]:
        """The lines of a row, painted now or cached."""
        key = (self._source.key(index), mark)
        found = self._strips.get(key)
        if found is None:
            found = self._strips[key] = self.paint(self.lines(index, mark), mark)
        return found

    def paint(self, lines: Sequence[RowLine], mark: RowMark = RowMark.PLAIN) -> list[Strip]:
        """Paint lines, each exactly as wide as all rows."""
        base = self._widget.visual_style.rich_style
        ground = base + self._style("pointed") if mark is RowMark.POINTED else base
        return [
            self._content(line, base) if isinstance(line, Content) else self._parts(line, ground)
            for line in lines
        ]

    def line(self, y: int, window: ListWindow) -> Strip | None:
        """The line ``y`` of a list with this window; None for a blank line."""
        if y < len(self.head):
            return self.head[y]
        y -= len(self.head)
        if not window.count:
            return self.words[y] if y < len(self.words) else None
        if (foot := self._foot(y, window)) is not None:
            return self.paint([foot])[0]
        if (place := window.place(y)) is None:
            return None
        index, part = place
        strips = self.strips(index, window.mark(index))
        return strips[part] if part < len(strips) else None

    def text(self, window: ListWindow) -> str:
        """All lines, without colours."""
        lines = [*self._source.head(self.width)]
        for index in range(self._source.count):
            lines += self.lines(index, window.mark(index))
        if not self._source.count:
            lines += self._source.when_empty(self.width)
        return "\n".join(plain_text(line) for line in lines)

    def paint_around(self) -> None:
        """Paint the head or, without rows, the text of the empty list."""
        if self.width > 0:
            self.head = self.paint(self._source.head(self.width))
            self.words = [] if self._source.count else self.paint(self._source.when_empty(self.width))

    def forget(self) -> None:
        """Lay out and paint everything again."""
        self._laid_out.clear()
        self.forget_colours()

    def forget_colours(self) -> None:
        """Paint everything again, in the current colours of the widget."""
        self._strips.clear()
        self._styles.clear()

    def forget_row(self, key: int) -> None:
        """Lay out and paint the row of this key again."""
        for mark in RowMark:
            self._laid_out.discard((key, mark))
            self._strips.discard((key, mark))

    def _foot(self, y: int, window: ListWindow) -> RowLine | None:
        if not y == window.room - 1 > 0 or window.lines <= window.room:
            return None
        hidden = window.hidden()
        return self._source.foot(*hidden) if any(hidden) else None

    def _content(self, line: Content, base: Style) -> Strip:
        painted = Visual.to_strips(self._widget, line, self.width, 1, self._widget.visual_style, pad=True)
        return painted[0].adjust_cell_length(self.width, base)

    def _parts(self, line: Sequence[Part], ground: Style) -> Strip:
        segments = [Segment(text, ground + self._style(role)) for text, role in line]
        return Strip(segments).adjust_cell_length(self.width, ground)

    def _style(self, role: str) -> Style:
        if role not in self._styles:
            self._styles[role] = role_style(role, self._widget.app.theme_variables)
        return self._styles[role]
