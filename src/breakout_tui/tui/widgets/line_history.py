"""Line history: earlier states of the text in a line, for undo and redo inside it."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

STEPS = 50
"""How many states are kept for undo."""


class LineState(NamedTuple):
    """The text of a line and the place of its caret."""

    text: str
    caret: int


class LineHistory:
    """Remembers the states before each change; letters typed in a row are one step."""

    def __init__(self) -> None:
        self._undone: list[LineState] = []
        self._earlier: deque[LineState] = deque(maxlen=STEPS)
        self._typed_to: int | None = None

    def record(self, before: LineState, caret: int, *, is_typing: bool) -> None:
        """A change led from ``before`` to a caret at ``caret``; ``is_typing`` for one more letter of a word."""
        if not (is_typing and self._typed_to == before.caret and self._earlier):
            self._earlier.append(before)
        self._undone.clear()
        self._typed_to = caret if is_typing else None

    def undo(self, now: LineState) -> LineState | None:
        """The state before the last step, or None when there is none."""
        if not self._earlier:
            return None
        self._undone.append(now)
        self._typed_to = None
        return self._earlier.pop()

    def redo(self, now: LineState) -> LineState | None:
        """The state that was undone last, or None when there is none."""
        if not self._undone:
            return None
        self._earlier.append(now)
        return self._undone.pop()

    def forget(self) -> None:
        """Forget all states: a new note begins."""
        self._undone.clear()
        self._earlier.clear()
        self._typed_to = None
