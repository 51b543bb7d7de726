"""Something to be erased from the file of a window, in memory: offers what it is given, and remembers what it was asked."""

from __future__ import annotations

from breakout_tui.domain.erased_elsewhere import WithoutErased
from breakout_tui.domain.session import Session


class FakeErasing:
    """Implements ``domain.erased_elsewhere.ErasingHere``."""

    def __init__(self) -> None:
        self.offered: WithoutErased | None = None
        self.is_at = True
        """Whether nothing was saved since it was offered."""
        self.asked: list[str] = []
        self.begun: list[WithoutErased] = []

    def offer(self, session: Session | None, session_id: str = "") -> None:
        """From now on this is the session without what was erased."""
        self.offered = WithoutErased(session_id if session is None else session.id, 1, session)

    @property
    def is_waiting(self) -> bool:
        """Until it has begun."""
        return self.offered is not None

    @property
    def is_erasing(self) -> bool:
        """It is done at once."""
        return False

    def offered_for(self, session_id: str) -> WithoutErased | None:
        """What is offered, if it is about this session."""
        self.asked.append(session_id)
        return self.offered if self.offered is not None and self.offered.session_id == session_id else None

    def begin(self, offered: WithoutErased) -> bool:
        """Remember it."""
        if self.is_at:
            self.begun.append(offered)
            self.offered = None
        return self.is_at

    def close(self) -> None:
        """Nothing is open."""
