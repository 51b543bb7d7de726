"""Capture line: the one line in which notes are typed. It acts on every key at once, in the order of typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.text import MAX_TEXT, clean
from breakout_tui.tui.terminal_keys import BREAK_LINE
from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.widgets import capture_messages as m
from breakout_tui.tui.widgets.capture_context import CaptureContext
from breakout_tui.tui.widgets.capture_view import CaptureRow, CaptureView
from breakout_tui.tui.widgets.command_words import COMMAND, CommandWords
from breakout_tui.tui.widgets.completion_offers import CompletionOffers
from breakout_tui.tui.widgets.completions import Completion
from breakout_tui.tui.widgets.focus_order import bound_to, forward_key, take
from breakout_tui.tui.widgets.held_paste import HeldPaste, RestOfPaste
from breakout_tui.tui.widgets.kind_chooser import KindChooser
from breakout_tui.tui.widgets.note_gate import Given, NoteGate
from breakout_tui.tui.widgets.set_aside import SetAside
from breakout_tui.tui.widgets.typed_text import is_typed
from breakout_tui.tui.widgets.typing_on import TypingOn
from breakout_tui.tui.widgets.undoable_line import UndoableLine


class CaptureLine(NoReflow, UndoableLine):
    """Changes its text at once and tells ``receive`` what happened; its parts decide what a key means.

    Textual's Input sends Enter and the arrows by way of the app, so that in a burst letters overtake them. Only the
    cells in sight are drawn, and the caret does not blink: nothing is sent to the terminal while nobody types.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "turn(1)"),
        ("shift+tab", "turn(-1)"),
        ("up", "step(-1)"),
        ("down", "step(1)"),
        ("escape", "leave"),
        ("ctrl+z", "undo"),
        ("ctrl+y", "redo"),
    ]
    editing: reactive[str | None] = reactive(None)
    """The reference of the note that is being edited, such as ``C3``; shown before the prompt."""
    held: reactive[HeldPaste | None] = reactive(None)
    """The paste that waits for a decision; shown in place of the text."""
    context: reactive[CaptureContext] = reactive(CaptureContext)
    """What is known of the session."""

    def __init__(
        self,
        *,
        receive: Callable[[m.CaptureMessage], None],
        words: CommandWords,
        id: str | None = None,
    ) -> None:
        super().__init__(max_length=MAX_TEXT, id=id)
        self.cursor_blink = False
        self.kinds = KindChooser(self._kind_changed)
        self.offers = CompletionOffers(words.helps, words.choices, words.taking_names)
        self.gate = NoteGate(words)
        self.answer: Callable[[], bool] = lambda: False
        self._receive = receive
        self._view = CaptureView()
        self.aside = SetAside()
        self._typing_on = TypingOn(self, self.aside, receive)

    def load(
        self, text: str, editing: str | None = None, caret: int | None = None, amends: bool = False
    ) -> None:
        """Load a draft or, with ``editing``, a note. Typed text follows a draft, and returns after an edit or a command."""
        self.forget_changes()
        self._hold(None)
        loaded = self.aside.load(text, self.value, editing, was_editing=self.editing, amends=amends)
        self.editing, self.value = editing, loaded
        self.watch_editing()
        self.cursor_position = len(self.value) if caret is None else caret

    def on_mount(self) -> None:
        """The popup lies over the whole screen, so it belongs to the screen."""
        self.screen.mount(self.offers.popup)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Nothing is offered while the keys go elsewhere."""
        super().watch_has_focus(has_focus)
        self.offer()

    def watch_context(self) -> None:
        """Other names may fit now."""
        self.offer()

    async def on_key(self, event: events.Key) -> None:
        """Type a character, or act at once on a key of the line; keys of the screen bubble up to it."""
        if forward_key(self, event):
            return
        if (typed := event.character) is not None and is_typed(typed):
            take(event)
            if self._keep_as_one():
                self._typing_on.insert(typed, *self.offers.place_of(typed, self.state, self.selection))
            return
        event.prevent_default()
        found = bound_to(self, "ctrl+j" if (event.key, event.character) == BREAK_LINE else event.key)
        if found is None or found.node is not self:
            return
        is_held_back = self.held is not None and found.binding.key not in ("enter", "tab", "escape")
        if is_held_back or await self.app.run_action(found.binding.action, self):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes; several lines wait until it is said whether they are one note."""
        take(event)
        self._paste(event.text, is_rest=isinstance(event, RestOfPaste))

    def restricted(self) -> None:
        """The line is full: say so."""
        self._receive(m.LineFull())

    def watch_value(self, value: str) -> None:
        """The draft follows the text."""
        self._receive(m.DraftChanged(self.context.draft(value)))
        if not value and self.editing is None:
            self.kinds.end_text()

    def watch_editing(self) -> None:
        """Say what is being edited, and what it becomes."""
        self.label = self.aside.label(self.editing, self.kinds.word_it_becomes)

    @property
    def cells_behind(self) -> int:
        """Those of the end of the name that Enter takes."""
        return self.offers.cells_in_line

    def caret_moved(self) -> None:
        """The offers depend on the text before the caret."""
        super().caret_moved()
        if not self.is_replacing:
            self.offer()

    def render_line(self, y: int) -> Strip:
        """The prompt and the text, around the caret."""
        width, style = self.scrollable_content_region.width, self.visual_style.rich_style
        if y != 0:
            return Strip.blank(width, style)
        shown = self.prompt, self.kinds.current, self.value, self.held, self.selection, self.has_focus
        row = CaptureRow(*shown, self.scroll_offset.x, width, self.offers.in_line)
        return self._view.draw(row, self.context, self.app.theme_variables).apply_style(style)

    def action_undo(self) -> None:
        """Undo in the line, or ask for undo among the notes."""
        if not self.undo_change() and not self.value:
            self._receive(m.UndoAsked())

    def action_redo(self) -> None:
        """Answer the question in the status line; or redo in the line; or ask for redo among the notes."""
        if not self.answer() and not self.redo_change() and not self.value:
            self._receive(m.RedoAsked())

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self._paste(self.app.clipboard)

    async def action_submit(self) -> None:
        """Give the note, or the command, in the line."""
        self._decide()
        taken = self.offers.for_enter
        if taken is not None and (not self._complete(taken) or COMMAND.match(self.value)):
            return  # the name is too long for the line, or the argument of the command may follow
        if self._keep_as_one() and not self.value.strip():
            self._cancel_edit()
        elif self.held is None:
            self._give(self.gate.read(self.value, self.kinds.current, self.editing))

    def action_turn(self, step: int) -> None:
        """Make a note of each pasted line; or complete; or end a name; or change the kind, unless a command is typed."""
        if self.held is not None:
            self._give(self.gate.read_lines(self.held, self.kinds.current, self.editing))
        elif self._decide():
            self._complete(self.offers.marked)
        elif self.offers.ends_name(self.value, self.cursor_position, self.context):
            self._complete(Completion("", " ", self.cursor_position))
        elif not COMMAND.match(self.value):
            self.kinds.turn(step)

    def action_step(self, step: int) -> None:
        """Choose an offer; up in an empty line edits the last note."""
        if self._decide():
            self.offers.move(step)
            self.offer()
        elif step < 0 and not self.value:
            self._receive(m.EditLastAsked())

    def action_leave(self) -> None:
        """Close what is open, innermost first; if nothing is open, leave."""
        if self._decide():
            self.offers.dismiss()
            self.offer()
        elif self.held is not None:
            self._hold(None)
        elif self.editing is None or self.aside.is_amended(self.value):
            self._receive(m.LineLeft())
        else:
            self._cancel_edit()

    def part_replaced(self) -> None:
        """What was typed or deleted by a key may be the beginning of a name."""
        self.offer(is_typed=True)

    def _paste(self, text: str, *, is_rest: bool = False) -> None:
        text = clean(text).removesuffix("\n")
        start, end = sorted(self.selection)
        held = self.held and self.held.more(text, is_rest)
        if (held := held or HeldPaste.of(self.value, start, end, text, is_rest)) is not None:
            self._hold(held)
        else:
            self._typing_on.insert(text.strip("\n"), start, end)
            self.offers.typed = None
            self.offer()

    def _hold(self, paste: HeldPaste | None) -> None:
        """Hold a paste and say so in the line; None ends it."""
        self.held = paste
        self.offer()
        draft = paste.whole if paste and paste.is_one_note else self.value
        self._receive(m.DraftChanged(self.context.draft(draft)))

    def _keep_as_one(self) -> bool:
        """Put a held paste, if any, into the line as one text; False if it is too long for that."""
        held = self.held
        if held is not None and held.is_one_note:
            self._hold(None)
            self.replace_all(held.as_line)
        elif held is not None:
            self._receive(m.LineFull())
        return self.held is None

    def _give(self, given: Given) -> None:
        if isinstance(given, m.CommandUnknown | m.CommandGiven):
            if isinstance(given, m.CommandGiven):
                self._cancel_edit()
            elif not given.is_beginning:
                self.aside.refuse(self.state)
            self._receive(given)
        else:
            self._hold(None)
            self.kinds.end_note()
            self.empty()
            for note in given:
                self._receive(note)

    def _cancel_edit(self) -> None:
        if self.editing is not None:
            self._receive(m.EditCancelled())
        self.empty()

    def empty(self) -> None:
        """Empty the line; the text that was set aside for an edit or a command returns."""
        self.forget_changes()
        self.editing = None
        self.value = self.aside.take()
        self.cursor_position = len(self.value)
        self.kinds.end_edit(is_line_empty=not self.value)

    def _kind_changed(self, kind: Kind) -> None:
        self.watch_editing()
        self.refresh()
        self._receive(m.KindChanged(kind))

    def offer(self, *, is_typed: bool = False) -> None:
        """Offer what fits before the caret, as far as the names are read by now; ``is_typed``: a key changed the line."""
        if not self.is_attached:
            return
        self.offers.typed = self.state if is_typed else self.offers.typed
        self.offers.look(self.state if self.has_focus and self.held is None else None, self.context)
        if self.offers.show(self.cursor_screen_offset, self.screen.size.width):
            self.reveal_caret()
            self.refresh()

    def _decide(self) -> bool:
        """Wait for the names and offer what fits, so that a key does the same however fast it is typed; False: nothing."""
        if "@" in self.value:
            self.context.read_countries()
        self.offer()
        return self.offers.is_open

    def _complete(self, chosen: Completion) -> bool:
        """Write an offer into the line; False if it does not fit."""
        before = self.value
        self.replace(chosen.written, chosen.start, self.cursor_position)
        self.offers.completed = self.state
        self.offer()
        return self.value != before
