"""A panel that is a list: a head that stays, rows below it with a cursor, of which only those in sight are laid out."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from breakout_tui.tui.widgets.panel import Panel

WHEEL = 2
"""Rows that one notch of the mouse wheel scrolls."""


class ListedPanel(Panel):
    """Rows under a head. Every key is a binding, so that a burst of keys is acted on in its order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-8)", show=False),
        Binding("pagedown", "step(8)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self._first = 0
        self._is_following = True
        """Whether the cursor is kept in sight; the wheel may leave it behind."""
        self._arranged: list[tuple[int | None, Content]] | None = None

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def head(self, width: int) -> list[Content]:
        """The lines above the rows."""
        raise NotImplementedError

    def lay_out(self, index: int, width: int) -> list[Content]:
        """The lines of a row, at least one."""
        raise NotImplementedError

    def when_empty(self) -> str:
        """What stands there without rows."""
        return ""

    def is_pointed(self, index: int) -> bool:
        """Whether the keys go to this row."""
        return self.has_focus and index == self.cursor

    def pointer(self, index: int) -> Content:
        """Two cells that say where the cursor is."""
        return Content.styled("▸ ", "$accent bold") if self.is_pointed(index) else Content("  ")

    def point(self, index: int) -> None:
        """Put the cursor on a row, the nearest there is, and bring it into sight."""
        self.cursor = max(0, min(index, self.count - 1))
        self._is_following = True
        self.repaint()

    def repaint(self) -> None:
        """What is shown has changed."""
        self._arranged = None
        self.refresh()

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + by)

    def action_go(self, index: int) -> None:
        """Move the cursor to the first row or, with -1, the last."""
        self.point(index if index >= 0 else self.count - 1)

    def action_leave(self) -> None:
        """Back to the line."""
        self.leave(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        lines = self._lines()
        index = lines[event.y][0] if 0 <= event.y < len(lines) else None
        if index is not None:
            self.point(index)

    def on_mouse_scroll_down(self) -> None:
        """Look further down; the cursor stays where it is."""
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Look further up."""
        self._scroll(-WHEEL)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.repaint()

    def on_blur(self) -> None:
        """Show the cursor no more."""
        self.repaint()

    def on_resize(self) -> None:
        """Lay the rows out for the new size."""
        self._is_following = True
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of what is in sight."""
        width = self.size.width
        lines = self._lines()
        if y >= len(lines) or width <= 0:
            return Strip.blank(width, self.visual_style.rich_style)
        painted = Visual.to_strips(self, lines[y][1], width, 1, self.visual_style, pad=True)
        return painted[0].adjust_cell_length(width, self.visual_style.rich_style)

    def as_text(self) -> str:
        """What is in sight."""
        return "\n".join(content.plain.rstrip() for _, content in self._lines())

    def _scroll(self, rows: int) -> None:
        self._is_following = False
        self._first = max(0, self._first + rows)
        self.repaint()

    def _lines(self) -> list[tuple[int | None, Content]]:
        if self._arranged is None:
            self._arranged = self._arrange()
        return self._arranged

    def _arrange(self) -> list[tuple[int | None, Content]]:
        """The lines in sight, each with the row it belongs to."""
        width, height = self.size
        if width <= 0 or height <= 0:
            return []
        above: list[tuple[int | None, Content]] = [(None, line) for line in self.head(width)]
        if not self.count:
            return [*above, (None, Content.styled(self.when_empty(), "$muted"))][:height]
        room = max(1, height - len(above))
        rows, last = self._fill(width, room)
        if self._first == 0 and last == self.count - 1:
            return [*above, *rows][:height]
        rows, last = self._fill(width, max(1, room - 1))
        hidden = [
            f"{sign} {rest} more" for sign, rest in (("↑", self._first), ("↓", self.count - 1 - last)) if rest
        ]
        blanks: list[tuple[int | None, Content]] = [(None, Content(""))] * (room - 1 - len(rows))
        foot = (None, Content.styled(f"  {'   '.join(hidden)}", "$muted"))
        return [*above, *rows, *blanks, foot][:height]

    def _fill(self, width: int, room: int) -> tuple[list[tuple[int | None, Content]], int]:
        """Rows from the first in sight on, into so many lines; and the last row that is there in full."""
        self.cursor = max(0, min(self.cursor, self.count - 1))
        first = min(self._first, self._earliest(self.count - 1, width, room))
        if self._is_following:
            first = min(max(first, self._earliest(self.cursor, width, room)), self.cursor)
        self._first = first
        lines: list[tuple[int | None, Content]] = []
        last = first
        for index in range(first, self.count):
            row = self.lay_out(index, width)
            if lines and len(lines) + len(row) > room:
                break
            lines += [(index, line) for line in row]
            last = index
        return lines[:room], last

    def _earliest(self, last: int, width: int, room: int) -> int:
        """The first row of a view that ends with this one in full."""
        first, used = last, len(self.lay_out(last, width))
        while first > 0:
            used += len(self.lay_out(first - 1, width))
            if used > room:
                break
            first -= 1
        return first


def beside(left: Content, right: Content, width: int) -> Content:
    """Both in one line, the right one at its end; where they do not fit the left one is cut."""
    room = width - right.cell_length - (2 if right.cell_length else 0)
    if room < width // 3:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    gap = width - left.cell_length - right.cell_length
    return Content.assemble(left, " " * max(0, gap), right)
