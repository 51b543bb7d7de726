"""Choice: one of a few options, each with a short explanation.

In a form it behaves like a line: up and down move to the next field, and never change the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from breakout_tui.tui.widgets.focus_order import take
from breakout_tui.tui.widgets.keys_in_order import take_key
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.row_source import RowMark, RowSource


class ChoiceSource(RowSource):
    """The options: a value, its label and an explanation."""

    def __init__(self, options: Sequence[tuple[str, str, str]]) -> None:
        self.options = tuple(options)

    @property
    def count(self) -> int:
        """The number of options."""
        return len(self.options)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """A dot, the label and the explanation."""
        _, words, explanation = self.options[index]
        column = max(len(option[1]) for option in self.options)
        is_chosen = mark is not RowMark.PLAIN
        dot = ("● ", "$accent" if mark is RowMark.POINTED else "") if is_chosen else ("○ ", "$muted")
        line = Content.assemble(
            dot, (f"{words:<{column}}", "bold" if is_chosen else ""), "  ", (explanation, "$muted")
        )
        return [line.truncate(width, ellipsis=True)]


class Choice(LineList, inherit_bindings=False):
    """One of the options is always chosen. Enter runs ``enter``, an action of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right", "turn(1)", "Next", show=False),
        Binding("enter", "go_on", "Continue", show=False),
    ]

    def __init__(
        self,
        options: Sequence[tuple[str, str, str]],
        value: str,
        *,
        enter: str = "app.focus_next",
        id: str | None = None,
    ) -> None:
        self._options = tuple(options)
        self._enter = enter
        super().__init__(ChoiceSource(options), id=id)
        self.cursor = next((place for place, option in enumerate(self._options) if option[0] == value), 0)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self.cursor][0]

    async def on_key(self, event: events.Key) -> None:
        """Handle a key immediately; the space bar chooses the next option."""
        if not await take_key(self, event) and event.key == "space":
            take(event)
            self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Choose the option ``by`` places further, wrapping around."""
        self.point((self.cursor + by) % self.count)

    async def action_go_on(self) -> None:
        """Enter: run the screen's action immediately."""
        await self.app.run_action(self._enter, self.screen)

    def action_choose(self) -> None:
        """A second click on the chosen option acts like Enter."""
        self.call_later(self.action_go_on)
