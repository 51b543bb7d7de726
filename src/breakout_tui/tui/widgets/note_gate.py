"""Note gate: what Enter makes of the text in the capture line: a command, a note, or a note for each pasted line."""

from __future__ import annotations

from collections.abc import Sequence

from breakout_tui.domain.kinds import Kind
from breakout_tui.tui.widgets.capture_messages import CommandGiven, CommandUnknown, NoteGiven
from breakout_tui.tui.widgets.command_words import CommandWords
from breakout_tui.tui.widgets.held_paste import HeldPaste

Given = Sequence[NoteGiven] | CommandGiven | CommandUnknown


class NoteGate:
    """Enter always gives what is in the line at once; nothing is asked before a note."""

    def __init__(self, words: CommandWords) -> None:
        self._words = words

    def read(self, line: str, kind: Kind, editing: str | None) -> Given:
        """The command or the note in this line; two slashes at its start are one."""
        command = self._words.read(line)
        if command is not None:
            return command
        return [NoteGiven(line.removeprefix("/" if line.startswith("//") else "").strip(), kind, editing)]

    def read_lines(self, held: HeldPaste, kind: Kind, editing: str | None) -> Sequence[NoteGiven]:
        """A note for each pasted line; the first one is the note that is being edited, if any."""
        texts = held.notes()
        return [
            NoteGiven(text, kind, None if place else editing, more=len(texts) - place - 1, place=place)
            for place, text in enumerate(texts)
        ]
