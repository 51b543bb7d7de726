"""Held paste: several lines that were pasted and wait for the word whether they are one note or many."""

from __future__ import annotations

from typing import NamedTuple

from breakout_tui.domain.notes import MAX_TEXT
from breakout_tui.domain.text import plural


class HeldPaste(NamedTuple):
    """Clean pasted text, and what stood in the line before and after the caret."""

    before: str
    pasted: str
    after: str

    @property
    def whole(self) -> str:
        """All of it as one text."""
        return f"{self.before}{self.pasted}{self.after}".strip()

    @property
    def is_one_note(self) -> bool:
        """Whether it is short enough for one note."""
        return len(self.whole) <= MAX_TEXT

    def notes(self) -> list[str]:
        """One text a line, empty lines left out; a line that is too long for a note is cut at a space."""
        return [piece for line in self.whole.split("\n") for piece in _pieces(line.strip())]

    @property
    def words(self) -> str:
        """What the line says while it holds this: how much, which keys, how it begins."""
        count = sum(1 for line in self.pasted.split("\n") if line.strip())
        lines = f"{plural(count, 'line')} pasted"
        if not self.is_one_note:
            return f"{lines}, {len(self.whole):,} characters: too long for one note · Tab one a line · Esc let go"
        beginning = " ".join(self.whole[:200].split())
        return f"{lines} · Enter one note · Tab one a line · Esc let go · {beginning}"


def _pieces(line: str) -> list[str]:
    pieces: list[str] = []
    while len(line) > MAX_TEXT:
        cut = line.rfind(" ", 1, MAX_TEXT + 1)
        cut = cut if cut > 0 else MAX_TEXT
        pieces.append(line[:cut].rstrip())
        line = line[cut:].lstrip()
    return [*pieces, line] if line else pieces
