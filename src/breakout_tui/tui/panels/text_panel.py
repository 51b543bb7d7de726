"""A panel of words: lines with roles, wrapped to the width, with a scroll where they don't fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from breakout_tui.domain.text import plural
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.wording import wrap

_NUMBER = re.compile(r"\s*\S+\s+")
"""What a numbered paragraph begins with: its lines hang under what follows."""
TextLine = tuple[str, str]
"""A paragraph and its role: title, text, muted, number or blank."""


class TextPanel(Panel):
    """Shows paragraphs; subclasses say which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", show=False),
        Binding("down", "scroll_by(1)", show=False),
        Binding("pageup", "scroll_by(-8)", show=False),
        Binding("pagedown", "scroll_by(8)", show=False),
        Binding("enter,escape", "leave", show=False),
    ]
    keys = (("↑ ↓", "scroll"),)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"panel--{role}" for role in ("title", "text", "muted", "number", "accent")
    }
    DEFAULT_CSS = """
    TextPanel > .panel--title { text-style: bold; }
    TextPanel > .panel--text { color: $foreground; }
    TextPanel > .panel--muted { color: $muted; }
    TextPanel > .panel--accent { color: $accent; text-style: bold; }
    """
    paragraphs: reactive[tuple[TextLine, ...]] = reactive((), layout=False)
    first = reactive(0, layout=False)

    @property
    def is_marking(self) -> bool:
        """Words, and nothing that a letter could be about."""
        return False

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of what is in sight."""
        lines = self._wrapped()
        height = self.size.height
        index = y + min(self.first, max(0, len(lines) - height))
        if index >= len(lines):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        below = len(lines) - index
        is_cut = below > 1 and y == height - 1 > 0
        text, role = (f"↓ {plural(below, 'more line')}", "muted") if is_cut else lines[index]
        style = self.visual_style.rich_style + (
            self.get_component_rich_style(f"panel--{role}", partial=True) if role else Style()
        )
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.visual_style.rich_style)

    def as_text(self) -> str:
        """All its words."""
        return "\n".join(text for text, _ in self._wrapped())

    def action_scroll_by(self, lines: int) -> None:
        """Scroll."""
        most = max(0, len(self._wrapped()) - self.size.height)
        self.first = min(max(0, self.first + lines), most)

    def action_leave(self) -> None:
        """Back to the line."""
        self.leave(self.Left())

    def _wrapped(self) -> Sequence[TextLine]:
        width = max(1, min(self.size.width, 90))
        lines: list[TextLine] = []
        for text, role in self.paragraphs:
            hang = found.end() if role == "number" and (found := _NUMBER.match(text)) else 0
            parts = wrap(text[hang:], max(1, width - hang))
            heads = (text[:hang], *[" " * hang] * (len(parts) - 1))
            shown = "text" if role == "number" else role
            lines += [(head + part, shown) for head, part in zip(heads, parts, strict=True)]
        return lines
