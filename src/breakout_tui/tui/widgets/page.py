"""Page: lines of text to read, laid out for the width there is; one widget however long the text."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual

from breakout_tui.tui.widgets.scrolled_lines import ScrolledLines


class Page(ScrolledLines, can_focus=True, inherit_bindings=False):
    """A text that scrolls. What it says is up to the subclass."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Up", show=False),
        Binding("down", "scroll_down", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "End", show=False),
    ]
    DEFAULT_CSS = """
    Page {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._laid_out_width = -1
        self._lines: list[Content] = []
        self._strips: dict[int, Strip] = {}

    def lay_out(self, width: int) -> list[Content]:
        """The lines of the text, each at most so many cells wide."""
        raise NotImplementedError

    @property
    def is_longer(self) -> bool:
        """Whether there is more text than is in sight at a time."""
        return len(self._lines) > self.scrollable_content_region.height

    def relay(self) -> None:
        """Show the text anew, from its top."""
        self._laid_out_width = -1
        self.scroll_to(y=0, animate=False, immediate=True)
        self._lay_out()
        self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)

    def action_page(self, by: int) -> None:
        """Turn a page, with a line of the one before still in sight."""
        step = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=self.scroll_offset.y + by * step, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lay the text out for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old colours."""
        super().notify_style_update()
        self._laid_out_width = -1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many lines as the text takes."""
        return len(self.lay_out(width))

    def render_line(self, y: int) -> Strip:
        """The line ``y`` below the top of what is in sight."""
        self._lay_out()
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        if line not in self._strips:
            painted = Visual.to_strips(self, self._lines[line], width, 1, self.visual_style, pad=True)
            self._strips[line] = painted[0].adjust_cell_length(width, self.visual_style.rich_style)
        return self._strips[line]

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._laid_out_width or not width:
            return
        self._laid_out_width = width
        self._strips = {}
        self._lines = self.lay_out(width)
        self.set_lines(width, len(self._lines))


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """The text wrapped behind ``first``, later lines under its start."""
    indent = first.cell_length
    lines = text.wrap(max(8, width - indent)) or [Content("")]
    return [(first if not number else Content(" " * indent)) + line for number, line in enumerate(lines)]
