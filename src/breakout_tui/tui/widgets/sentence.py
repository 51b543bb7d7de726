"""Sentence: a short literal text in as many lines as it needs, and as there is room for."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from breakout_tui.tui.textual_internals.no_reflow import NoReflow
from breakout_tui.tui.wording import wrap


class Sentence(NoReflow, Widget):
    """Lays out the screen only if the text changes. ``most`` lines are shown; a longer text ends with a sign."""

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, most: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._most = most

    def say(self, words: str) -> None:
        """Show this text."""
        self.text = words

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """The number of its lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = [Content(line) for line in wrap(self.text, max(1, width))]
        if len(lines) <= self._most:
            return lines
        last = Content(" ").join(lines[self._most - 1 : self._most + 1])
        return [*lines[: self._most - 1], last.truncate(max(1, width), ellipsis=True)]
