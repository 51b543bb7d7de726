"""Step screen: the form with a line of the next steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from breakout_tui.tui.keymap import DEFAULT_KEYS, shown
from breakout_tui.tui.parts.typing_pause import TypingPause
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine

QUESTIONS = {"what": "What", "who": "Who", "due": "By when"}


class TypedStep(NamedTuple):
    """What was typed, and whether it is to be saved."""

    what: str
    who: str
    due: str
    is_kept: bool = True


class StepScreen(ModalScreen[TypedStep], ClosesOnce[TypedStep]):
    """Returns what was typed, also on Esc; ``typed`` is called with it a moment after a key."""

    CSS_PATH = "../styles/paper.tcss"
    AUTO_FOCUS = "Field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("ctrl+s", "keep", "Keep", show=False),
        Binding(DEFAULT_KEYS["next"], "keep", "Keep", show=False, id="next"),
    ]

    def __init__(
        self, heading: str, what: str, who: str, due: str, *, typed: Callable[[TypedStep], None]
    ) -> None:
        super().__init__()
        self._pause = TypingPause(self, self.tell)
        self._tell = typed
        self._heading = heading
        self._texts = {"what": what, "who": who, "due": due}

    def compose(self) -> ComposeResult:
        """A line for each column, the keys."""
        with Vertical(id="dialog"):
            yield Static(self._heading, id="question", markup=False)
            for name, question in QUESTIONS.items():
                yield Static(question, classes="muted", markup=False)
                enter = "keep" if name == "due" else "app.focus_next"
                yield Field(self._texts[name], enter=enter, id=name)
            yield KeyLine(
                [
                    KeyHint("Enter", "next field"),
                    KeyHint(shown("next"), "save", "keep"),
                    KeyHint("Esc", "close, the text is kept", "cancel"),
                ]
            )

    @on(Field.Changed)
    def _changed(self) -> None:
        self._pause.begin()

    def tell(self) -> None:
        """Tell now what is typed."""
        self._tell(self._typed(is_kept=False))

    def action_keep(self) -> None:
        """Return the texts to be saved."""
        self.dismiss(self._typed(is_kept=True))

    def action_cancel(self) -> None:
        """Return the texts, so that they are there again."""
        self.dismiss(self._typed(is_kept=False))

    def _typed(self, *, is_kept: bool) -> TypedStep:
        self._pause.stop()
        what, who, due = (self.query_one(f"#{name}", Field).text for name in QUESTIONS)
        return TypedStep(what, who, due, is_kept)
