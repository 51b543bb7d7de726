"""Input events: what a terminal sends, as Textual's events. It takes the place of the parser in Textual's driver."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from textual import events
from textual.color import Color
from textual.message import Message

from breakout_tui.domain.clock import Clock
from breakout_tui.tui.terminal_input import PATIENCE, Piece, Sort, TerminalInput
from breakout_tui.tui.terminal_keys import KeyPress, key_of, keys_of
from breakout_tui.tui.widgets.held_paste import RestOfPaste

_REPORT = re.compile(
    r"\x1b\[(?:[IO]|<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]|\d{1,3};\d{1,5};\d{1,5}M|\?\d{1,5};[0-4]\$y"
    r"|48(?:;\d{1,4}(?::\d{0,6})*){4}t)"
)
"""What is not a key: focus, mouse, mode and size. Textual reads these without harm."""


_GROUND = re.compile(
    r"\x1b\]11;(?:rgba?:(?P<red>[0-9a-f]{1,4})/(?P<green>[0-9a-f]{1,4})/(?P<blue>[0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?"
    r"|#(?P<hex>[0-9a-f]{6}))(?:\x07|\x1b\\)",
    re.IGNORECASE,
)
"""The answer about the background; each part has one to four digits, of which all at their highest are 1."""


class GroundTold(Message):
    """The terminal has told the colour of its background."""

    def __init__(self, colour: Color) -> None:
        super().__init__()
        self.colour = colour


class Parser(Protocol):
    """Textual's parser."""

    def feed(self, data: str) -> Iterable[Message]:
        """The events of some text."""
        ...


class InputEvents:
    """Textual calls ``feed`` with what was read, and ``tick`` after each read and each 0.1 seconds without one.

    ``reports`` reads what is not a key; ``known`` has the keys of the sequences that are not of the kitty protocol. With
    ``is_asked`` the terminal is just being asked for its background.
    """

    def __init__(
        self, reports: Parser, known: Mapping[str, object], clock: Clock, *, is_asked: bool = False
    ) -> None:
        self._reports = reports
        self._known = known
        self._clock = clock
        self._input = TerminalInput()
        self._input.is_asked = is_asked
        self._read_at = self._asked_at = clock.read().since_boot
        self._has_read = False
        """Whether something was read since the last tick; a tick after it is no sign of a pause."""

    def feed(self, data: str) -> Iterator[Message]:
        """The events of some text. An empty text is the end."""
        if not data:
            yield from self._reports.feed(data)
            return
        self._read_at, self._has_read = self._clock.read().since_boot, True
        for piece in self._input.feed(data):
            yield from self._events(piece)

    def tick(self) -> Iterator[Message]:
        """The events that come of a pause."""
        if self._has_read:
            self._has_read = False
            return
        now = self._clock.read().since_boot
        if now - self._asked_at >= PATIENCE:
            self._input.is_asked = False
        for piece in self._input.wait(now - self._read_at):
            yield from self._events(piece)

    def _events(self, piece: Piece) -> Iterator[Message]:
        match piece.sort:
            case Sort.PASTE:
                yield events.Paste(piece.text)
            case Sort.REST:
                yield RestOfPaste(piece.text)
            case Sort.TYPED:
                for character in piece.text:
                    yield from _key_events(self._keys(character))
            case Sort.SEQUENCE if _REPORT.fullmatch(piece.text) is not None:
                yield from self._reports.feed(piece.text)
            case Sort.SEQUENCE if (answer := _GROUND.fullmatch(piece.text)) is not None:
                self._input.is_asked = False
                yield GroundTold(_colour(answer))
            case Sort.SEQUENCE:
                yield from _key_events(self._keys_of_sequence(piece.text))

    def _keys_of_sequence(self, sequence: str) -> Iterable[KeyPress]:
        pressed = keys_of(sequence)
        if pressed is not None:
            return pressed
        is_alt = len(sequence) == 2 and sequence not in self._known
        return self._keys(sequence[1], with_alt=True) if is_alt else self._keys(sequence)

    def _keys(self, text: str, *, with_alt: bool = False) -> Iterable[KeyPress]:
        """The keys of a character or a known sequence; none if it is neither."""
        known = self._known.get(text, text)
        if isinstance(known, tuple):
            return [KeyPress(key.value, text if len(text) == 1 else None) for key in known]
        return [key_of(known, with_alt=with_alt)] if isinstance(known, str) and len(known) == 1 else []


def _key_events(presses: Iterable[KeyPress]) -> Iterator[events.Key]:
    return (events.Key(press.name, press.character) for press in presses)


def _colour(answer: re.Match[str]) -> Color:
    if answer["hex"]:
        return Color.parse(f"#{answer['hex']}")
    parts = (answer[name] for name in ("red", "green", "blue"))
    return Color(*(round(255 * int(part, 16) / (16 ** len(part) - 1)) for part in parts))
