"""Capture line: the one line in which notes are typed. Whatever is typed is handled in the order it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from unicodedata import category

from textual import events
from textual.binding import BindingType
from textual.message import Message

from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.notes import MAX_TEXT
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.text import clean, is_clean
from breakout_tui.tui.widgets.capture_editing import CaptureEditing
from breakout_tui.tui.widgets.capture_view import COMMAND
from breakout_tui.tui.widgets.focus_order import bound_to, forward_key, take
from breakout_tui.tui.widgets.held_paste import HeldPaste


class CaptureLine(CaptureEditing):
    """A line with the caret always where the typing goes on; it takes its text in one step and tells its screen.

    Textual's Input sends Enter and the arrows by way of the app, so that in a burst they overtake letters; here every
    key that the line knows is acted on at once. ``gate`` is asked before a note is given: what it answers is shown and
    a second Enter is awaited.
    """

    @dataclass
    class Submitted(Message):
        """A note is given. The line is empty again; ``editing`` is the label under which it was loaded.

        ``more`` notes of the same paste follow.
        """

        text: str
        kind: Kind
        editing: str | None = None
        more: int = 0

    @dataclass
    class CommandGiven(Message):
        """``/word argument``; the word is one of the line's commands."""

        word: str
        argument: str

    @dataclass
    class CommandUnknown(Message):
        """A word that is no command, or may be several; it is still in the line."""

        word: str

    @dataclass
    class KindTurned(Message):
        """The kind for the next note has been turned forward (1) or back (-1)."""

        step: int
        kind: Kind

    @dataclass
    class Asked(Message):
        """The note waits in the line for a second Enter; ``question`` says why."""

        question: str

    class EditLast(Message):
        """The last note is wanted for editing."""

    class EditingLeft(Message):
        """Editing was given up; the line holds again what it held before."""

    class Left(Message):
        """The person wants to leave the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("tab", "turn(1)"),
        ("shift+tab", "turn(-1)"),
        ("up", "step(-1)"),
        ("down", "step(1)"),
        ("escape", "leave"),
    ]

    def __init__(
        self,
        *,
        rule: AttributionRule = AttributionRule.NAMED,
        exists: Callable[[str], bool] = lambda _: False,
        gate: Callable[[str], str] = lambda _: "",
        commands: Iterable[tuple[str, str]] = (),
        aliases: Mapping[str, str] | None = None,
        receive: Callable[[Message], None] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(rule=rule, exists=exists, commands=commands, receive=receive, id=id)
        self.gate = gate
        self._aliases = aliases or {}
        self._kinds: tuple[Kind, ...] = ()
        self._held: HeldPaste | None = None
        self._asked_about: str | None = None
        self._set_aside = ""
        self._kind_before: Kind | None = None
        """The one that comes back after an edit."""
        self._kind_to_come: Kind | None = None
        """The one for what is typed after what stands in the line."""

    @property
    def held(self) -> HeldPaste | None:
        """The paste that waits for a word, if any."""
        return self._held

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """The kinds that Tab turns through, from the first; what is being typed keeps its own until it is given."""
        self._kinds = tuple(kinds)
        self._kind_to_come = kinds[0] if self.value else None
        if not self.value:
            self.kind = kinds[0]

    def lend_kind(self, kind: Kind) -> None:
        """Stand at this kind as long as the note is edited that is loaded next."""
        if self._kind_before is None:
            self._kind_before = self.kind
        self.kind = kind

    def carry_kind(self, kind: Kind) -> None:
        """Stand at this kind until what is in the line is given; then at the one that fits now."""
        if self._kind_to_come is None:
            self._kind_to_come = self.kind
        self.kind = kind

    def _turn_to(self, kind: Kind) -> None:
        if kind is not self.kind:
            self.kind = kind
            self.post_message(self.KindTurned(0, kind))

    def load(self, text: str, editing: str | None = None, *, caret: int | None = None) -> None:
        """Put a draft, or with ``editing`` the wording of a note, into the line; the caret goes to its end, or where it is said.

        What is typed already is not lost: it follows the draft in a line of its own, or comes back after the edit or the command.
        """
        if editing is None and text.startswith("/") and not text.startswith("//"):
            if not self.value.startswith("/"):
                self._set_aside = self.value
        elif editing is None:
            text = f"{text}\n{self.value}".strip() if self.value not in ("", text) else text
        elif self.editing is None:
            self._set_aside = self.value
        self._history.forget()
        self._hold(None)
        self.editing = editing
        self.value = clean(text)
        self.cursor_position = len(self.value) if caret is None else caret

    async def on_key(self, event: events.Key) -> None:
        """Type a character, or act at once on a key of the line; the keys of the screen bubble up to it."""
        if forward_key(self, event):
            return
        if event.character is not None and _is_text(event.character):
            take(event)
            self._type(event.character)
            return
        event.prevent_default()
        found = bound_to(self, event.key)
        if found is None or found.node is not self:
            return
        if (
            self._held is not None and event.key not in ("enter", "tab", "escape")
        ) or await self.app.run_action(found.binding.action, self):
            event.stop()

    def _type(self, character: str) -> None:
        if not self._keep_as_one():
            return
        if self._asked_about is not None:
            # typed on without looking: what comes is not to be run into the name that is asked about
            self._asked_about = None
            if self.cursor_position == len(self.value):
                self.insert_text_at_cursor("\n")
        self.replace(character, *self.selection)

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes; several lines wait for the word whether they are one note."""
        take(event)
        self._put(clean(event.text).removesuffix("\n"))

    def action_paste(self) -> None:
        """Paste what was copied within the program."""
        self._put(clean(self.app.clipboard).removesuffix("\n"))

    def _put(self, text: str) -> None:
        start, end = sorted(self.selection)
        room = MAX_TEXT - len(self.value) + end - start
        if self._held is not None:
            self._hold(HeldPaste(self._held.before, f"{self._held.pasted}\n{text}", self._held.after))
        elif "\n" in text.strip("\n") or len(text) > room:
            self._hold(HeldPaste(self.value[:start], text, self.value[end:]))
        else:
            self.replace(text.strip("\n"), start, end)

    def _hold(self, paste: HeldPaste | None) -> None:
        """Hold a paste, and say so in the line; or let it go."""
        self._held = paste
        self._asked_about = None
        self.notice = paste.words if paste else ""
        self._completions.close()
        self._tell_draft(paste.whole if paste and paste.is_one_note else self.value)

    async def action_submit(self) -> None:
        """Give the note, or the command, in the line."""
        if self._completions.is_open and self._completions.was_moved:
            self._complete()
        elif not self._keep_as_one():
            return
        elif not self.value.strip():
            self._leave_editing()
            self._empty()
        elif COMMAND.match(self.value):
            self._give_command()
        else:
            self._give_note()

    def action_turn(self, step: int) -> None:
        """Complete; or make notes of a paste, one a line; or turn the kind."""
        if self._held is not None:
            self._give_lines(self._held)
        elif self._completions.is_open:
            self._complete()
        else:
            if self._kinds:
                place = self._kinds.index(self.kind) + step if self.kind in self._kinds else 0
                self.kind = self._kinds[place % len(self._kinds)]
            self.post_message(self.KindTurned(step, self.kind))

    def action_step(self, step: int) -> None:
        """Choose a completion; up in an empty line takes up the last note."""
        if self._completions.is_open:
            self._completions.move(step)
        elif step < 0 and not self.value:
            self._hand_over(self.EditLast())

    def action_leave(self) -> None:
        """Close what is open, innermost first; with nothing open, leave."""
        if self._completions.is_open:
            self._dismissed_at = self._completions.chosen.start
            self._completions.close()
        elif self._held is not None:
            self._hold(None)
        elif self.editing is not None:
            self._leave_editing()
            self._empty()
        else:
            self._hand_over(self.Left())

    def let_go(self) -> None:
        """Give up the command in the line; what was set aside for it comes back."""
        self._empty()

    def _empty(self) -> None:
        self._history.forget()
        self._asked_about = None
        self.editing = None
        self.value, self._set_aside = self._set_aside, ""
        self.cursor_position = len(self.value)
        self._completions.close()
        if self._kind_before is not None:
            self._turn_to(self._kind_before)
            self._kind_before = None

    def _give_note(self) -> None:
        text = (self.value[1:] if self.value.startswith("//") else self.value).strip()
        if self._asks(self.value, self.gate(text)):
            return
        given = self.Submitted(text, self.kind, self.editing)
        self._empty()
        self._hand_over(given)

    def _give_lines(self, held: HeldPaste) -> None:
        """A note of each line; the first of them is the one that is being edited, if any."""
        notes = held.notes()
        if self._asks(held.whole, next(filter(None, map(self.gate, notes)), "")):
            return
        self._hold(None)
        given = [
            self.Submitted(text, self.kind, None if n else self.editing, more=len(notes) - n - 1)
            for n, text in enumerate(notes)
        ]
        self._empty()
        for note in given:
            self._hand_over(note)

    def _asks(self, whole: str, question: str) -> bool:
        """Ask, unless there is no question or it was asked about just this."""
        if not question or self._asked_about == whole:
            return False
        self._asked_about = whole
        self.post_message(self.Asked(question))
        return True

    def _leave_editing(self) -> None:
        if self.editing is not None:
            self.post_message(self.EditingLeft())

    @property
    def command(self) -> CommandGiven | None:
        """The command in the line, by its word, an earlier word, or as much as no other begins with; None for none."""
        if not COMMAND.match(self.value):
            return None
        typed, _, argument = self.value[1:].strip().partition(" ")
        words = [word for word, _ in self.commands]
        if typed in self._aliases:
            typed = self._aliases[typed]
        fit = [typed] if typed in words else [word for word in words if word.startswith(typed)]
        return self.CommandGiven(fit[0], argument.strip()) if len(fit) == 1 else None

    def _give_command(self) -> None:
        command = self.command
        if command is None:
            self.post_message(self.CommandUnknown(self.value[1:].strip().partition(" ")[0]))
            return
        self._leave_editing()
        self._empty()
        self._hand_over(command)

    def _keep_as_one(self) -> bool:
        """Take a held paste, if any, into the line as one text; False when it is too long for that."""
        if self._held is None:
            return True
        if not self._held.is_one_note:
            self.post_message(self.Full())
            return False
        held = self._held
        self._hold(None)
        self._history.record(self._state, 0, is_typing=False)
        self.value = f"/{held.whole}" if held.pasted.startswith("/") and not held.before else held.whole
        self.cursor_position = len(self.value)
        return True

    def watch_value(self, value: str) -> None:
        """The kind that was set for the next note takes effect once the line is empty."""
        super().watch_value(value)
        if not value and self.editing is None and self._kind_to_come is not None:
            self._turn_to(self._kind_to_come)
            self._kind_to_come = None
        self._asked_about = self._asked_about if self._asked_about == value else None


def _is_text(character: str) -> bool:
    """Whether a key's character belongs into a note: also the spaces and joiners that Python calls unprintable."""
    return is_clean(character) and (character.isprintable() or category(character) in {"Zs", "Cf"})
