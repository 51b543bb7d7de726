"""What is missing of another room's session, as far as the file that it was gathered into can know.

The file knows what came in, not what the room did since. So it says up to which moment it has the room's records: of anything later
nothing is here, whether the room did more or not. When the session was gathered would say less, because gathering an older copy
again brings nothing new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from breakout_tui.domain.stage import Stage
from breakout_tui.domain.summary import Summary, missing_words


@dataclass(frozen=True, slots=True)
class MissingParts:
    """At least one thing is missing."""

    is_unstarted: bool
    """No phase had begun; then ``left`` says no more."""
    running: str
    """The title of the phase that had begun and not ended; empty if there is none."""
    left: tuple[str, ...]
    """The titles of the phases that had not begun, in order."""
    unread: int
    """How many outputs were not read back."""
    up_to: datetime
    """The moment of the last record that is here, in the room's time."""

    def words(self, moment: str) -> str:
        """In one line; ``moment`` is ``up_to`` as the reader writes it."""
        missing = missing_words(self.running, self.left, self.unread)
        parts = (Stage.READY.words(""),) if self.is_unstarted else missing
        return " · ".join((*parts, f"gathered up to {moment}"))


def missing_parts(session: Summary) -> MissingParts | None:
    """None for a session of this room, and for one of which nothing is missing."""
    theirs = session.gathered
    if theirs is None:
        return None
    running = session.phase if session.stage.is_running else ""
    if not (running or theirs.left or theirs.unread):
        return None
    return MissingParts(session.stage is Stage.READY, running, theirs.left, theirs.unread, theirs.up_to)
