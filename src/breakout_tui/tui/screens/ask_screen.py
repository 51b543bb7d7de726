"""Ask screens: one question, answered by typing or by choosing. They open only on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from breakout_tui.tui.keymap import name_of
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.focus_order import take
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.widgets.keys_in_order import take_key
from breakout_tui.tui.widgets.line_list import LineList
from breakout_tui.tui.widgets.row_source import RowMark, RowSource, pointer


class AskScreen(ModalScreen[str | None], ClosesOnce[str | None]):
    """Returns the cleaned typed line, possibly empty; None on Esc. ``preview`` says what an answer would do."""

    CSS_PATH = "../styles/ask.tcss"
    AUTO_FOCUS = "Field"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", show=False)]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        explanation: str = "",
        preview: Callable[[str], str] | None = None,
        is_replaced: bool = False,
    ) -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._explanation = explanation
        self._preview = preview
        self._is_replaced = is_replaced

    def compose(self) -> ComposeResult:
        """The question, the line, what the answer would do, the keys."""
        with Vertical(id="dialog"):
            yield Static(self._question, id="question", markup=False)
            if self._explanation:
                yield Static(self._explanation, id="explanation", markup=False)
            yield Field(self._value, placeholder="", enter="answer", is_replaced=self._is_replaced)
            if self._preview:
                yield Static(self._preview(self._value), id="preview", markup=False)
            yield KeyLine([KeyHint("Enter", "answer", "answer"), KeyHint("Esc", "cancel", "cancel")])

    @on(Field.Changed)
    def _changed(self) -> None:
        if self._preview:
            self.query_one("#preview", Static).update(self._preview(self.query_one(Field).text))

    def action_answer(self) -> None:
        """Return the text of the line."""
        self.dismiss(self.query_one(Field).text)

    def action_cancel(self) -> None:
        """Return no answer."""
        self.dismiss(None)


class ChooseScreen(ModalScreen[str | None], ClosesOnce[str | None]):
    """Returns the key of the option chosen by its key, by arrows and Enter, or by mouse; None on Esc."""

    CSS_PATH = "../styles/ask.tcss"
    AUTO_FOCUS = "ChooseList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", show=False)]

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        *,
        explanation: str = "",
        listed: Sequence[str] = (),
        chosen: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._options = tuple(options)
        self._explanation = explanation
        self._listed = tuple(listed)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The question, its explanation, the options, the keys."""
        with Vertical(id="dialog"):
            yield Static(self._question, id="question", markup=False)
            if self._explanation:
                yield Static(self._explanation, id="explanation", markup=False)
            if self._listed:
                yield Static("\n".join(self._listed), id="listed", markup=False)
            yield ChooseList(self._options, self._chosen)
            yield KeyLine([KeyHint("Enter", "choose", "choose"), KeyHint("Esc", "cancel", "cancel")])

    @on(LineList.Chosen)
    def action_choose(self) -> None:
        """Return the option under the cursor."""
        self.dismiss(self.query_one(ChooseList).key)

    def action_cancel(self) -> None:
        """Return no answer."""
        self.dismiss(None)


class OptionSource(RowSource):
    """The options, each with the key that chooses it."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        self.options = tuple(options)

    @property
    def count(self) -> int:
        """The number of options."""
        return len(self.options)

    def lay_out(self, index: int, width: int, mark: RowMark) -> Sequence[Content]:
        """The key and the words of an option."""
        key, words = self.options[index]
        column = max(len(each) for each, _ in self.options)
        named = name_of(key) if key[:1] == "f" and key[1:].isdecimal() else key
        weight = "bold" if mark is RowMark.POINTED else ""
        line = Content.assemble(pointer(mark), (f"{named:<{column}}", "bold"), "  ", (words, weight))
        return [line.truncate(width, ellipsis=True)]


class ChooseList(LineList):
    """The options. Each can be chosen by its key as well."""

    def __init__(self, options: Sequence[tuple[str, str]], chosen: str) -> None:
        self._options = tuple(options)
        super().__init__(OptionSource(options))
        keys = [key for key, _ in self._options]
        self.cursor = keys.index(chosen) if chosen in keys else 0

    @property
    def key(self) -> str:
        """The key of the option under the cursor."""
        return self._options[self.cursor][0]

    def takes_letter(self, event: events.Key) -> bool:
        """Whether the key chooses an option."""
        return self._place_of(event) is not None

    def _place_of(self, event: events.Key) -> int | None:
        places = (
            place for place, (key, _) in enumerate(self._options) if key in (event.key, event.character)
        )
        return next(places, None)

    async def on_key(self, event: events.Key) -> None:
        """Choose the option of this key immediately."""
        place = self._place_of(event)
        if place is not None and self.app.focused is self:
            take(event)
            self.cursor = place
            await self.app.run_action("choose", self.screen)
            return
        await take_key(self, event)
