"""Clock face: the remaining time in digits readable from two metres, with bar and caption.

The owner sets the reactives; the face reads no clock. A tick repaints only the cells that changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from breakout_tui.tui.line_styles import Look, style_of
from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.widgets.clock_layout import FULL_HEIGHT, Face, Level, Row, changed_cells, rows_of

_LOOKS: Mapping[str, Look] = {
    "calm": Look("foreground"),
    "low": Look("accent"),
    "last": Look("challenge", bold=True),
    "over": Look("overtime", bold=True),
    "paused": Look("muted"),
    "caption": Look("muted"),
    "done": Look("accent"),
    "ahead": Look("faint"),
}


class ClockFace(NoReflow, Widget):
    """The remaining time as block digits, as large as ``is_big`` and the space allow."""

    DEFAULT_CSS = """
    ClockFace {
        height: auto;
        color: $foreground;
    }
    """

    seconds = reactive(0, layout=False, repaint=False, init=False)
    """Seconds left; negative in overtime."""
    level = reactive(Level.CALM, repaint=False, init=False)
    """How urgent it is; colours the digits."""
    paused = reactive(False, repaint=False, init=False)
    """Whether the clock is paused; shown in words."""
    caption = reactive("", repaint=False, init=False)
    """What the time is for."""
    sub_caption = reactive("", repaint=False, init=False)
    """What comes next, at the right."""
    progress: reactive[float | None] = reactive(None, repaint=False, init=False)
    """The used part of the box, 0 to 1; None for no bar."""

    def __init__(
        self,
        *,
        is_big: bool = False,
        is_bare: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._is_big = is_big
        self._is_bare = is_bare
        self.is_centred = False
        """Whether digits and words are in the middle; set it while the face is laid out anew."""
        self._shown: list[Row] = []
        self._shown_size = Size(0, 0)

    def as_text(self) -> str:
        """The visible lines as text."""
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self._rows(self.size))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The lines that the face takes at ``width``, if its height is automatic."""
        face = self._face()
        room = viewport.height if self._is_big else FULL_HEIGHT
        return len(rows_of(face, width, room, is_big=self._is_big))

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the face."""
        if self._shown_size != self.size or not self._shown:
            self._shown, self._shown_size = self._rows(self.size), self.size
        base = self.visual_style.rich_style
        if y >= len(self._shown):
            return Strip.blank(self.size.width, base)
        segments = [Segment(text, base + self._style(role)) for text, role in self._shown[y]]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def watch_seconds(self) -> None:
        """Repaint the cells that changed."""
        self._repaint()

    def watch_level(self) -> None:
        """Repaint in the colour of the level."""
        self._repaint()

    def watch_paused(self) -> None:
        """Repaint with the word for the pause."""
        self._repaint()

    def watch_caption(self) -> None:
        """Repaint the caption."""
        self._repaint()

    def watch_sub_caption(self) -> None:
        """Repaint the sub caption."""
        self._repaint()

    def watch_progress(self) -> None:
        """Repaint the changed part of the bar."""
        self._repaint()

    def _face(self) -> Face:
        words = self.caption, self.sub_caption
        return Face(self.seconds, self.level, self.paused, *words, self.progress, self._is_bare)

    def _rows(self, size: Size) -> list[Row]:
        rows = rows_of(self._face(), size.width, size.height, is_big=self._is_big, is_centred=self.is_centred)
        above: list[Row] = [()] * ((size.height - len(rows)) // 2) if self._is_big else []
        return [*above, *rows]

    def _style(self, role: str) -> Style:
        return style_of(_LOOKS[role], self.app.theme_variables)

    def _repaint(self) -> None:
        """Repaint the cells that differ; request a layout if the height changes."""
        if not self.is_mounted or not self.size:
            self._shown = []  # a hidden face comes back with what it has then
            return
        before, now = self._shown, self._rows(self.size)
        if self.styles.is_auto_height and len(now) != len(before):
            self.refresh(layout=True)
            self._shown = []
            return
        self._shown, self._shown_size = now, self.size
        for y in range(max(len(before), len(now))):
            old = before[y] if y < len(before) else ()
            new = now[y] if y < len(now) else ()
            if old != new:
                start, end = changed_cells(old, new)
                self.refresh(Region(start, y, end - start, 1))
