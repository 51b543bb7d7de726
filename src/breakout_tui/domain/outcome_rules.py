"""What the commands do that record outcomes: agreement and read-back. Each is one deed that can be undone."""

from __future__ import annotations

from breakout_tui.domain import commands as c
from breakout_tui.domain.errors import CommandRefused
from breakout_tui.domain.turn import Turn


def apply(turn: Turn, command: c.OutcomeCommand) -> None:
    """Carry out one command about outcomes."""
    raise CommandRefused("not yet")
