"""Magnified: the statement of the floor that the displays show large, while the facilitator wants it, and in the box in which it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

# Nothing of it is needed before the first statement.
if TYPE_CHECKING:
    from breakout_tui.domain.clock import Reading
    from breakout_tui.domain.floor import FloorStatement
    from breakout_tui.domain.session_state import Session
    from breakout_tui.domain.shown_card import ShownCard

HEADING = "From the floor"


class Magnified:
    """``show_card`` shows it on displays of every kind; None takes it back."""

    def __init__(self, show_card: Callable[[ShownCard | None], None]) -> None:
        self.id = ""
        """Of the statement; empty for none."""
        self._show_card = show_card
        self._box: tuple[str, str | None] = ("", None)
        """The session and the box in which it was asked for."""

    def turn(self, statement: FloorStatement, session: Session, reading: Reading) -> None:
        """Show it; the second time, take it back."""
        from breakout_tui.domain.shown_card import ShownCard

        if statement.id == self.id:
            self.end()
            return
        self.id, self._box = statement.id, _box_of(session)
        self._show_card(ShownCard(HEADING, statement.text, 1, 1, reading.boot, reading.since_boot, 0))

    def look(self, session: Session | None, statements: Iterable[FloorStatement]) -> None:
        """Take it back where another box or session follows, and where its author has withdrawn it."""
        if not self.id:
            return
        from breakout_tui.domain.floor import FloorOutcome

        is_there = any(
            each.id == self.id and each.outcome is not FloorOutcome.WITHDRAWN for each in statements
        )
        if session is None or _box_of(session) != self._box or not is_there:
            self.end()

    def replaced(self) -> None:
        """The displays show another card."""
        self.id = ""

    def end(self) -> None:
        """Show what is now."""
        if self.id:
            self.id = ""
            self._show_card(None)


def _box_of(session: Session) -> tuple[str, str | None]:
    box = session.current_box
    return session.id, None if box is None else box.id
