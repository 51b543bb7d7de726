"""What gathering says: for each source, what became of each of its sessions, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from breakout_tui.domain.errors import BreakoutError
from breakout_tui.domain.places_to_look import Place
from breakout_tui.domain.records import SessionInfo

Progress = Callable[[int, int], None]
"""Told how many sessions of a source are done, and of how many."""


def untold(done: int, of: int) -> None:
    """For gathering that nobody watches."""


class Outcome(Enum):
    """What became of a session of a source."""

    NEW = "new"
    """It was not here; now it is, marked as another room's."""
    CHANGED = "changed"
    """It was here; something came in."""
    UNCHANGED = "unchanged"
    """Everything of it was here already."""
    HELD = "held"
    """Something would have come in, but a window has the session open, so it was left as it is."""
    UNREADABLE = "unreadable"
    """The source can't be read where this session is."""


@dataclass(frozen=True, slots=True)
class GatheredSession:
    """One session of a source."""

    session_id: str
    outcome: Outcome
    info: SessionInfo | None = None
    """Its theme, room and round, as they are now; None where it can't be read."""
    notes: int = 0
    """How many statements it has now, without deleted ones."""
    new_notes: int = 0
    """How many of them came in."""
    places: tuple[Place, ...] = ()
    """Where somebody should look, after something came in."""
    problem: str = ""
    """Who holds it, or why it can't be read."""


@dataclass(frozen=True, slots=True)
class GatheredSource:
    """One file that was gathered, or why it was not."""

    source: str
    """As it was named."""
    sessions: tuple[GatheredSession, ...] = ()
    refusal: BreakoutError | None = None
    """Nothing of it came in, for this reason."""
    decisions: int = 0
    """How many decisions on position papers came in."""
    waiting_erasures: int = 0
    """What was erased there and is not erased here yet, because a window has a session open."""
    uncleaned_backups: tuple[str, ...] = ()
    """Backups of the database that may still have what was erased there."""

    @property
    def news(self) -> int:
        """How many sessions and decisions came in."""
        return len(self.having(Outcome.NEW)) + len(self.having(Outcome.CHANGED)) + self.decisions

    def having(self, outcome: Outcome) -> tuple[GatheredSession, ...]:
        """The sessions with this outcome."""
        return tuple(session for session in self.sessions if session.outcome is outcome)
