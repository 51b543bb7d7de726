"""Theme list: the numbered themes of a programme, with the state of today's sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from breakout_tui.domain.programme import Theme
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer

STAGE_GLYPHS: Mapping[Stage, tuple[str, str]] = {
    Stage.READY: ("○", "$muted"),
    Stage.RUNNING: ("●", "$accent"),
    Stage.BETWEEN: ("◐", "$accent"),
    Stage.DONE: ("✓", "$recommendation"),
}
"""The glyph and the colour of each stage."""


def stage_glyph(stage: Stage | None) -> Content:
    """The glyph of a session's stage, one cell; blank without a session."""
    glyph, colour = (" ", "$muted") if stage is None else STAGE_GLYPHS[stage]
    return Content.styled(glyph, colour)


class ThemeSource(RowSource):
    """One row for each theme: in full and separated if there is room, else one line."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self.themes = tuple(themes)
        self.stages: Mapping[str, Stage] = {}
        self.airy = False
        self._heights: dict[int, int] = {}

    @property
    def count(self) -> int:
        """The number of themes."""
        return len(self.themes)

    def lines(self, width: int) -> int:
        """The lines of the themes at this width."""
        return self.lines_if(width, airy=self.airy)

    def lines_if(self, width: int, *, airy: bool) -> int:
        """The lines that they would take in full."""
        if not airy:
            return self.count
        if width not in self._heights:
            titled = (self._titled(index, width, RowMark.PLAIN) for index in range(self.count))
            self._heights[width] = sum(len(lines) + 1 for lines in titled) - 1
        return self._heights[width]

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The number, the title and the glyph of a theme."""
        if not self.airy:
            indent = 4 + len(str(self.count))
            title = Content(self.themes[index].title).truncate(width - indent - 3, ellipsis=True, pad=True)
            line = Content.assemble(self._head(index, mark), _weighed(mark, title))
            return [Content.assemble(line, "  ", self._glyph(index))]
        first, *others = self._titled(index, width, mark)
        first = Content.assemble(first.truncate(width - 1, pad=True), self._glyph(index))
        return [first, *others, *([Content("")] if index < self.count - 1 else [])]

    def _titled(self, index: int, width: int, mark: RowMark) -> list[Content]:
        title = _weighed(mark, Content(self.themes[index].title))
        return hanging(self._head(index, mark), title, width - 3)

    def _head(self, index: int, mark: RowMark) -> Content:
        number = f"{index + 1:>{len(str(self.count))}}  "
        return Content.assemble(pointer(mark), (number, "$muted" if mark is RowMark.PLAIN else ""))

    def _glyph(self, index: int) -> Content:
        return stage_glyph(self.stages.get(self.themes[index].id))


def _weighed(mark: RowMark, title: Content) -> Content:
    return title if mark is RowMark.PLAIN else title.stylize("bold")


class ThemeList(LineList):
    """The themes; one of them is always chosen."""

    def __init__(self, themes: Sequence[Theme], *, id: str | None = None) -> None:
        self._rows = ThemeSource(themes)
        super().__init__(self._rows, id=id)

    @property
    def theme(self) -> Theme:
        """The chosen theme."""
        return self._rows.themes[self.cursor]

    def show_stages(self, stages: Mapping[str, Stage]) -> None:
        """Show the stage of today's sessions, by theme id."""
        if stages != self._rows.stages:
            self._rows.stages = stages
            self.repaint()

    def spread(self, width: int, most: int) -> None:
        """Show the titles in full if they fit into ``most`` lines of this width."""
        is_airy = self._rows.lines_if(width, airy=True) <= most
        if is_airy is not self._rows.airy:
            self._rows.airy = is_airy
            self.repaint()
