"""The break: when it goes on, as large as it fits, so that everybody sees it from the door."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.widgets import block_digits
from breakout_tui.tui.widgets.panel import Panel
from breakout_tui.tui.wording import clock


class BreakPanel(Panel):
    """Back at, in block digits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "leave", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"panel--muted", "panel--accent"}
    DEFAULT_CSS = """
    BreakPanel > .panel--muted { color: $muted; }
    BreakPanel > .panel--accent { color: $accent; }
    """
    back_at = reactive("", layout=False)
    words = reactive("", layout=False)

    @property
    def is_marking(self) -> bool:
        """Nothing here is for a letter to be about."""
        return False

    def show(self, session: Session, now: Pace | None) -> None:
        """The time of day at which it goes on, and with what."""
        if now is None:
            return
        ahead = session.ahead(now.box)
        self.back_at = f"{now.box_ends_at:%H:%M}"
        after = ahead[0].step_title if ahead else "the end"
        self.words = (
            f"{after} was to begin {clock(now.left)} ago"
            if now.left < 0
            else f"Back at {self.back_at} for {after}"
        )

    def render_line(self, y: int) -> Strip:
        """The digits in the middle, the words below them."""
        width, height = self.size
        scale = block_digits.largest_scale(self.back_at, width, height - 3) if self.back_at else None
        lines = block_digits.render(self.back_at, scale) if scale is not None else [self.back_at]
        top = max(0, (height - len(lines) - 2) // 2)
        if top <= y < top + len(lines):
            return self._centred(lines[y - top], "panel--accent")
        if y == top + len(lines) + 1:
            return self._centred(self.words, "panel--muted")
        return Strip.blank(width, self.visual_style.rich_style)

    def as_text(self) -> str:
        """Its words."""
        return self.words

    def action_leave(self) -> None:
        """Back to the line."""
        self.leave(self.Left())

    def _centred(self, text: str, role: str) -> Strip:
        width = self.size.width
        style = self.visual_style.rich_style + self.get_component_rich_style(role, partial=True)
        return Strip([Segment(text.center(width), style)]).adjust_cell_length(
            width, self.visual_style.rich_style
        )
