"""A line of the screen: parts of text in the colours of a role, some at the left, some at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.wording import shortened

Part = tuple[str, str]
"""Text and the name of its role; the role is empty for the plain one."""

ROLES = (
    *("strong", "muted", "faint", "accent", "good", "bad", "chip", "key"),
    *("challenge", "principle", "approach", "recommendation"),
)


class Line(Widget):
    """One line. The right part keeps its place; the left one is cut when both do not fit. It repaints on change only."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{role}" for role in ROLES}
    DEFAULT_CSS = """
    Line { height: 1; }
    Line > .line--strong { text-style: bold; }
    Line > .line--muted { color: $muted; }
    Line > .line--faint { color: $faint; }
    Line > .line--accent { color: $accent; text-style: bold; }
    Line > .line--good { color: $success; }
    Line > .line--bad { color: $overtime; text-style: bold; }
    Line > .line--chip { text-style: bold reverse; }
    Line > .line--key { text-style: bold; }
    Line > .line--challenge { color: $challenge; }
    Line > .line--principle { color: $principle; }
    Line > .line--approach { color: $approach; }
    Line > .line--recommendation { color: $recommendation; }
    """

    left: reactive[tuple[Part, ...]] = reactive((), layout=False)
    right: reactive[tuple[Part, ...]] = reactive((), layout=False)

    def render_line(self, y: int) -> Strip:
        """The line; a second one, if there is, is blank."""
        width = self.size.width
        if y > 0 or width <= 0:
            return Strip.blank(width, self.rich_style)
        right = self.right
        room = width - sum(cell_len(text) for text, _ in right)
        if room < width // 4:
            right, room = (), width
        left = clipped(self.left, room - 2 if right else room)
        segments = [Segment(text, self._style(role)) for text, role in left]
        gap = room - sum(cell_len(text) for text, _ in left)
        segments.append(Segment(" " * max(0, gap), self.rich_style))
        segments += [Segment(text, self._style(role)) for text, role in right]
        return Strip(segments).crop(0, width)

    def as_text(self) -> str:
        """What the line says."""
        return "".join(text for text, _ in (*self.left, ("   ", ""), *self.right)).strip()

    def _style(self, role: str) -> Style:
        if not role:
            return self.rich_style
        style = self.rich_style
        for name in role.split():
            style += self.get_component_rich_style(f"line--{name}", partial=True)
        return style


def clipped(parts: Sequence[Part], width: int) -> list[Part]:
    """The parts that fit into so many cells; the one that does not is cut with ``…``."""
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
