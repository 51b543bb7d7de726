"""What a step brings in place of the list of notes: the base of all panels."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.widgets.focus_order import FollowsFocus


class Panel(FollowsFocus, can_focus=True):
    """A step's own view. It gets the session and the pace, renders, and asks for what it wants by commands."""

    DEFAULT_CSS = """
    Panel { height: 1fr; }
    """
    keys: tuple[tuple[str, str], ...] = ()
    """What the footer says while the panel has the focus."""

    @dataclass
    class Asked(Message):
        """A command, as it would be typed after the slash."""

        word: str
        argument: str = ""

    class Left(Message):
        """The facilitator goes back to the capture line."""

    def show(self, session: Session, now: Pace | None) -> None:
        """Show the session as it is now; a panel whose words never change has nothing to do.

        Called at each change and each beat, so it has to be quick when nothing changed.
        """
