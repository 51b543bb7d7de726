"""Capture editing: writing in the line, with undo, completion and a draft that follows every key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from breakout_tui.domain.marks import strip_personal
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.widgets.capture_view import COMMAND, CaptureView
from breakout_tui.tui.widgets.completions import Completion, Completions, fitting_commands, fitting_marks
from breakout_tui.tui.widgets.line_history import LineHistory, LineState

_LONGEST_WORD = 80
_WORD_LEFT = re.compile(r"(?:\w+|[^\w\s]+)?\s*\Z")


class CaptureEditing(CaptureView):
    """Adds to the view what changes the text; nothing here gives a note."""

    @dataclass
    class DraftChanged(Message, namespace="capture_line"):
        """What stands in the line, without anything personal under the rule *none*; ``editing`` as in Submitted."""

        text: str
        editing: str | None = None

    class UndoAsked(Message, namespace="capture_line"):
        """There is nothing to undo in the line: undo among the notes."""

    class RedoAsked(Message, namespace="capture_line"):
        """There is nothing to redo in the line: redo among the notes."""

    class Full(Message, namespace="capture_line"):
        """The note is as long as a note may be; what was typed further was not taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+j,shift+enter", "break_line"),
        ("ctrl+w,ctrl+backspace,alt+backspace", "delete_left_word"),
        ("ctrl+z", "undo"),
        ("ctrl+y", "redo"),
    ]

    def __init__(
        self,
        *,
        rule: AttributionRule,
        exists: Callable[[str], bool],
        commands: Iterable[tuple[str, str]],
        receive: Callable[[Message], None] | None,
        id: str | None,
    ) -> None:
        super().__init__(rule=rule, exists=exists, id=id)
        self._receive = receive
        self.commands = tuple(commands)
        """Words and their help, without the slash."""
        self.shy_of: Widget | None = None
        """A part above the line that offers don't cover."""
        self._clusters: tuple[str, ...] = ()
        self._completions = Completions()
        self._dismissed_at: int | None = None
        self._history = LineHistory()
        self._is_full_told = False

    @property
    def completions(self) -> Completions:
        """The rows above the line."""
        return self._completions

    def set_candidates(self, *, people: Iterable[str] = (), clusters: Iterable[str] = ()) -> None:
        """The names and clusters that complete; the names are also those that are known."""
        self.people, self._clusters = tuple(people), tuple(clusters)
        self._spans = ("", ())
        self.refresh()

    def on_mount(self) -> None:
        """The rows lie over the whole screen, so they belong to it."""
        self.screen.mount(self._completions)

    def on_resize(self) -> None:
        """Keep the caret in sight."""
        self._completions.close()
        self.caret_moved()

    def on_blur(self) -> None:
        """Nothing hangs over the screen while the keys go elsewhere."""
        self._completions.close()

    def action_break_line(self) -> None:
        """A line break inside the note."""
        self.replace("\n", *self.selection)

    def action_delete_left_word(self) -> None:
        """Delete the word to the left; Input deletes to the right on two of these keys."""
        if not self.selection.is_empty:
            self.delete_selection()
            return
        found = _WORD_LEFT.search(self.value[: self.cursor_position][-_LONGEST_WORD:])
        self.delete(self.cursor_position - len(found.group() if found else ""), self.cursor_position)

    def action_undo(self) -> None:
        """Undo in the line, or ask for undo among the notes."""
        state = self._history.undo(self._state)
        if state is not None:
            self._restore(state)
        elif not self.value:
            self._hand_over(self.UndoAsked())

    def action_redo(self) -> None:
        """Redo in the line, or ask for redo among the notes."""
        state = self._history.redo(self._state)
        if state is not None:
            self._restore(state)
        elif not self.value:
            self._hand_over(self.RedoAsked())

    def _hand_over(self, message: Message) -> None:
        """Give what was asked for to whoever receives it, at once: a message would let the next keys overtake it."""
        if self._receive is not None:
            self._receive(message)
        else:
            self.post_message(message)

    @property
    def _state(self) -> LineState:
        return LineState(self.value, self.cursor_position)

    def _restore(self, state: LineState) -> None:
        self.value, self.cursor_position = state

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line, as one step that can be undone."""
        before = self._state
        with self.prevent(Input.Changed):  # nobody listens, and it would go up to the app at every key
            super().replace(text, start, end)
        if self.value == before.text:
            return
        is_typing = start == end and len(text) == 1 and not text.isspace()
        self._history.record(before, self.cursor_position, is_typing=is_typing)
        self._offer()

    def restricted(self) -> None:
        """The line is full: say so, once until it changes; a key held down would fill the queue with it."""
        if not self._is_full_told:
            self._is_full_told = True
            self.post_message(self.Full())

    def watch_value(self, value: str) -> None:
        """The draft follows the text."""
        self._is_full_told = False
        self._tell_draft(value)

    def caret_moved(self) -> None:
        """What is offered depends on what is before the caret."""
        super().caret_moved()
        self._offer()

    def _tell_draft(self, text: str) -> None:
        is_none = self.rule is AttributionRule.NONE
        draft = strip_personal(text, self.people) if is_none else text
        self._hand_over(self.DraftChanged(draft, self.editing))

    def _offer(self) -> None:
        """Open, change or close the rows above the line, by what stands before the caret."""
        rows = self._fitting() if self.has_focus else []
        if rows and rows[0].start == self._dismissed_at:
            rows = []
        elif not rows:
            self._dismissed_at = None
        if not rows and not self._completions.is_open:
            return
        x, y = self.cursor_screen_offset
        left = x - cell_len(self.value[rows[0].start : self.cursor_position]) if rows else 0
        above = y if self.shy_of is None else min(y, self.shy_of.region.y)
        self._completions.offer(rows, left, above, self.screen.size.width)

    def _fitting(self) -> list[Completion]:
        if COMMAND.match(self.value):
            return fitting_commands(self.value, self.cursor_position, self.commands)
        people = () if self.rule is AttributionRule.NONE else self.people
        return fitting_marks(self.value, self.cursor_position, people, self._clusters)

    def _complete(self) -> None:
        chosen = self._completions.chosen
        self._completions.close()
        self.replace(chosen.written, chosen.start, self.cursor_position)
        self._completions.close()
