"""Typing on: puts typed and pasted text into the line, so that it is no part of a text that was refused."""

from __future__ import annotations

from collections.abc import Callable

from breakout_tui.tui.widgets.capture_messages import CommandReplaced
from breakout_tui.tui.widgets.command_words import COMMAND
from breakout_tui.tui.widgets.set_aside import SetAside
from breakout_tui.tui.widgets.undoable_line import UndoableLine


class TypingOn:
    """``tell`` is called when a new text takes the place of a refused command."""

    def __init__(self, line: UndoableLine, aside: SetAside, tell: Callable[[CommandReplaced], None]) -> None:
        self._line = line
        self._aside = aside
        self._tell = tell

    def insert(self, text: str, start: int, end: int) -> None:
        """Replace this part of the line by a text, or the refused text before it too."""
        before = self._line.value
        text, first, end = self._aside.parted(text, start, end, self._line.state)
        self._line.replace(text, first, end)
        if first == start:
            return
        if COMMAND.match(before) and self._line.value == text:
            self._tell(CommandReplaced(before))
        else:  # a text was set aside, or returned: after undo it would be there twice, or not at all
            self._line.forget_changes()
