"""Fields: the small form of an approach or a recommendation, for what was not said in the line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from breakout_tui.domain.capture import FIELDS
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.notes import Note
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.key_line import KeyHint, KeyLine
from breakout_tui.tui.wording import shortened

QUESTIONS = {
    "addressee": "For whom",
    "actor": "Who acts",
    "due": "By when",
    "where": "Where it is practised",
    "evidence": "What shows that it works",
}
"""What is asked for each field."""


class FieldsScreen(ModalScreen[dict[str, str] | None]):
    """Gives the fields of a note as they were filled in, None on Esc. Raises CommandRefused for a note that has none."""

    CSS_PATH = "../styles/fields.tcss"
    AUTO_FOCUS = "Field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("f2,ctrl+s", "keep", "Keep", show=False),
    ]

    def __init__(self, note: Note) -> None:
        super().__init__()
        if note.kind not in FIELDS:
            raise CommandRefused(
                f"{note.reference} is a {note.kind.value}",
                remedy="fields are for approaches and recommendations",
            )
        self._note = note
        self._names = tuple(FIELDS[note.kind].values())

    def compose(self) -> ComposeResult:
        """The note, a line for each field, the keys."""
        with Vertical(id="dialog"):
            yield Static(
                f"{self._note.reference}  {shortened(self._note.text, 120)}", id="question", markup=False
            )
            for name in self._names:
                yield Static(QUESTIONS[name], classes="muted", markup=False)
                is_last = name == self._names[-1]
                yield Field(getattr(self._note, name), enter="keep" if is_last else "app.focus_next", id=name)
            yield KeyLine(
                [
                    KeyHint("Enter", "next line"),
                    KeyHint("F2", "keep", "keep"),
                    KeyHint("Esc", "cancel", "cancel"),
                ]
            )

    def action_keep(self) -> None:
        """Give what stands in the lines."""
        self.dismiss({name: self.query_one(f"#{name}", Field).text for name in self._names})

    def action_cancel(self) -> None:
        """Give nothing."""
        self.dismiss(None)
