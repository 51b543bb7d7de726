"""Line: one line of the screen, with coloured parts at the left and at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.line_styles import role_style
from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.wording import shortened

Part = tuple[str, str]
"""Text and the name of its role; the role is empty for the plain one."""

_GAP = 2
"""Cells between the two sides, at least."""


class Line(NoReflow, Widget):
    """One line. If both sides do not fit, the left one is cut, or the right one left out. It repaints only on change."""

    DEFAULT_CSS = "Line { height: 1; }"

    @dataclass
    class Clicked(Message):
        """A part of the left side was clicked."""

        line: Line
        text: str

        @property
        def control(self) -> Line:
            """The line, so that ``@on`` can select it by id."""
            return self.line

    left: reactive[tuple[Part, ...]] = reactive((), layout=False)
    right: reactive[tuple[Part, ...]] = reactive((), layout=False)

    def __init__(
        self,
        left: tuple[Part, ...] = (),
        right: tuple[Part, ...] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
        right_gives_way: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._right_gives_way = right_gives_way
        self.set_reactive(Line.left, left)
        self.set_reactive(Line.right, right)

    def render_line(self, y: int) -> Strip:
        """The line; further lines are blank."""
        width = self.size.width
        if y > 0 or width <= 0:
            return Strip.blank(width, self.visual_style.rich_style)
        right = self.right
        room = width - sum(cell_len(text) for text, _ in right)
        if room < width // 4 or (self._right_gives_way and room < self._left_width + _GAP):
            right, room = (), width
        left = clipped(self.left, room - _GAP if right else room)
        segments = [Segment(text, self._style(role)) for text, role in left]
        gap = room - sum(cell_len(text) for text, _ in left)
        segments.append(Segment(" " * max(0, gap), self.visual_style.rich_style))
        segments += [Segment(text, self._style(role)) for text, role in right]
        return Strip(segments).crop(0, width)

    def on_click(self, event: events.Click) -> None:
        """Report which part was clicked."""
        x = event.x
        for text, _ in self.left:
            x -= cell_len(text)
            if x < 0:
                self.post_message(self.Clicked(self, text))
                return

    @property
    def is_displayed(self) -> bool:
        """Whether it has a place on the screen: neither it nor what holds it is hidden."""
        return all(each.display for each in self.ancestors_with_self)

    @property
    def _left_width(self) -> int:
        return sum(cell_len(text) for text, _ in self.left)

    def as_text(self) -> str:
        """The text of the line."""
        return "".join(text for text, _ in (*self.left, ("   ", ""), *self.right)).strip()

    def _style(self, role: str) -> Style:
        return self.visual_style.rich_style + role_style(role, self.app.theme_variables)


def clipped(parts: Sequence[Part], width: int) -> list[Part]:
    """The parts that fit into ``width`` cells; the last one is cut with ``…``."""
    fitting: list[Part] = []
    for text, role in parts:
        if width <= 0:
            break
        if cell_len(text) > width:
            fitting.append((shortened(text, width), role))
            break
        fitting.append((text, role))
        width -= cell_len(text)
    return fitting
