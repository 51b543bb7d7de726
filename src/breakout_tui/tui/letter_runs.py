"""Letter runs: whether keys that type something are commands of a list, or text for the capture line.

The one rule for every list, panel and dialog in which bare letters are commands:

- Keys that type something and follow each other within ``PAUSE`` are one run. Any other key ends it.
- A run of one key, pressed once or repeatedly, is a command; so is a run of digits where digits are commands, also behind a
  letter that asks for a number, as in ``c2`` for a cut. It acts when the run is over. The space bar acts at once: no sentence
  begins so. So do keys that only choose what a screen without a line shows: if text follows, it is still refused.
- Any other run is text, and so is a run that begins with a key which the list has no command for. It goes to the capture
  line as a whole, in order; on a screen without a line it is refused, and the facilitator is told.

So a sentence typed by mistake in a list is in the line, and nothing of it has acted.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from breakout_tui.tui.widgets.focus_order import FollowsFocus, bound_to
from breakout_tui.tui.widgets.typed_text import is_typed

PAUSE = 0.25
"""Seconds after a key in which another one belongs to the same run: slower than typing, faster than deciding."""


@runtime_checkable
class TakesLetters(Protocol):
    """A list that says itself which letters are its commands; for others, their bindings say so."""

    def takes_letter(self, event: events.Key) -> bool:
        """Whether the key is a command now."""
        ...


@runtime_checkable
class AsksForNumber(Protocol):
    """A list in which some letters ask for a number."""

    number_letters: str


@runtime_checkable
class ShowsAtOnce(Protocol):
    """A screen without a line on which some keys only choose what is shown."""

    showing_keys: str


class Verdict(Enum):
    """What a run is."""

    UNKNOWN = "the next key decides"
    COMMAND = "a command of the list"
    TEXT = "text"


def judged(run: Sequence[events.Event], focused: Widget | None) -> Verdict:
    """What a run of keys is so far. UNKNOWN is a command if no more keys follow."""
    keys = [event for event in run if isinstance(event, events.Key)]
    first = keys[0]
    if not is_command(first, focused):
        return Verdict.TEXT
    is_same = all(each.character == first.character for each in keys)
    asks = isinstance(focused, AsksForNumber) and (first.character or " ") in focused.number_letters
    are_digits = all(
        (each.character or "").isdecimal() and is_command(each, focused)
        for each in (keys[1:] if asks else keys)
    )
    if not (is_same or are_digits):
        return Verdict.TEXT
    return Verdict.COMMAND if first.character == " " else Verdict.UNKNOWN


def shows_at_once(event: events.Event, screen: Screen[Any]) -> bool:
    """Whether a key only chooses what the screen shows, so that it need not wait for the end of its run."""
    return (
        isinstance(event, events.Key) and isinstance(screen, ShowsAtOnce) and event.key in screen.showing_keys
    )


def types(event: events.Event) -> bool:
    """Whether an event is a key that types a character."""
    return isinstance(event, events.Key) and event.character is not None and is_typed(event.character)


def takes_text(focused: Widget | None) -> bool:
    """Whether a widget is a line or box for text."""
    return focused is not None and focused.check_consume_key("a", "a")


def is_command(event: events.Key, focused: Widget | None) -> bool:
    """Whether a key is a command where the focus is."""
    if focused is None:
        return False
    if isinstance(focused, TakesLetters):
        return focused.takes_letter(event)
    return bound_to(focused, event.key) is not None


def line_of(focused: Widget | None) -> Widget | None:
    """The line that gets text typed in a list; None if the screen has none."""
    return focused.back_to if isinstance(focused, FollowsFocus) else None
