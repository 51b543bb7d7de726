"""Field: one line of a form. Fast keys are handled in order, and its text is cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.suggester import SuggestFromList
from textual.widgets import Input

from breakout_tui.domain.text import clean, clean_line
from breakout_tui.tui.widgets.focus_order import take
from breakout_tui.tui.widgets.keys_in_order import take_key

MORE = "…"
"""The sign for hidden text."""
LONGEST = 2000
"""The most characters in a field."""


class Field(Input):
    """A line whose Enter runs an action of its screen. Lines of a paste are joined by ``joiner``.

    The first of ``completions`` that fits is shown behind what is typed, and the right arrow takes it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word", "Delete word", show=False)
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "–",
        enter: str = "app.focus_next",
        joiner: str = " ",
        id: str | None = None,
        classes: str | None = None,
        is_replaced: bool = False,
        completions: Sequence[str] = (),
    ) -> None:
        super().__init__(
            clean_line(value),
            placeholder=placeholder,
            select_on_focus=is_replaced,
            max_length=LONGEST,
            suggester=SuggestFromList(completions, case_sensitive=False) if completions else None,
            id=id,
            classes=classes,
            compact=True,
        )
        self._enter = enter
        self._joiner = joiner

    @property
    def text(self) -> str:
        """The cleaned text."""
        return clean_line(self.value)

    def on_focus(self) -> None:
        """Bring the caret into sight; Input does so only when it moves."""
        self.call_after_refresh(self._show_caret)

    def _show_caret(self) -> None:
        caret = Region(cell_len(self.value[: self.cursor_position]), 0, 1, 1)
        self.virtual_size = Size(self.content_width, 1)
        self.scroll_to_region(caret, force=True, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """The text in sight, with a sign at each end where more of it is hidden; the caret is never covered."""
        line, width = super().render_line(y), self.scrollable_content_region.width
        start = self.scroll_offset.x
        caret = cell_len(self.value[: self.cursor_position]) - start if self.has_focus else None
        more = Strip([Segment(MORE, self.visual_style.rich_style)])
        if start > 0 and caret != 0:
            line = Strip.join([more, line.crop(1)])
        if cell_len(self.value) > start + width and caret != width - 1:
            line = Strip.join([line.crop(0, width - 1), more])
        return line

    async def on_key(self, event: events.Key) -> None:
        """Type a character, or run the binding of a key immediately."""
        if await take_key(self, event):
            return
        if event.is_printable and event.character is not None:
            take(event)
            self.replace(clean(event.character), *self.selection)

    def on_paste(self, event: events.Paste) -> None:
        """Insert a paste from the terminal as one line."""
        take(event)
        self._put(event.text)

    def action_paste(self) -> None:
        """Paste text that was copied within the program."""
        self._put(self.app.clipboard)

    async def action_submit(self) -> None:
        """Enter: run the screen's action immediately."""
        await self.app.run_action(self._enter, self.screen)

    def _put(self, text: str) -> None:
        lines = (line.strip() for line in clean(text).split("\n"))
        self.replace(self._joiner.join(line for line in lines if line), *self.selection)
