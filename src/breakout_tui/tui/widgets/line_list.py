"""Line list: the widget behind all lists, text pages and panels. It paints only the visible rows, line by line.

It handles cursor, scrolling, clicks, size and the cache of painted rows. Its row source provides the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from breakout_tui.tui.widgets.cursor_moves import CursorMoves
from breakout_tui.tui.widgets.list_scrollbar import ListScrollbar
from breakout_tui.tui.widgets.list_window import ListWindow, Scrolling
from breakout_tui.tui.widgets.painted_rows import PaintedRows
from breakout_tui.tui.widgets.row_source import RowSource
from breakout_tui.tui.widgets.scrolled_lines import ScrolledLines

WHEEL = 2
"""Lines or rows that one wheel step scrolls in a list without a scrollbar."""
PAGE_KEYS: tuple[Binding, ...] = (
    Binding("pageup", "page(-1)", "Page up", show=False),
    Binding("pagedown", "page(1)", "Page down", show=False),
)
"""The keys of lists with pages."""


@dataclass
class RowMessage(Message):
    """Something happened to a row of a list."""

    rows: LineList
    index: int

    @property
    def control(self) -> LineList:
        """The list, so that ``@on`` can select it."""
        return self.rows


class LineList(ScrolledLines, can_focus=True, inherit_bindings=False):
    """Rows with a cursor. A click moves the cursor; a second click on the row chooses it, like Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    DEFAULT_CSS = """
    LineList {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
    }
    """

    class Moved(RowMessage):
        """The cursor moved to another row."""

    class Chosen(RowMessage):
        """The row under the cursor was chosen."""

    def __init__(
        self,
        source: RowSource,
        *,
        scrolling: Scrolling = Scrolling.LINES,
        shows_end: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._source = source
        self._fitted = Size(0, 0)
        """The size for which the rows are laid out."""
        self._painted = PaintedRows(source, self)
        self._scrollbar = ListScrollbar(self)
        self._window = ListWindow(
            self._painted.height, source.can_point, scrolling=scrolling, shows_end=shows_end
        )
        self._moves = CursorMoves(self._window)
        self._window.reset(source.count)

    # Content

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._source.count

    @property
    def cursor(self) -> int:
        """The row under the cursor; 0 without one."""
        return self._window.cursor or 0

    @cursor.setter
    def cursor(self, index: int) -> None:
        self._window.point_at(index)
        self._scroll()

    @property
    def is_longer(self) -> bool:
        """Whether not all lines fit."""
        return self._window.lines > self._window.height

    def as_text(self) -> str:
        """The head and all rows as lines of text."""
        return self._painted.text(self._window)

    def text_in_sight(self) -> str:
        """The visible lines as text."""
        return "\n".join(self.render_line(y).text.rstrip() for y in range(self.size.height)).rstrip()

    def row_at(self, y: int) -> int | None:
        """The row on the line ``y`` of the list, if the cursor can be on it."""
        place = self._window.place(y - len(self._painted.head))
        return None if place is None or not self._source.can_point(place[0]) else place[0]

    # Changes

    def point(self, index: int) -> None:
        """Put the cursor on a row, or the nearest possible one, and scroll it into view."""
        self._move(lambda: self._window.point_at(index))

    def repaint(self) -> None:
        """Update all rows."""
        before = self._window.lines
        self._painted.forget()
        self._lay_out(is_other=True)
        if self.is_attached and self._window.lines != before and self.styles.height is not None:
            self.refresh(layout=self.styles.height.is_auto)

    def repaint_at(self, cursor: int) -> None:
        """Update all rows, with the cursor on this one."""
        self._window.cursor = cursor
        self.repaint()

    def show_pointer(self, *, is_active: bool) -> None:
        """Show whether the keys act on the row under the cursor."""
        before = self._state
        self._window.activate(is_active=is_active)
        self._scroll(before, self._window.cursor)

    # Keys and the mouse

    def action_step(self, by: int) -> None:
        """Move the cursor; without a cursor, scroll."""
        self._move(lambda: self._moves.step(by))

    def action_page(self, by: int) -> None:
        """Move the cursor by a page; without a cursor, scroll."""
        self._move(lambda: self._moves.page(by))

    def action_go(self, index: int) -> None:
        """Move the cursor to the first row or, with -1, the last."""
        self._move(lambda: self._moves.to_end(is_last=index < 0))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._window.cursor is not None:
            self.post_message(self.Chosen(self, self._window.cursor))

    def show_line(self, line: int) -> None:
        """Scroll so that this line is the first visible one."""
        self._move(lambda: self._window.go_to(line))

    def scroll_rows(self, by: int) -> None:
        """Scroll by lines or rows; the cursor stays where it is."""
        self._move(lambda: self._window.scroll(by))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click on it chooses it."""
        offset = event.get_content_offset(self)
        index = None if offset is None or not self.can_focus else self.row_at(offset.y)
        if index is None:
            return
        if index == self._window.cursor and event.chain == 2:
            self.call_later(self.action_choose)
        self.point(index)

    def on_mouse_scroll_down(self) -> None:
        """Scroll down; in a list with a scrollbar, Textual scrolls."""
        if not self.show_vertical_scrollbar:
            self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Scroll up."""
        if not self.show_vertical_scrollbar:
            self.scroll_rows(-WHEEL)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.show_pointer(is_active=True)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.show_pointer(is_active=False)

    def on_resize(self) -> None:
        """Lay the rows out for the new size."""
        self._fit()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the wheel and the scrollbar, and measure the rows that become visible."""
        super().watch_scroll_y(old_value, new_value)
        window = self._window
        if round(new_value) == window.line or self.scrollable_content_region.size != self._fitted:
            return
        window.resumes = False
        window.go_to(round(new_value))
        self._scroll()

    # Painting

    def notify_style_update(self) -> None:
        """Paint in the new colours."""
        super().notify_style_update()
        self._painted.forget_colours()
        self._painted.paint_around()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """The number of lines of all rows."""
        return self._source.lines(width)

    def render_line(self, y: int) -> Strip:
        """The visible line ``y``."""
        self._fit()
        base, width = self.visual_style.rich_style, self._fitted.width
        if width <= 0:
            return Strip.blank(self.size.width, base)
        strip = self._painted.line(y, self._window)
        return Strip.blank(width, base) if strip is None else strip.adjust_cell_length(width, base)

    # Layout

    def _fit(self) -> None:
        """Lay the rows out for the current size."""
        size = self.scrollable_content_region.size
        if size == self._fitted or size.width <= 0:
            return
        is_other = self._source.fit(*size) or size.width != self._fitted.width
        self._fitted = size
        self._painted.width = self._source.inside(size.width)
        if is_other:
            self._painted.forget()
        self._lay_out(is_other=is_other)

    def _lay_out(self, *, is_other: bool) -> None:
        """Measure the visible rows; ``is_other`` says whether all rows may have changed."""
        self._painted.paint_around()
        room = max(1, self._fitted.height - len(self._painted.head))
        count = self._source.count if is_other else None
        self._window.resize(self._painted.width, room, self._source.gap, count)
        self._scroll()

    @property
    def _state(self) -> tuple[int, ...]:
        """The state that must be unchanged if a cursor move changes only two rows."""
        window = self._window
        return window.line, window.lines, window.count, window.shifts

    def _move(self, move: Callable[[], None]) -> None:
        """Move the cursor, and report it if it reached another row."""
        window, before, was = self._window, self._state, self._window.cursor
        move()
        self._scroll(before, was, window.cursor)
        if window.cursor is not None and window.cursor != was:
            self.post_message(self.Moved(self, window.cursor))

    def _scroll(self, before: tuple[int, ...] | None = None, *rows: int | None) -> None:
        """Show the window; if nothing moved since ``before``, repaint only these rows."""
        is_laid_out = self._fitted.width > 0
        if is_laid_out:
            self._scrollbar.show(self._window)
        if not is_laid_out or before != self._state:
            self.refresh()
        else:
            self.refresh(*(self._region_of(index) for index in {*rows} if index is not None))

    def _region_of(self, index: int) -> Region:
        """The visible region of a row; empty if there is none."""
        window, inset = self._window, self.gutter.top + len(self._painted.head)
        top, height = window.index.start_of(index) - window.line, window.index.height_of(index)
        return Region(0, inset + top, self.outer_size.width, height).intersection(self.outer_size.region)
