"""Held paste: pasted lines that wait until the facilitator says whether they are one note or many."""

from __future__ import annotations

from typing import NamedTuple

from textual import events

from breakout_tui.domain.text import MAX_TEXT, plural
from breakout_tui.tui.widgets.list_marks import without_marks


class Paste(events.Paste):
    """The rest of a paste whose first part was delivered already. Textual derives ``on_paste`` from the class name."""


RestOfPaste = Paste


class HeldPaste(NamedTuple):
    """Clean pasted text, and the text in the line before and after the caret."""

    before: str
    pasted: str
    after: str

    @classmethod
    def of(cls, line: str, start: int, end: int, text: str, is_rest: bool = False) -> HeldPaste | None:
        """Text that replaces ``start`` to ``end`` of the line; None where it fits in without a question.

        Line breaks before the text count only if it is the rest of a paste that is in the line already.
        """
        is_short = len(line) - (end - start) + len(text) <= MAX_TEXT
        if is_short and "\n" not in (text.rstrip("\n") if is_rest else text.strip("\n")):
            return None
        return cls(line[:start], text, line[end:])

    def more(self, text: str, is_rest: bool = False) -> HeldPaste:
        """A further paste follows on a line of its own, the rest of this one directly."""
        return self._replace(pasted=f"{self.pasted}{'' if is_rest else chr(10)}{text}")

    @property
    def whole(self) -> str:
        """All of it as one text."""
        return f"{self.before}{self.pasted}{self.after}".strip()

    @property
    def is_one_note(self) -> bool:
        """Whether it is short enough for one note."""
        return len(self.whole) <= MAX_TEXT

    @property
    def as_line(self) -> str:
        """The whole as it is typed as one note: a pasted slash does not start a command."""
        return f"/{self.whole}" if self.pasted.startswith("/") and not self.before else self.whole

    def notes(self) -> list[str]:
        """A text for each line that is not empty, without the marks of a list.

        A line that is too long for a note is cut at a space. A first line that continues a typed word stays as it is.
        """
        lines = self.pasted.split("\n")
        start = 1 if self.before and not self.before[-1].isspace() else 0
        unmarked = "\n".join([*lines[:start], *without_marks(lines[start:])])
        whole = f"{self.before}{unmarked}{self.after}"
        return [piece for line in whole.split("\n") for piece in _pieces(line.strip())]

    @property
    def words(self) -> str:
        """What the line shows meanwhile: how much was pasted, the keys, how the text starts."""
        count = sum(1 for line in self.pasted.split("\n") if line.strip())
        lines = f"{plural(count, 'line')} pasted"
        if not self.is_one_note:
            return f"{lines}, {len(self.whole):,} characters: too long for one note · Tab one a line · Esc cancel"
        beginning = " ".join(self.whole[:200].split())
        return f"{lines} · Enter one note · Tab one a line · Esc cancel · {beginning}"


def _pieces(line: str) -> list[str]:
    pieces: list[str] = []
    while len(line) > MAX_TEXT:
        cut = line.rfind(" ", 1, MAX_TEXT + 1)
        cut = cut if cut > 0 else MAX_TEXT
        pieces.append(line[:cut].rstrip())
        line = line[cut:].lstrip()
    return [*pieces, line] if line else pieces
