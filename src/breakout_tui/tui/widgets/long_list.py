"""Long list: one line a row, a cursor, as many rows as there are; only those in sight are ever made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from breakout_tui.tui.widgets.line import ROLES, Part, clipped


class LongList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of parts of text. What a row says is up to the subclass; a heading can't be pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"long-list--{role}" for role in (*ROLES, "pointed")}
    DEFAULT_CSS = """
    LongList { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    LongList > .long-list--strong { text-style: bold; }
    LongList > .long-list--muted { color: $muted; }
    LongList > .long-list--faint { color: $faint; }
    LongList > .long-list--accent { color: $accent; text-style: bold; }
    LongList > .long-list--good { color: $success; }
    LongList > .long-list--bad { color: $overtime; text-style: bold; }
    LongList > .long-list--chip { text-style: bold reverse; }
    LongList > .long-list--key { text-style: bold; }
    LongList > .long-list--challenge { color: $challenge; }
    LongList > .long-list--principle { color: $principle; }
    LongList > .long-list--approach { color: $approach; }
    LongList > .long-list--recommendation { color: $recommendation; }
    LongList > .long-list--pointed { background: $panel; }
    """

    @dataclass
    class Moved(Message):
        """The cursor is on another row now."""

        rows: LongList
        index: int

        @property
        def control(self) -> LongList:
            """The list, so that a screen can tell its lists apart."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """The row under the cursor was chosen."""

        rows: LongList
        index: int

        @property
        def control(self) -> LongList:
            """The list, so that a screen can tell its lists apart."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def parts(self, index: int) -> Sequence[Part]:
        """What a row says; cut where it does not fit."""
        raise NotImplementedError

    def is_heading(self, index: int) -> bool:  # noqa: ARG002 - a subclass looks at it
        """Whether the cursor passes this row by."""
        return False

    def when_empty(self) -> str:
        """What a list without rows says."""
        return ""

    def as_text(self) -> str:
        """All rows as lines of text."""
        rows = ("".join(text for text, _ in self.parts(index)).rstrip() for index in range(self.count))
        return "\n".join(rows) if self.count else self.when_empty()

    def point(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest below or above it that is no heading, and bring it into sight."""
        found = self._nearest(index, 1)
        moved, self.cursor = found != self.cursor, found
        self._reveal()
        self.refresh()
        if moved:
            self.post_message(self.Moved(self, found))

    def repaint(self) -> None:
        """The rows are others now."""
        self._measure()
        self.point(self.cursor)

    def action_step(self, by: int) -> None:
        """Move the cursor to the next row in this direction; it stays where there is none."""
        found = self._nearest(self.cursor + by, by)
        if (found - self.cursor) * by > 0:
            self.point(found)
        elif by < 0:
            self.scroll_to(y=0, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self.point(self.cursor + by * max(1, self.size.height - 1))

    def action_go(self, index: int) -> None:
        """Move the cursor to the first row or, with -1, the last."""
        self.point(index if index >= 0 else self.count - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.count and not self.is_heading(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click on it chooses it."""
        index = event.y + self.scroll_offset.y
        if index >= self.count or self.is_heading(index):
            return
        if index == self.cursor and event.chain == 2:
            self.action_choose()
        self.point(index)

    def on_mount(self) -> None:
        """Say how long it is, and put the cursor on the first row."""
        self.cursor = self._nearest(0, 1)
        self._measure()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor no more."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._measure()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """The line ``y`` below the top of what is in sight."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if width <= 0:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        if not self.count and y == 0:
            return self._painted(((self.when_empty(), "muted"),), width, self.visual_style.rich_style)
        if index >= self.count:
            return Strip.blank(width, self.visual_style.rich_style)
        base = self.visual_style.rich_style
        is_pointed = index == self.cursor and self.has_focus
        if is_pointed:
            base += self.get_component_rich_style("long-list--pointed", partial=True)
        pointer = ("▸ ", "accent" if is_pointed else "faint") if index == self.cursor else ("  ", "")
        return self._painted((pointer, *self.parts(index)), width, base)

    def _painted(self, parts: Sequence[Part], width: int, base: Style) -> Strip:
        segments = [Segment(text, base + self._style(role)) for text, role in clipped(parts, width)]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, role: str) -> Style:
        style = Style()
        for name in role.split():
            style += self.get_component_rich_style(f"long-list--{name}", partial=True)
        return style

    def _nearest(self, index: int, direction: int) -> int:
        index = max(0, min(index, self.count - 1))
        for step in (direction, -direction):
            found = index
            while 0 <= found < self.count and self.is_heading(found):
                found += step
            if 0 <= found < self.count:
                return found
        return index

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, max(1, self.count))

    def _reveal(self) -> None:
        height = self.scrollable_content_region.height
        if not height:
            return
        top = self.cursor
        while top and self.is_heading(top - 1):
            top -= 1
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif self.cursor >= self.scroll_offset.y + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)
