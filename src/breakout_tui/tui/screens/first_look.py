"""First look: a screen that is styled, laid out and painted once when it opens."""

from __future__ import annotations

from typing import Self

from textual import events
from textual.geometry import Region
from textual.widget import Widget

from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.textual_internals.paint_now import paint_now
from breakout_tui.tui.textual_internals.quiet_focus import QuietFocus


class FirstLook(NoReflow, QuietFocus):
    """A screen whose widgets are mounted with their final styles, and which is painted once when it is shown.

    Textual would style all of them again when the screen is shown, and once more when its size adds a class to it; and it
    would paint the whole screen twice.
    """

    _is_seen = False
    _is_being_shown = False

    def take_size(self) -> None:
        """Set the classes of the size. Call it before anything is composed."""
        width, height = self.app.size
        for length, points in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [point for point in points or () if length >= point[0]]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """At first everything is styled already; Textual's own handler, which runs next, lays it out and paints it."""
        if not self._is_seen:
            self._is_seen = self._is_being_shown = True
            event.refresh_styles = False
            self.call_next(self._was_shown)

    def _was_shown(self) -> None:
        self._is_being_shown = False

    def paint_now(self, *widgets: Widget) -> None:
        """Paint the changes of these widgets in one frame, immediately if possible."""
        paint_now(self, *widgets)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Ignored while the screen is being shown: everything was painted just before."""
        if self._is_being_shown and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
