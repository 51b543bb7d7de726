"""Key line: the current keys in one line at the foot of a screen; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

from breakout_tui.tui.keymap import shown
from breakout_tui.tui.textual_internals.no_reflow import NoReflow

GAP = 3
"""Cells between two hints."""


class KeyHint(NamedTuple):
    """A key, what it does, and the screen's action for a click (empty: none)."""

    key: str
    words: str
    action: str = ""

    @property
    def width(self) -> int:
        """The width of the hint."""
        return len(self.key) + 1 + len(self.words)


def help_hint() -> KeyHint:
    """The key of the help. It works on every screen, and is shown on each."""
    return KeyHint(shown("help"), "help", "app.help")


class KeyLine(NoReflow, Widget):
    """Hints, the most important first; those that do not fit are left out, but never the help, which has them all."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        padding: 0 2;
        color: $muted;
    }
    """

    def __init__(self, hints: Sequence[KeyHint] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints = tuple(hints)

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """All hints, also those that don't fit."""
        return self._hints

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show these hints."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def render(self) -> Content:
        """The hints that fit."""
        gap = Content(" " * GAP)
        return gap.join(
            Content.assemble((hint.key, "bold $foreground"), " ", hint.words) for hint in self._fitting()
        )

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the hint under the mouse."""
        x = event.x - self.styles.padding.left
        start = 0
        for hint in self._fitting():
            if start <= x < start + hint.width and hint.action:
                await self.screen.run_action(hint.action)
            start += hint.width + GAP

    def _fitting(self) -> list[KeyHint]:
        width, hints, last = self.content_size.width, self._hints, self._hints[-1:]
        if last == (help_hint(),):
            width, hints = width - last[0].width - GAP, hints[:-1]
        else:
            last = ()
        ends = accumulate(hint.width + GAP for hint in hints)
        return [*(hint for hint, end in zip(hints, ends, strict=True) if end - GAP <= width), *last]
