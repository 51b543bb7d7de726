"""A panel between or after the phases: words, and loose ends that a digit fixes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from breakout_tui.domain.lint import LooseEnd, lint
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.panels.loose_lines import MOST
from breakout_tui.tui.panels.text_panel import TextLine, TextPanel
from breakout_tui.tui.remedies import remedy

MANY = 1000
"""Notes from which the panel follows a moment later, so that capture itself is never slowed down."""
MOMENT = 1.0
"""Seconds of that."""


LEAST = 24
"""Cells that the words are made for at least."""

LooseWords = Callable[[Session, tuple[LooseEnd, ...], int], list[TextLine]]
"""What a panel says of a session and its loose ends, in lines of so many cells."""


class LoosePanel(TextPanel):
    """Shows ``words`` about a session; the digits fix the first loose ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"mend({number - 1})", show=False) for number in range(1, MOST + 1)),
    ]
    keys = (
        ("1–5", "mend"),
        ("F9", "chain"),
        ("F8", "report"),
        ("↑ ↓", "scroll"),
    )

    def __init__(self, words: LooseWords) -> None:
        super().__init__()
        self._words = words
        self._session: Session | None = None
        self._ends: tuple[LooseEnd, ...] = ()
        self._timer: Timer | None = None

    def show(self, session: Session, now: Pace | None) -> None:  # noqa: ARG002 - no phase is running
        """Say it again where something changed."""
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
            self.say(lambda width: self._words(session, ends, max(LEAST, width)))

    def action_mend(self, index: int) -> None:
        """Ask for the command that fixes a loose end."""
        if self._session is not None and index < len(self._ends):
            self.post_message(self.Asked(*remedy(self._session, self._ends[index])))
