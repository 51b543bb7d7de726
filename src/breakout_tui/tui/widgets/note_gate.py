"""Note gate: what Enter makes of the text in the capture line: a command, notes, or a question before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets.capture_messages import (
    CommandGiven,
    CommandUnknown,
    NoteGiven,
    SecondEnterNeeded,
)
from breakout_tui.tui.widgets.command_words import CommandWords
from breakout_tui.tui.widgets.held_paste import HeldPaste

Given = Sequence[NoteGiven] | SecondEnterNeeded | CommandGiven | CommandUnknown


class NoteGate:
    """``question`` says why a note needs a second Enter; empty for a note that needs none."""

    def __init__(self, words: CommandWords, question: Callable[[str], str]) -> None:
        self.question = question
        self._words = words
        self._asked_about: str | None = None

    def text_changed(self, text: str) -> None:
        """The line holds this text now; a question is only about the text that it was asked for."""
        if self._asked_about != text:
            self._asked_about = None

    def forget(self) -> bool:
        """Drop the open question; False if there was none."""
        was_open = self._asked_about is not None
        self._asked_about = None
        return was_open

    def read(self, line: str, kind: Kind, editing: str | None) -> Given:
        """The command or the note in this line; two slashes at its start are one."""
        command = self._words.read(line)
        if command is not None:
            return command
        text = line.removeprefix("/" if line.startswith("//") else "").strip()
        return self._ask(line, self.question(text)) or [NoteGiven(text, kind, editing)]

    def read_lines(self, held: HeldPaste, kind: Kind, editing: str | None) -> Given:
        """A note for each pasted line; the first one is the note that is being edited, if any."""
        texts = held.notes()
        return self._ask(held.whole, next(filter(None, map(self.question, texts)), "")) or [
            NoteGiven(text, kind, None if place else editing, more=len(texts) - place - 1)
            for place, text in enumerate(texts)
        ]

    def _ask(self, whole: str, question: str) -> SecondEnterNeeded | None:
        """Ask, unless there is no question or it was asked about this text already."""
        if not question or self._asked_about == whole:
            return None
        self._asked_about = whole
        return SecondEnterNeeded(question)
