"""Row list: a short list to choose from by key or mouse, painted line by line.

It is one widget however many rows there are, so a screen with it opens at once. What a row says is up to the subclass.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from breakout_tui.tui.widgets.scrolled_lines import ScrolledLines


class RowList(ScrolledLines, can_focus=True, inherit_bindings=False):
    """Rows with a cursor. A click moves it there, a click on the row under it chooses, as Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    DEFAULT_CSS = """
    RowList {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
    }
    """

    @dataclass
    class Moved(Message):
        """The cursor is on another row now."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list, so that a screen can tell its lists apart."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """The row under the cursor was chosen."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            """The list, so that a screen can tell its lists apart."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor = 0
        self._painted_width = -1
        self._strips: list[list[Strip]] = []
        self._ends: list[int] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def lay_out(self, index: int, width: int) -> list[Content]:
        """The lines of a row, at least one; ``is_pointed`` tells whether the cursor shows on it."""
        raise NotImplementedError

    def when_empty(self, width: int) -> list[Content]:
        """The lines of a list without rows."""
        return [Content("")] if width else []

    def is_pointed(self, index: int) -> bool:
        """Whether the keys go to this row."""
        return self.has_focus and index == self.cursor

    def pointer(self, index: int) -> Content:
        """Two cells that say where the cursor is."""
        return Content.styled("▸ ", "$accent bold") if self.is_pointed(index) else Content("  ")

    def point(self, index: int) -> None:
        """Put the cursor on a row and bring it into sight; the nearest there is."""
        index = max(0, min(index, self.count - 1))
        before, self.cursor = self.cursor, index
        self._repaint_rows(before, index)
        self._reveal()
        if index != before:
            self.post_message(self.Moved(self, index))

    def repaint(self) -> None:
        """Lay all rows out anew."""
        before = self.virtual_size.height if self._painted_width > 0 else 0
        self._painted_width = -1
        self._lay_out_all()
        # to lay out the screen anew costs more than all the rows
        is_high_as_before = before > 0 and self.virtual_size.height == before
        is_auto = self.styles.height is not None and self.styles.height.is_auto
        self.refresh(layout=is_auto and not is_high_as_before)

    def _repaint_rows(self, *rows: int) -> None:
        """Lay only these rows out anew, unless one of them comes out higher or lower than it was."""
        if self._painted_width != self.scrollable_content_region.width or not self.count:
            self.repaint()
            return
        for index in sorted({*rows}):
            painted = self._painted(index)
            if len(painted) != len(self._strips[index]):
                self.repaint()
                return
            self._strips[index] = painted
            self.refresh_lines(self._ends[index] - len(painted), len(painted))

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + by)

    def action_go(self, index: int) -> None:
        """Move the cursor to the first row or, with -1, the last."""
        self.point(index if index >= 0 else self.count - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click on it chooses it."""
        index = bisect_right(self._ends, event.y + self.scroll_offset.y)
        if index >= self.count:
            return
        if index == self.cursor and event.chain == 2:
            self.call_later(self.action_choose)
        self.point(index)

    def on_focus(self) -> None:
        """Show the cursor."""
        self._repaint_rows(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor no more."""
        self._repaint_rows(self.cursor)

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._lay_out_all()
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old colours."""
        super().notify_style_update()
        self._painted_width = -1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as all rows take."""
        if not self.count:
            return len(self.when_empty(width))
        return sum(len(self.lay_out(index, width)) for index in range(self.count))

    def render_line(self, y: int) -> Strip:
        """The line ``y`` below the top of what is in sight."""
        self._lay_out_all()
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        index = bisect_right(self._ends, line)
        if index >= len(self._ends):
            return Strip.blank(width, self.visual_style.rich_style)
        start = self._ends[index - 1] if index else 0
        return self._strips[index][line - start].adjust_cell_length(width, self.visual_style.rich_style)

    def _lay_out_all(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._painted_width or not width:
            return
        self._painted_width = width
        if self.count:
            self._strips = [self._painted(index) for index in range(self.count)]
        else:
            self._strips = [self._as_strips(self.when_empty(width))]
        self._ends = list(accumulate(len(row) for row in self._strips))
        self.set_lines(width, self._ends[-1])

    def _painted(self, index: int) -> list[Strip]:
        return self._as_strips(self.lay_out(index, self._painted_width))

    def _as_strips(self, lines: list[Content]) -> list[Strip]:
        width, style = self._painted_width, self.visual_style
        return [Visual.to_strips(self, line, width, 1, style, pad=True)[0] for line in lines]

    def _reveal(self) -> None:
        if not self._ends or self.cursor >= len(self._ends) or not self.size.height:
            return
        top = self._ends[self.cursor - 1] if self.cursor else 0
        height = self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif self._ends[self.cursor] > self.scroll_offset.y + height:
            self.scroll_to(y=self._ends[self.cursor] - height, animate=False, immediate=True)
