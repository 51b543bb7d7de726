"""Focus bar: a mark along the list or panel that has the keys, so that it looks different from the line."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.line_styles import role_style
from breakout_tui.tui.textual_internals.no_reflow import NoReflow


class FocusBar(NoReflow, Widget):
    """A bar and the gap behind it; blank while the keys go elsewhere."""

    DEFAULT_CSS = "FocusBar { width: 2; height: 1fr; }"

    is_on: reactive[bool] = reactive(False, layout=False)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - all lines are the same
        """A cell of the bar."""
        base = self.visual_style.rich_style
        if not self.is_on:
            return Strip.blank(self.size.width, base)
        style = base + role_style("accent", self.app.theme_variables)
        return Strip([Segment("▌", style)]).adjust_cell_length(self.size.width, base)
