"""Text panel: paragraphs with roles, wrapped to the width; it scrolls if they don't fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from breakout_tui.tui.panels.list_panel import ListPanel
from breakout_tui.tui.widgets.line import Part
from breakout_tui.tui.widgets.page import TextRows
from breakout_tui.tui.wording import wrap

WIDEST = 90
"""Lines longer than this are hard to read."""
_NUMBER = re.compile(r"\s*\S+\s+")
"""The start of a numbered paragraph; its lines are indented to the text after it."""
_INDENT = re.compile(r"\s*")
TextLine = tuple[str, str]
"""A paragraph and its role: title, text, muted, number or blank."""


_ROLES = {"title": "strong", "muted": "muted", "accent": "accent"}
"""The styles of the roles; other roles are plain."""

Paragraphs = Callable[[int], Sequence[TextLine]]
"""Makes the paragraphs for a width in cells."""


class ParagraphText:
    """Paragraphs, wrapped."""

    def __init__(self) -> None:
        self.paragraphs: Paragraphs = lambda _: ()

    def lay_out(self, width: int, height: int) -> list[Sequence[Part]]:  # noqa: ARG002 - as long as it is
        """The lines of the paragraphs."""
        width = max(1, min(width, WIDEST))
        return [line for text, role in self.paragraphs(width) for line in _wrapped(text, role, width)]


def _wrapped(text: str, role: str, width: int) -> list[Sequence[Part]]:
    """The lines of a paragraph, all as far from the edge as the first; a numbered one has a hanging indent."""
    start = _NUMBER if role == "number" else _INDENT
    hang = found.end() if (found := start.match(text)) else 0
    parts = wrap(text[hang:], max(1, width - hang))
    heads = (text[:hang], *[" " * hang] * (len(parts) - 1))
    return [((head + part, _ROLES.get(role, "")),) for head, part in zip(heads, parts, strict=True)]


class TextPanel(ListPanel):
    """Shows paragraphs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", show=False),
        Binding("down", "scroll_by(1)", show=False),
        Binding("pageup", "scroll_by(-8)", show=False),
        Binding("pagedown", "scroll_by(8)", show=False),
        Binding("enter,escape", "leave", show=False),
    ]
    keys: tuple[tuple[str, str], ...] = (("↑ ↓", "scroll"),)

    def __init__(self) -> None:
        self._text = ParagraphText()
        self._lines = TextRows(self._text, says_more=True)
        super().__init__(self._lines)

    @property
    def is_marking(self) -> bool:
        """False: letters have nothing to act on."""
        return False

    def say(self, paragraphs: Paragraphs) -> None:
        """Show these paragraphs."""
        self._text.paragraphs = paragraphs
        self._lines.forget()
        self.rows.repaint()

    def action_scroll_by(self, lines: int) -> None:
        """Scroll."""
        self.rows.scroll_rows(lines)
