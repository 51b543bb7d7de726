"""Fields screen: the form with the fields of an approach, a recommendation or a decision."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from breakout_tui.domain.note_fields import fields_of, value_of
from breakout_tui.domain.notes import Note
from breakout_tui.tui.keymap import DEFAULT_KEYS, shown
from breakout_tui.tui.screens.standing import ClosesOnce
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.wording import shortened


class FieldsScreen(ModalScreen[dict[str, str] | None], ClosesOnce[dict[str, str] | None]):
    """Returns the fields of a note of a kind that has some, or None on Esc."""

    CSS_PATH = "../styles/fields.tcss"
    AUTO_FOCUS = "Field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("ctrl+s", "keep", "Keep", show=False),
        Binding(DEFAULT_KEYS["next"], "keep", "Keep", show=False, id="next"),
    ]

    def __init__(self, note: Note) -> None:
        super().__init__()
        self._note = note
        self._fields = fields_of(note.kind)

    def compose(self) -> ComposeResult:
        """The note, a line for each field, the keys."""
        with Vertical(id="dialog"):
            yield Static(
                f"{self._note.reference}  {shortened(self._note.text, 120)}", id="question", markup=False
            )
            for field in self._fields:
                yield Static(field.question, classes="muted", markup=False)
                enter = "keep" if field is self._fields[-1] else "app.focus_next"
                yield Field(value_of(self._note, field), enter=enter, id=field.name)
            yield KeyLine(
                [
                    KeyHint("Enter", "next field"),
                    KeyHint(shown("next"), "save", "keep"),
                    KeyHint("Esc", "cancel", "cancel"),
                ]
            )

    def action_keep(self) -> None:
        """Return the values of the fields."""
        self.dismiss({field.name: self.query_one(f"#{field.name}", Field).text for field in self._fields})

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)
