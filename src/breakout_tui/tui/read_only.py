"""Read only: why nothing of a session can be changed in this window, as the error that every attempt to change it gets."""

from __future__ import annotations

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.tui.keymap import shown
from breakout_tui.tui.wording import LONGEST_LABEL, shortened


class SessionHeld(BreakoutError):
    """The session is only read here: another window owns it, or it is another room's."""


def held_by_window() -> SessionHeld:
    """Another window owns it."""
    return SessionHeld(
        "another window has this session", remedy=f"{shown('take-over')} takes it over, to write here"
    )


def another_rooms(room: str) -> SessionHeld:
    """It was gathered from the file of a room, which may have no name."""
    return SessionHeld(f"{whose(room)} session: read here, changed on their laptop")


def whose(room: str) -> str:
    """A room as the owner of something: ``Room 3's``; ``another room's`` for one without a name."""
    return f"{shortened(room, LONGEST_LABEL) or 'another room'}'s"
