"""PromptedInput: an Input with a prompt before its text, so that the caret is not where Input expects it.

Input computes the cell of the caret from its value alone, and scrolls there after the next refresh.

Gain: the caret does not jump, and dragging with the mouse selects; no time.
Fallback: the caret is brought into sight once more after Input has scrolled, and dragging with the mouse selects nothing.
"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, get_character_cell_size
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from breakout_tui.tui.textual_internals import hooks
from breakout_tui.tui.widgets.line_drawing import shown
from breakout_tui.tui.widgets.typed_text import word_start

IS_ON = hooks.has(Input, "_watch_selection", "_cell_offset_to_index")


class PromptedInput(Input):
    """One row without a border; line breaks show as ``⏎``. The prompt is ``›``, after the label if there is room."""

    DEFAULT_CSS = """
    PromptedInput, PromptedInput:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $surface;
        background-tint: transparent;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+j", "break_line"),
        ("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word"),
    ]
    label: reactive[str] = reactive("")
    """Shown before the prompt."""

    def watch_label(self) -> None:
        """The label moves the text and the caret."""
        if self.is_mounted:
            self.caret_moved()

    @property
    def prompt(self) -> str:
        """What is shown before the text."""
        width = self.scrollable_content_region.width
        long = f"{self.label} › " if self.label else "› "
        return long if cell_len(long) * 2 <= width else "› " if width > 4 else ""

    @property
    def content_width(self) -> int:
        """Cells of the prompt, the text, the caret behind it, and what is shown there."""
        return self.cell_of(len(self.value)) + 1 + self.cells_behind

    @property
    def cells_behind(self) -> int:
        """Cells of what is shown behind the text; in sight as far as half a line."""
        return 0

    def cell_of(self, position: int) -> int:
        """The cell of the content at which a character starts, the prompt included."""
        return cell_len(self.prompt) + cell_len(shown(self.value[:position]))

    def index_at(self, cell: int) -> int:
        """Which character is at this cell of the content in sight."""
        cells = cell + self.scroll_offset.x - cell_len(self.prompt)
        for index, character in enumerate(shown(self.value)):
            cells -= get_character_cell_size(character)
            if cells < 0:
                return index
        return len(self.value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen; the terminal's cursor is put there for input methods."""
        x, y, _, _ = self.content_region
        return Offset(x + self.cell_of(self.cursor_position) - self.scroll_offset.x, y)

    def on_resize(self) -> None:
        """Keep the caret in sight."""
        self.caret_moved()

    def caret_moved(self) -> None:
        """Called when the caret or the selection has changed."""
        self.app.clear_selection()
        self.reveal_caret()

    def reveal_caret(self) -> None:
        """Scroll the caret and the text before it into sight, half a line of it, and tell the app where it is.

        Input measures its content only when the text changes, but the prompt also changes with the label and the width.
        """
        self.virtual_size = Size(self.content_width, 1)
        prompt = cell_len(self.prompt)
        caret = self.cell_of(self.cursor_position)
        half = max(0, self.scrollable_content_region.width - prompt) // 2
        start = max(0, caret - prompt - half)
        in_sight = Region(start, 0, caret + 1 + min(self.cells_behind, half) - start, 1)
        self.scroll_to_region(in_sight, force=True, animate=False, immediate=True)
        self.app.cursor_position = self.cursor_screen_offset

    def action_break_line(self) -> None:
        """Insert a line break."""
        self.replace("\n", *self.selection)

    def action_delete_left_word(self) -> None:
        """Delete the word to the left; Input deletes to the right on two of these keys."""
        if self.selection.is_empty:
            self.delete(word_start(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    if IS_ON:

        def _watch_selection(self, _selection: Selection) -> None:
            self.caret_moved()

        def _cell_offset_to_index(self, offset: int) -> int:
            return self.index_at(offset)

    else:

        def watch_selection(self) -> None:
            """Correct the scroll of Input, now and again after its deferred scroll."""
            self.caret_moved()
            self.call_after_refresh(self.reveal_caret)

        def on_mouse_down(self, event: events.MouseDown) -> None:
            """Put the caret under the mouse."""
            event.prevent_default()
            cell, _ = event.get_content_offset_capture(self)
            self.selection = Selection.cursor(self.index_at(cell))
