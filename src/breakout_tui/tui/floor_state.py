"""Floor state: the statements of the open session with what became of each, and the requests that wait; worked out again only when something has changed."""

from __future__ import annotations

from breakout_tui.domain.floor import FloorOutcome, FloorStatement, SpeakingRequest
from breakout_tui.domain.floor_outcomes import Became, FloorOutcomes
from breakout_tui.domain.session_state import Session
from breakout_tui.domain.speaking_requests import that_wait

Found = dict[str, tuple[FloorStatement, Became]]
"""By id, in the order in which they came."""


class FloorState:
    """For one thread."""

    def __init__(self) -> None:
        self._outcomes = FloorOutcomes()
        self._seen: tuple[object, object] = (None, None)
        self._found: Found = {}
        self._waiting = 0
        self._requests: tuple[object, object] = (None, None)
        self._asking = 0

    def of(self, statements: tuple[FloorStatement, ...], session: Session) -> Found:
        """What became of each statement in this state of the session; the same object while nothing has changed."""
        if self._seen[0] is not statements or self._seen[1] is not session:
            self._seen = statements, session
            self._found = self._outcomes.of(statements, session)
            self._waiting = sum(became.outcome is FloorOutcome.WAITING for _, became in self._found.values())
        return self._found

    def waiting(self, statements: tuple[FloorStatement, ...], session: Session) -> int:
        """How many of them wait."""
        self.of(statements, session)
        return self._waiting

    def asking(self, requests: tuple[SpeakingRequest, ...], session: Session) -> int:
        """How many of these requests to speak wait for the facilitator."""
        if self._requests[0] is not requests or self._requests[1] is not session:
            self._requests = requests, session
            self._asking = len(that_wait(requests, session))
        return self._asking
