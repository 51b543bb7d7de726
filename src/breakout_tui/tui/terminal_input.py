"""Terminal input: one state machine that divides what a terminal sends into characters, sequences and pastes.

It gives the same pieces however the terminal divides them into reads. Its rules:

- Between the start and the end of a paste every character is text: escape characters, controls, and another start with its
  end. If there are more starts than ends, the paste is over when 0.1 seconds pass after an end.
- If the end of a paste doesn't come, its text is delivered after a second, as far as it came. Text that follows in one
  burst still belongs to it. Only keys that come without other text end it, as a person presses them; then they act.
- An escape character is the Escape key if nothing follows within 0.1 seconds. The rest of a longer sequence may take a
  second; after that, or when a character follows that can't belong to it, what came is dropped and never typed.
- The answer to the question for the background (OSC 11) may come at any time and in any parts: what begins like it is dropped
  if its end doesn't come. While it is expected, so may its first characters be the beginning of it, for a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

ESCAPE = "\x1b"
PASTE_START, PASTE_END = "\x1b[200~", "\x1b[201~"
SOON = 0.1
"""Seconds after which nothing more belongs to a key."""
PATIENCE = 1.0
"""Seconds after which nothing more is expected of a sequence or a paste that has begun."""

_SEQUENCE = (
    r"\x1b(?:"
    r"\[\[[A-E]"  # F1 to F5 of the Linux console
    r"|\[M[^\x00-\x1f]{3}"  # the mouse, as the first terminals reported it
    r"|\[\d{1,3}\$"  # shifted keys of rxvt
    r"|\[(?!M)[ -?]{0,4000}[@-Z\\-~]"  # a control sequence
    r"|\[[ -?]{1,4000}(?=[^ -~])"  # a control sequence that is broken off
    r"|O[ -~]"
    r"|[\]P_^X][^\x00-\x1f]{0,4000}(?:\x07|\x1b\\)"  # a string: an answer of the terminal
    r"|\]11;[^\x00-\x1f]{0,4000}(?=[\x00-\x1f])"  # the answer about the background, broken off
    r"|[^\x1b])"  # Alt and a character
)
_BEGINNING = (
    r"\x1b(?:\[\[|\[M[^\x00-\x1f]{0,2}|\[(?!\d{1,3}\$)[ -?]{0,4000}|O|[\]P_^X][^\x00-\x1f]{0,4000}\x1b?)?"
)
_ONE = re.compile(_SEQUENCE, re.DOTALL)
_BEGUN = re.compile(_BEGINNING, re.DOTALL)
_KEYS = re.compile(rf"(?:(?!\x1b\[20[01]~){_SEQUENCE})+", re.DOTALL)
_KEYS_BEGUN = re.compile(rf"(?:(?!\x1b\[20[01]~){_SEQUENCE})*{_BEGINNING}|.", re.DOTALL)
_ALT_BEGUN = re.compile(r"\x1b(?:[\[O]|[\]P_^X].*)?", re.DOTALL)
"""What is more likely the Escape key, or Alt and a key, than the beginning of a sequence."""
_ANSWER = "\x1b]11;"
"""How the answer about the background begins."""
_MARK = re.compile(r"\x1b\[20[01]~")
_MARK_BEGUN = re.compile(r"\x1b(?:\[(?:2(?:0[01]?)?)?)?\Z")


class Sort(Enum):
    """What a piece of input is."""

    TYPED = "typed"
    """Characters, each a key of its own."""
    SEQUENCE = "sequence"
    """One complete sequence; a lone escape character is the Escape key."""
    PASTE = "paste"
    REST = "rest"
    """It continues the paste before."""


class Piece(NamedTuple):
    """A part of the input."""

    sort: Sort
    text: str


class TerminalInput:
    """Call ``feed`` with each text that was read, and ``wait`` while nothing is read."""

    def __init__(self) -> None:
        self._begun = ""
        """The beginning of a sequence."""
        self._paste: OpenPaste | None = None
        self.is_asked = False
        """Whether the answer about the background is expected."""

    def feed(self, text: str) -> Iterator[Piece]:
        """The pieces that are complete with this text."""
        data, self._begun = self._begun + text, ""
        while data:
            if self._paste is not None:
                pieces, data = self._paste.feed(data)
                yield from pieces
                if self._paste.is_over:
                    self._paste = None
            else:
                piece, data = self._take(data)
                if piece is not None:
                    yield piece

    def wait(self, seconds: float) -> Iterator[Piece]:
        """The pieces that are complete because nothing was read for so long."""
        if self._paste is not None:
            yield from self._paste.wait(seconds)
            if self._paste.is_over:
                self._paste = None
        elif self._begun and seconds >= SOON:
            begun = self._begun
            if self.is_asked and _ANSWER.startswith(begun):
                return
            is_alt = _ALT_BEGUN.fullmatch(begun) is not None and not begun.startswith(_ANSWER)
            if is_alt or seconds >= PATIENCE:
                self._begun = ""
            if is_alt:
                yield Piece(Sort.SEQUENCE, begun[:2])
                yield from self.feed(begun[2:])

    def _take(self, data: str) -> tuple[Piece | None, str]:
        """The first piece, if it is complete, and the text after it."""
        if not data.startswith(ESCAPE):
            typed, escape, rest = data.partition(ESCAPE)
            return Piece(Sort.TYPED, typed), escape + rest
        if _BEGUN.fullmatch(data) is not None:
            self._begun = data
            return None, ""
        found = _ONE.match(data)
        sequence = found[0] if found is not None else ESCAPE  # another escape character follows
        if sequence == PASTE_START:
            self._paste = OpenPaste()
        is_mark = sequence in (PASTE_START, PASTE_END)
        return None if is_mark else Piece(Sort.SEQUENCE, sequence), data[len(sequence) :]


class OpenPaste:
    """A paste whose end has not come yet."""

    def __init__(self) -> None:
        self.is_over = False
        self._parts: list[str] = []
        self._begun = ""
        """The beginning of a mark or, after a stall, of keys."""
        self._breaks = ""
        """Line breaks at the end of what was delivered; they matter only if more follows."""
        self._depth = 1
        """Starts without an end."""
        self._is_stalled = False
        """Whether the first part was delivered without the rest."""

    def feed(self, text: str) -> tuple[list[Piece], str]:
        """What is complete with this text, and the text after the paste."""
        data, self._begun = self._begun + text, ""
        if self._is_stalled and not self._parts:
            if _KEYS.fullmatch(data) is not None:
                self.is_over = True
                return [], data
            if _KEYS_BEGUN.fullmatch(data) is not None:
                self._begun = data
                return [], ""
        return self._read(data)

    def wait(self, seconds: float) -> list[Piece]:
        """What is complete because nothing was read for so long."""
        if seconds < SOON:
            return []
        if not self._begun and self._parts and self._parts[-1].endswith(PASTE_END):
            self._parts[-1] = self._parts[-1].removesuffix(PASTE_END)
            return self._end()
        if self._is_stalled and not self._parts and len(self._begun) == 1:
            self.is_over = True
            return [Piece(Sort.SEQUENCE if self._begun == ESCAPE else Sort.TYPED, self._begun)]
        return self._deliver() if self._is_stalled or seconds >= PATIENCE else []

    def _read(self, data: str) -> tuple[list[Piece], str]:
        """Take the text up to the end of the paste, or all of it."""
        for mark in _MARK.finditer(data):
            self._depth += 1 if mark[0] == PASTE_START else -1
            if not self._depth:
                self._parts.append(data[: mark.start()])
                return self._end(), data[mark.end() :]
        begun = _MARK_BEGUN.search(data, max(0, len(data) - len(PASTE_END)))
        end = len(data) if begun is None else begun.start()
        self._parts.append(data[:end])
        self._begun = data[end:]
        return [], ""

    def _end(self) -> list[Piece]:
        self.is_over = True
        return self._pieces("".join(self._parts))

    def _deliver(self) -> list[Piece]:
        """All there is so far, but its last line breaks."""
        whole = "".join((*self._parts, self._begun))
        text = whole.rstrip("\r\n")
        pieces = self._pieces(text) if text else []
        self._breaks = (self._breaks if not text else "") + whole[len(text) :]
        self._parts, self._begun, self._is_stalled = [], "", True
        return pieces

    def _pieces(self, text: str) -> list[Piece]:
        if not self._is_stalled:
            return [Piece(Sort.PASTE, text)]
        return [Piece(Sort.REST, self._breaks + text)] if text else []
