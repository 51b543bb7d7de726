"""A panel between or after the phases: words, and loose ends that a digit fixes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from breakout_tui.domain.lint import LooseEnd, lint
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.panels.loose_lines import MOST
from breakout_tui.tui.panels.text_panel import TextLine, TextPanel
from breakout_tui.tui.remedies import remedy

MANY = 1000
"""Number of notes from which the panel updates with a delay, so that it does not slow down capture."""
MOMENT = 1.0
"""Seconds of that delay."""


LEAST = 24
"""The smallest width for which the text is made."""

LooseWords = Callable[[Session, tuple[LooseEnd, ...], int], list[TextLine]]
"""Makes the text of a panel from a session, its loose ends and a width in cells."""


class LoosePanel(TextPanel):
    """Shows the text that ``words`` makes; digits fix the first loose ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"mend({number - 1})", show=False) for number in range(1, MOST + 1)),
    ]
    keys: tuple[tuple[str, str], ...] = ()

    def __init__(self, words: LooseWords) -> None:
        super().__init__()
        self._words = words
        self._session: Session | None = None
        self._ends: tuple[LooseEnd, ...] = ()
        self._timer: Timer | None = None

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - no phase is running
        """Update the text if something changed."""
        is_first, is_same = self._session is None, session is self._session
        self._session = session
        if is_same:
            return
        if is_first or len(session.book) <= MANY:
            self._read()
        elif self._timer is None:
            self._timer = self.set_timer(MOMENT, self._read)

    def _read(self) -> None:
        self._timer = None
        session = self._session
        if session is not None:
            ends = self._ends = lint(session)
            last = min(MOST, len(ends))
            others = ((shown("chain"), "chain"), (shown("report"), "report"), ("↑ ↓", "scroll"))
            self.keys = ((f"1–{last}" if last > 1 else "1", "fix"), *others) if last else others
            self._say(session)

    def _say(self, session: Session) -> None:
        ends = self._ends
        self.say(lambda width: self._words(session, ends, max(LEAST, width)))

    def say_again(self) -> None:
        """Make the text again, of the same session."""
        if self._session is not None:
            self._say(self._session)

    def action_mend(self, index: int) -> None:
        """Ask for the command that fixes a loose end."""
        if self._session is not None and index < len(self._ends):
            self.post_message(self.Asked(*remedy(self._session, self._ends[index])))
