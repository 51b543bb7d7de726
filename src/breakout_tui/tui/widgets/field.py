"""Field: one line of a form. Fast keys are handled in order, and its text is cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input

from breakout_tui.domain.text import clean, clean_line
from breakout_tui.tui.widgets.focus_order import take
from breakout_tui.tui.widgets.keys_in_order import take_key

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
