"""The base of all panels: what a step or stage shows in place of the notes."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from breakout_tui.domain.clock import Reading
from breakout_tui.domain.pace import Pace
from breakout_tui.domain.session_state import Session
from breakout_tui.tui.actions.catalogue import BY_WORD
from breakout_tui.tui.widgets.focus_order import FollowsFocus


class Panel(FollowsFocus, can_focus=True):
    """A view of one kind of step. It gets the session and the pace by ``show``, and runs actions by posting ``Asked``."""

    DEFAULT_CSS = """
    Panel { height: 1fr; }
    """
    keys: tuple[tuple[str, str], ...] = ()
    """What the footer shows while the panel has the focus; Esc is added if it is missing."""
    only_reads = False
    """Whether nothing of the session can be changed here, so that no remedy is offered; set before it is shown."""

    @dataclass
    class Asked(Message):
        """Run an action: its word, and its argument as it would be typed."""

        word: str
        argument: str = ""

    class GaveUp(Asked):
        """What was asked for last, and refused, is no longer typed."""

    class Left(Message):
        """The facilitator goes back to the capture line."""

    def show(self, session: Session, now: Pace | None) -> None:
        """Show the session; a panel with a constant text does nothing.

        Called at each change and each beat, so it has to be fast if nothing changed.
        """

    def show_time(self, session: Session, reading: Reading) -> None:
        """Show what depends on the clocks alone; called after ``show``. Most panels have nothing of that kind."""

    @property
    def about(self) -> str:
        """The reference of the note that letters are about; empty for none."""
        return ""

    def action_about(self, word: str) -> None:
        """Run the action of a letter; one that is about a note does nothing without one."""
        if not BY_WORD[word].is_about_note:
            self.post_message(self.Asked(word))
        elif self.about:
            self.post_message(self.Asked(word, self.about))
