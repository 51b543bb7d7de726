"""The first look of a screen: styled and laid out once, for the size that it will have."""

from __future__ import annotations

from typing import Self

from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from breakout_tui.tui.screens.bands import bands_of
from breakout_tui.tui.widgets.still import Still


class FirstLook(Still, Screen[None]):
    """A screen whose widgets are mounted with the styles that they keep, and which is painted once when it is shown.

    Textual styles all of them again when the screen is shown and once more when its size puts a class on it, and paints
    the whole screen a second time at once.
    """

    # As Textual has it, but the whole screen is not painted anew because the focus moves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    _is_seen = False
    _is_being_shown = False

    def take_size(self) -> None:
        """Put the classes of the size on; to be called before anything is composed."""
        width, height = self.app.size
        for length, points in (
            (width, self.HORIZONTAL_BREAKPOINTS),
            (height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [point for point in points or () if length >= point[0]]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """At first all is styled already, and to lay it out paints it."""
        event.prevent_default()
        if not self._is_seen:
            self._is_seen = self._is_being_shown = True
            event.refresh_styles = False
        super()._on_screen_resume(event)
        self._is_being_shown = False

    def _screen_resized(self, size: Size) -> None:
        """Textual tells of the same size up to three times at the start, and would lay out as often."""
        if size != self._size:
            super()._screen_resized(size)

    def paint_now(self, widget: Widget) -> None:
        """Paint what changed of a widget in this moment, not after two rounds of messages and whoever's turn it is meanwhile.

        Left to Textual where all is about to be laid out, or another screen lies above.
        """
        if not self.is_current or self.app._batch_count or self._layout_required or self._repaint_required:
            return
        if widget.display and not widget._layout_required:
            widget._repaint_required = False
            self._dirty_widgets.add(widget)
            self._compositor.update_widgets(self._dirty_widgets)
            self._compositor_refresh()
            # This was a frame, so the next is one frame later: until then the threads that write, to the terminal and to
            # the disk, have their turn.
            self._update_timer.reset()

    def _compositor_refresh(self) -> None:
        """Paint what changed, band by band."""
        changed = self._compositor._dirty_regions
        for band in bands_of(changed) or [set()]:
            changed.clear()
            changed.update(band)
            super()._compositor_refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Not as long as it is being shown: what is wanted then was painted in the moment before."""
        if self._is_being_shown and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
