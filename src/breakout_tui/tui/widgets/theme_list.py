"""Theme list: the themes of a programme, numbered, with where today's session on each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.geometry import Size

from breakout_tui.domain.programme import Theme
from breakout_tui.domain.stage import Stage
from breakout_tui.tui.widgets.page import hanging
from breakout_tui.tui.widgets.row_list import RowList

STAGE_GLYPHS: Mapping[Stage, tuple[str, str]] = {
    Stage.READY: ("○", "$muted"),
    Stage.MORNING: ("●", "$accent"),
    Stage.LUNCH: ("◐", "$accent"),
    Stage.AFTERNOON: ("●", "$accent"),
    Stage.DONE: ("✓", "$recommendation"),
}
"""The glyph and the colour of each stage."""


def stage_glyph(stage: Stage | None) -> Content:
    """One cell that shows the stage of a session; blank without a session."""
    glyph, colour = (" ", "$muted") if stage is None else STAGE_GLYPHS[stage]
    return Content.styled(glyph, colour)


class ThemeList(RowList):
    """One theme a row; with room, in full and with air, else in one line each. One of them is always chosen."""

    def __init__(self, themes: Sequence[Theme], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._themes = tuple(themes)
        self._stages: Mapping[str, Stage] = {}
        self._heights: dict[int, int] = {}
        self.airy = False

    @property
    def count(self) -> int:
        """How many themes there are."""
        return len(self._themes)

    @property
    def theme(self) -> Theme:
        """The chosen theme."""
        return self._themes[self.cursor]

    def show_stages(self, stages: Mapping[str, Stage]) -> None:
        """Show the stage of today's sessions, by theme id."""
        if stages != self._stages:
            self._stages = stages
            self.repaint()

    def lines(self, width: int, *, airy: bool) -> int:
        """How many lines the themes take at this width."""
        if not airy:
            return self.count
        if width not in self._heights:
            self._heights[width] = sum(len(self._titled(index, width)) + 1 for index in range(self.count)) - 1
        return self._heights[width]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as all themes take."""
        return self.lines(width, airy=self.airy)

    def lay_out(self, index: int, width: int) -> list[Content]:
        """The number, the title and the glyph of a theme."""
        if not self.airy:
            title = Content(self._themes[index].title).truncate(
                width - self._indent - 3, ellipsis=True, pad=True
            )
            line = Content.assemble(self._head(index), self._weighed(index, title))
            return [Content.assemble(line, "  ", self._glyph(index))]
        first, *others = self._titled(index, width)
        first = Content.assemble(first.truncate(width - 1, pad=True), self._glyph(index))
        return [first, *others, *([Content("")] if index < self.count - 1 else [])]

    @property
    def _indent(self) -> int:
        return 4 + len(str(self.count))

    def _titled(self, index: int, width: int) -> list[Content]:
        title = self._weighed(index, Content(self._themes[index].title))
        return hanging(self._head(index), title, width - 3)

    def _head(self, index: int) -> Content:
        number = f"{index + 1:>{len(str(self.count))}}  "
        return Content.assemble(self.pointer(index), (number, "" if self._is_chosen(index) else "$muted"))

    def _weighed(self, index: int, title: Content) -> Content:
        return title.stylize("bold") if self._is_chosen(index) else title

    def _is_chosen(self, index: int) -> bool:
        return index == self.cursor

    def _glyph(self, index: int) -> Content:
        return stage_glyph(self._stages.get(self._themes[index].id))
